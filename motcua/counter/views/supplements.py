"""Asking to complete a dossier before it is accepted (M4), and ending one that nobody completed (M12)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.eforms.values import tidy
from motcua.counter.supplements import Faults, status_of
from motcua.counter.views.answers import version_of
from motcua.counter.views.dossiers import dossier_for
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.actions.unanswered import move_of
from motcua.dossiers.answering import completion_of
from motcua.dossiers.errors import DossierError
from motcua.dossiers.judging import findings_in, points_of
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.permissions import may
from motcua.dossiers.printing_life import supplement_request
from motcua.dossiers.refunding import paid_sums, refunds_in
from motcua.dossiers.requesting import faults_said, form_of, is_overdue, list_of, request_of
from motcua.dossiers.supplement_lists import Heap
from motcua.dossiers.supplements import Findings


@AT_THE_COUNTER
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_request_form(request: Request, public_id: UUID) -> HttpResponse:
    """Judge every paper and answer of a dossier that is not accepted yet."""
    dossier = dossier_for(request, public_id)
    if request.method != "POST":
        return _form(request, dossier)
    findings = findings_in(request.POST, points_of(dossier), rest_is_right="rest" in request.POST)
    if "rest" in request.POST:
        return _form(request, dossier, findings)
    try:
        said = _ask(request, dossier, findings)
    except DossierError as refusal:
        return _form(request, dossier_for(request, public_id), findings, faults_said(refusal))
    messages.success(request, said)
    return redirect("counter:dossier", public_id=public_id)


@AT_THE_COUNTER
@require_safe
def show_requests(request: Request) -> HttpResponse:
    """Dossiers that wait for their applicants, those past their date first."""
    context = list_of(request.actor, request.GET, [Heap.OVER, Heap.WAITING], now())
    return render(request, "counter/supplements/list.html", context | {"request_url": "counter:supplement_request"})


@AT_THE_COUNTER
@require_safe
def show_request(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """One request: what was asked, until when, what came."""
    return _request_page(request, public_id, no, None)


@AT_THE_COUNTER
@require_POST
def create_closure(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """End a dossier whose request nobody answered in time."""
    dossier, ground = dossier_for(request, public_id), tidy(request.POST.get("ground", ""))
    values: dict[str, Any] = {"by": request.actor, "at": now(), "version": version_of(request)}
    try:
        actions.stop_unanswered(dossier.pk, ground=ground, refunds=refunds_in(request.POST), **values)
    except DossierError as refusal:
        return _request_page(request, public_id, no, refusal)
    messages.success(request, _("Stopped."))
    return redirect("counter:dossier", public_id=public_id)


@AT_THE_COUNTER
@require_safe
def show_form(request: Request, public_id: UUID, no: int) -> HttpResponseBase:
    """Form 02 as it went out, or as it would."""
    dossier = dossier_for(request, public_id)
    asked = _asked(dossier, no)
    if asked.file:
        return response(asked.file, inline=True, request=request)
    content = supplement_request(asked, by=request.actor, at=now())
    headers = {
        "Content-Disposition": f'inline; filename="{dossier.code}-02-{no}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _asked(dossier: Dossier, no: int) -> SupplementRequest:
    rows = SupplementRequest.objects.select_related("drafted_by", "approved_by")
    asked = get_object_or_404(rows, dossier=dossier, no=no)
    asked.dossier = dossier
    return asked


def _ask(request: Request, dossier: Dossier, findings: Findings) -> str:
    values: dict[str, Any] = {"findings": findings, "by": request.actor, "at": now(), "version": version_of(request)}
    if dossier.supplement_requests.exists():
        actions.draft_supplement(dossier.pk, **values)
        return _("Drafted. It goes out when the head approves it.")
    actions.ask_supplement(dossier.pk, **values)
    return _("Asked. The applicant has been told.")


def _form(
    request: Request, dossier: Dossier, findings: Findings | None = None, faults: Faults | None = None
) -> HttpResponse:
    form = form_of(dossier, findings, faults or [], now())
    files = [file for _title, rows in form["sections"] for row in rows for file in row.point.files]
    context = {"dossier": dossier, "file_url": "counter:file", "first_file": files[0] if files else None, **form}
    return render(request, "counter/supplements/new.html", context, status=status_of(faults or []))


def _request_page(request: Request, public_id: UUID, no: int, refusal: DossierError | None) -> HttpResponse:
    dossier, moment = dossier_for(request, public_id), now()
    asked, faults = _asked(dossier, no), faults_said(refusal) if refusal else []
    move = move_of(dossier, asked)
    context = {
        "dossier": dossier,
        "file_url": "counter:file",
        "faults": [(f"id_{place}" if place else "", sentence) for place, sentence in faults],
        "error": dict(faults).get("ground", ""),
        "ground": request.POST.get("ground", ""),
        "paid": paid_sums(dossier, refunds_in(request.POST)),
        "may_end": is_overdue(asked, moment) and may(move, dossier, request.actor),
        "may_answer": completion_of(dossier) is not None and may(Move.SUPPLEMENT, dossier, request.actor),
        **request_of(asked, moment),
    }
    return render(request, "counter/supplements/request.html", context, status=status_of(faults))
