"""Checks on the spot: arranged with the applicant, held with findings, or cancelled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.desk.acting import version_of
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.enclosures import enclosed
from motcua.desk.visits import may_visit, typed_visit, visit_in, visits_of
from motcua.directory.access import Request
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Appointment, Dossier


@AT_THE_DESK
def show_visits(request: Request, public_id: UUID) -> HttpResponse:
    """The visits of a dossier; sent with POST, the form arranges one."""
    dossier = dossier_for(request, public_id)
    if request.method != "POST":
        return _page(request, dossier, Refusal())
    visit, acted = visit_in(request.POST), _acted(request)
    refusal = attempt(lambda: actions.arrange_visit(dossier.pk, visit, **acted))
    if refusal.faults:
        return _page(request, dossier_for(request, public_id), refusal, act="arrange")
    messages.success(request, _("Arranged. The applicant has been told."))
    return redirect("desk:visits", public_id)


@AT_THE_DESK
@require_POST
def create_findings(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Record what was found."""
    dossier, visit = _found(request, public_id, number)
    try:
        file = enclosed(request)
    except Incomplete as wrong:
        return _page(request, dossier, Refusal(list(wrong.faults), 422), act="hold", number=number)
    findings, acted = tidy(request.POST.get("findings", "")), _acted(request)
    refusal = attempt(lambda: actions.hold_visit(visit.pk, findings=findings, minutes=file, **acted))
    if refusal.faults:
        return _page(request, dossier_for(request, public_id), refusal, act="hold", number=number, file=file)
    messages.success(request, _("Recorded. The step can be finished now."))
    return redirect("desk:visits", public_id)


@AT_THE_DESK
@require_POST
def create_cancellation(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Cancel a visit."""
    _dossier, visit = _found(request, public_id, number)
    reason, acted = tidy(request.POST.get("reason", "")), _acted(request)
    refusal = attempt(lambda: actions.cancel_visit(visit.pk, reason=reason, **acted))
    if refusal.faults:
        return _page(request, dossier_for(request, public_id), refusal, act="cancel", number=number)
    messages.success(request, _("Cancelled. The applicant has been told why."))
    return redirect("desk:visits", public_id)


def _acted(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": now(), "version": version_of(request)}


def _found(request: Request, public_id: UUID, number: int) -> tuple[Dossier, Appointment]:
    dossier = dossier_for(request, public_id)
    return dossier, get_object_or_404(Appointment, dossier=dossier, pk=number)


def _page(
    request: Request,
    dossier: Dossier,
    refusal: Refusal,
    *,
    act: str = "",
    number: int | None = None,
    file: File | None = None,
) -> HttpResponse:
    """`act` and `number` say which form was refused, so that its words stand there again."""
    place = f"-{number}" if number else ""
    context = {
        "dossier": dossier,
        "visits": visits_of(dossier),
        "may_visit": may_visit(dossier, request.actor),
        "typed": typed_visit(request.POST, dossier),
        "act": act,
        "number": number,
        "kept_file": file,
        "faults": [(f"{name}{place}" if name else "", sentence) for name, sentence in refusal.faults],
        "error": refusal.error,
    }
    return render(request, "desk/visits/list.html", context, status=refusal.status)
