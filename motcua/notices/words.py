"""The words of each notice: what happened, and what comes next."""

from collections.abc import Mapping

from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.notices.models import Notice

EARLY = "Granted, early"
WORDS: Mapping[str, str] = {
    "Lodged": _("We have received dossier %(code)s. An officer will check it; you need not come."),
    "HandedIn": _("We have received dossier %(code)s at the counter."),
    "Accepted": _("Dossier %(code)s was accepted. Its due date is on the dossier's page."),
    "Declined": _("Dossier %(code)s was not accepted. The reason is on the dossier's page."),
    "Granted": _("The result of dossier %(code)s is ready."),
    EARLY: _("The result of dossier %(code)s is ready earlier than promised."),
    "Refused": _("The request in dossier %(code)s was refused. The ground is on its page."),
    "Withdrawn": _("Dossier %(code)s was withdrawn."),
    "Returned": _("The result of dossier %(code)s was handed over."),
    "SupplementAskedBeforeAcceptance": _("Dossier %(code)s needs completing before it is accepted. See the list."),
    "SupplementedBeforeAcceptance": _("We have what you completed for dossier %(code)s. An officer will check it."),
    "SupplementAsked": _("Dossier %(code)s needs completing. The whole list is on its page; answer it once."),
    "Supplemented": _("We have what you completed for dossier %(code)s. The new due date is on its page."),
    "SupplementNotAnswered": _("Dossier %(code)s was stopped because nothing was completed in time."),
    "RefusedUnanswered": _(
        "The request in dossier %(code)s was refused, since nothing was completed in time. The ground is on its page."
    ),
    "PaymentAsked": _("A payment is due for dossier %(code)s. The amount and the account are on its page."),
    "Paid": _("We have your payment for dossier %(code)s. The new due date is on its page."),
    "Refunded": _("What you paid for dossier %(code)s has been given back to you."),
    "FeeReduced": _("You have less to pay for dossier %(code)s. The amount is on its page."),
    "FeeWaived": _("You have nothing to pay for dossier %(code)s. The new due date is on its page."),
    "VerificationDeclared": _(
        "Facts must be verified for dossier %(code)s. The reason and the new date are on its page."
    ),
    "ConsentAsked": _("Dossier %(code)s waits for a consent on VNeID; its time limit stands still."),
    "Consented": _("The consent for dossier %(code)s is there. The new due date is on its page."),
    "ConsentNotGiven": _("There is no consent for dossier %(code)s. The new due date is on its page."),
    "OutsideWaitBegun": _(
        "Dossier %(code)s waits for another agency, such as the tax office; its limit stands still."
    ),
    "OutsideWaitEnded": _("Dossier %(code)s waits for no other agency any more. The new due date is on its page."),
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
    "PostFailed": _("The post could not deliver the result of dossier %(code)s. See its page."),
}


def sentence(notice: Notice) -> str:
    """The notice in the reader's language."""
    code, kind = notice.dossier.code, EARLY if _is_early(notice) else notice.kind
    return gettext(WORDS[kind]) % {"code": code} if kind in WORDS else code


def _is_early(notice: Notice) -> bool:
    """A result before its day must be announced as such (NĐ 61/2018 Điều 20)."""
    due_at = notice.dossier.first_due_at
    if notice.kind != "Granted" or due_at is None:
        return False
    return localtime(notice.at).date() < localtime(due_at).date()
