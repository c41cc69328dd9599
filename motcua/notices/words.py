"""The words of each notice: what happened, and what comes next."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.notices.models import Notice

WORDS: Mapping[str, str] = {
    "Lodged": _("We have received dossier %(code)s. An officer will check it; you need not come."),
    "HandedIn": _("We have received dossier %(code)s at the counter."),
    "Accepted": _("Dossier %(code)s was accepted. Its due date is on the dossier's page."),
    "Declined": _("Dossier %(code)s was not accepted. The reason is on the dossier's page."),
    "Granted": _("The result of dossier %(code)s is ready."),
    "Refused": _("The request in dossier %(code)s was refused. The ground is on its page."),
    "Withdrawn": _("Dossier %(code)s was withdrawn."),
    "Returned": _("The result of dossier %(code)s was handed over."),
    "SupplementAskedBeforeAcceptance": _(
        "Dossier %(code)s needs completing before it is accepted. See the list."
    ),
    "SupplementedBeforeAcceptance": _("We have what you completed for dossier %(code)s. An officer will check it."),
    "SupplementAsked": _("Dossier %(code)s needs completing. The whole list is on its page; answer it once."),
    "Supplemented": _("We have what you completed for dossier %(code)s. The new due date is on its page."),
    "SupplementNotAnswered": _("Dossier %(code)s was stopped because nothing was completed in time."),
    "PaymentAsked": _("A payment is due for dossier %(code)s. The amount and the account are on its page."),
    "Paid": _("We have your payment for dossier %(code)s. The new due date is on its page."),
    "Extended": _("We apologise: the result of dossier %(code)s will be late. The new date is on its page."),
    "VisitArranged": _("An officer will come for dossier %(code)s. Time and place are on its page."),
    "VisitCancelled": _("The visit for dossier %(code)s was cancelled."),
    "Redirected": _("Dossier %(code)s was sent to the right agency. You need do nothing."),
    "Stopped": _("Dossier %(code)s was stopped. The ground is on its page."),
    "HandedToCompetent": _("The competent agency has dossier %(code)s. Its due date is on its page."),
    "BranchDone": _("One result of dossier %(code)s is ready."),
    "BranchFailed": _("One part of dossier %(code)s was refused or stopped. The rest goes on where it can."),
    "GroupSettled": _("All parts of dossier %(code)s have ended. The results are on its page."),
    "GroupFailed": _("No part of dossier %(code)s led to a result. The grounds are on its page."),
    "CorrectionBegun": _("We are correcting an error in your result under dossier %(code)s, at no cost to you."),
    "Posted": _("The result of dossier %(code)s is on its way by public post."),
}


def sentence(notice: Notice) -> str:
    """The notice in the reader's language."""
    code = notice.dossier.code
    return gettext(WORDS[notice.kind]) % {"code": code} if notice.kind in WORDS else code
