"""Requests to complete a dossier, as the desk makes, approves and ends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from motcua.catalogue.services import published
from motcua.desk.acting import version_of
from motcua.desk.doors import dossier_for
from motcua.desk.listing import dossier_url
from motcua.directory.access import Request
from motcua.dossiers.actions.unanswered import move_of
from motcua.dossiers.errors import DossierError
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import Dossier, SupplementRequest, SupplementStage
from motcua.dossiers.permissions import may, may_let_go_out
from motcua.dossiers.refunding import paid_sums, refunds_in
from motcua.dossiers.requesting import faults_said, form_of, is_overdue, request_of
from motcua.dossiers.supplements import ASKING, Findings


def request_for(request: Request, public_id: UUID, no: int) -> tuple[Dossier, SupplementRequest]:
    dossier = dossier_for(request, public_id)
    rows = SupplementRequest.objects.select_related("drafted_by", "approved_by")
    found = get_object_or_404(rows, dossier=dossier, no=no)
    found.dossier = dossier
    return dossier, found


def form_page(
    request: Request,
    dossier: Dossier,
    findings: Findings | None = None,
    faults: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """The form on which everything is judged, papers beside it."""
    form = form_of(dossier, findings, faults, now())
    files = [file for _title, rows in form["sections"] for row in rows for file in row.point.files]
    context = {
        "dossier": dossier,
        "back_url": dossier_url(dossier),
        "file_url": "desk:file",
        "first_file": files[0] if files else None,
        **form,
    }
    return render(request, "desk/supplements/new.html", context, status=_status(faults))


def request_page(request: Request, public_id: UUID, no: int, refusal: DossierError | None = None) -> HttpResponse:
    """One request with what may be decided on it; after a refused act with the reason and what was typed."""
    dossier, asked = request_for(request, public_id, no)
    moment, faults = now(), faults_said(refusal) if refusal else []
    move = move_of(dossier, asked)
    is_drafted = asked.asked_at is None and asked.dropped_at is None
    context = {
        "dossier": dossier,
        "back_url": dossier_url(dossier),
        "file_url": "desk:file",
        "faults": [(f"id_{place}" if place else "", sentence) for place, sentence in faults],
        "error": dict(faults),
        "typed": {name: request.POST.get(name, "") for name in ("reason", "ground")},
        "may_approve": is_drafted and _may_go_out(dossier, asked) and may_let_go_out(dossier, request.actor),
        "may_end": is_overdue(asked, moment) and may(move, dossier, request.actor),
        "waits_for_signatory": is_overdue(asked, moment) and not may(move, dossier, request.actor),
        "paid": paid_sums(dossier, refunds_in(request.POST)),
        "refuses": move is Move.REFUSE_UNANSWERED,
        "count": SupplementRequest.objects.filter(dossier=dossier).sent().count(),
        "workdays": published(dossier.handling_id).supplement_workdays,
        **request_of(asked, moment),
    }
    return render(request, "desk/supplements/request.html", context, status=_status(faults))


def decide(
    request: Request, public_id: UUID, no: int, verb: Callable[..., Any], said: str, **values: Any
) -> HttpResponse:
    """Carry out an act on a request; a refusal gives its page back."""
    dossier, _asked = request_for(request, public_id, no)
    try:
        verb(dossier.pk, by=request.actor, at=now(), version=version_of(request), **values)
    except DossierError as refusal:
        return request_page(request, public_id, no, refusal)
    messages.success(request, said)
    return redirect(dossier_url(dossier))


def _may_go_out(dossier: Dossier, request: SupplementRequest) -> bool:
    return allows(dossier.status, ASKING[SupplementStage(request.stage)])


def _status(faults: Sequence[tuple[str, str]]) -> int:
    if not faults:
        return 200
    return 422 if faults[0][0] else 409
