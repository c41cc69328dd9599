"""The words of each notice: what happened, and what comes next."""

from django.utils.translation import gettext as _

from motcua.notices.models import Notice


def sentence(notice: Notice) -> str:
    """The notice in the reader's language."""
    code = notice.dossier.code
    return {
        "Lodged": _("We have received dossier %(code)s. An officer will check it; you need not come.")
        % {"code": code},
        "HandedIn": _("We have received dossier %(code)s at the counter.") % {"code": code},
        "Accepted": _("Dossier %(code)s was accepted. Its due date is on the dossier's page.") % {"code": code},
        "Declined": _("Dossier %(code)s was not accepted. The reason is on the dossier's page.") % {"code": code},
        "Granted": _("The result of dossier %(code)s is ready.") % {"code": code},
        "Refused": _("The request in dossier %(code)s was refused. The ground is on its page.") % {"code": code},
        "Withdrawn": _("Dossier %(code)s was withdrawn.") % {"code": code},
        "Returned": _("The result of dossier %(code)s was handed over.") % {"code": code},
    }.get(notice.kind, code)
