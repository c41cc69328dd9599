"""Asking the applicant for money."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.lib.money import read_dong

FIELDS = ("name", "amount", "account", "basis")


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def payments(request: Request, public_id: UUID) -> HttpResponse:
    """What was asked for so far, and the form to ask; the clock stands still until the money is there."""
    dossier, typed = dossier_for(request, public_id), texts_in(request, *FIELDS)
    values = {**typed, "amount": read_dong(typed["amount"])}
    said = _("The applicant has been told what to pay. The time limit stands still.")
    page = Apart("desk/payments/list.html", actions.ask_payment, FIELDS, said)
    return page.answer(request, dossier, values, obligations=list(dossier.obligations.all()))
