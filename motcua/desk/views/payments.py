"""Asking the applicant for money, and freeing them of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk.apart import Apart, texts_in
from motcua.desk.dealings import is_waivable
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import Obligation, WaiverGround
from motcua.dossiers.waiving import Relief
from motcua.lib.money import read_dong

FIELDS = ("name", "amount", "account", "basis")
WAIVED = ("amount", "ground", "facts", "basis")


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def payments(request: Request, public_id: UUID) -> HttpResponse:
    """What was asked for so far, and the form to ask; the clock stands still until the money is there."""
    dossier, typed = dossier_for(request, public_id), texts_in(request, *FIELDS)
    values = {**typed, "amount": read_dong(typed["amount"])}
    said = _("The applicant has been told what to pay. The time limit stands still.")
    page = Apart("desk/payments/list.html", actions.ask_payment, FIELDS, said)
    asked = {"obligations": list(dossier.obligations.select_related("waiver"))}
    return page.answer(request, dossier, values, **asked, may_waive=is_waivable(dossier, request.actor))


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def waiver(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Free the applicant of a sum or of a part of it, on a ground of law."""
    dossier, typed = dossier_for(request, public_id), texts_in(request, *WAIVED)
    row = get_object_or_404(Obligation.objects.select_related("waiver"), dossier=dossier, pk=number)
    relief = Relief(read_dong(typed["amount"]), typed["ground"], typed["facts"], typed["basis"])
    said = _("Decided. The applicant has been told.")
    page = Apart("desk/payments/waiver.html", actions.waive, WAIVED, said)
    values = {"said": relief, "obligation_id": row.pk}
    return page.answer(request, dossier, values, row=row, grounds=WaiverGround.choices)
