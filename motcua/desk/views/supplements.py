"""Asking to complete a dossier (M10), letting a further request go out, ending one that nobody answered (M12)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.eforms.values import tidy
from motcua.desk.acting import version_of
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.listing import dossier_url
from motcua.desk.supplements import decide, form_page, request_for, request_page
from motcua.directory.access import Request
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.actions.unanswered import move_of
from motcua.dossiers.errors import DossierError
from motcua.dossiers.judging import findings_in, points_of
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier
from motcua.dossiers.printing_life import supplement_request
from motcua.dossiers.refunding import refunds_in
from motcua.dossiers.requesting import faults_said, list_of
from motcua.dossiers.supplement_lists import Heap
from motcua.dossiers.supplements import Findings


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: Request, public_id: UUID) -> HttpResponse:
    """Judge every paper and answer; what is wrong goes to the applicant at once, or to the head first."""
    dossier = dossier_for(request, public_id)
    if request.method != "POST":
        return form_page(request, dossier)
    findings = findings_in(request.POST, points_of(dossier), rest_is_right="rest" in request.POST)
    if "rest" in request.POST:
        return form_page(request, dossier, findings)
    try:
        said = _ask(request, dossier, findings)
    except DossierError as refusal:
        return form_page(request, dossier_for(request, public_id), findings, faults_said(refusal))
    messages.success(request, said)
    return redirect(dossier_url(dossier))


@AT_THE_DESK
@require_safe
def show_requests(request: Request) -> HttpResponse:
    """Requests that wait: for the head's word, for an officer to end them, for the applicant."""
    context = list_of(request.actor, request.GET, [Heap.OVER, Heap.APPROVAL, Heap.WAITING], now())
    return render(request, "desk/supplements/list.html", context | {"request_url": "desk:supplement_request"})


@AT_THE_DESK
@require_safe
def show_request(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """One request: what was asked, until when, what came."""
    return request_page(request, public_id, no)


@AT_THE_DESK
@require_POST
def create_approval(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """Let a further request go out."""
    said = _("Approved. The applicant has been told; the time limit stands still.")
    return decide(request, public_id, no, actions.approve_supplement, said)


@AT_THE_DESK
@require_POST
def create_dismissal(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """Do not let a further request go out."""
    reason, said = tidy(request.POST.get("reason", "")), _("Not approved. The step goes on.")
    return decide(request, public_id, no, actions.drop_supplement, said, reason=reason)


@AT_THE_DESK
@require_POST
def create_closure(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """End a dossier whose request nobody answered in time: stopped or refused, as the procedure's law says."""
    dossier, asked = request_for(request, public_id, no)
    ground = tidy(request.POST.get("ground", ""))
    if move_of(dossier, asked) is Move.REFUSE_UNANSWERED:
        return decide(request, public_id, no, actions.refuse_unanswered, _("Refused."), ground=ground)
    ending = {"ground": ground, "refunds": refunds_in(request.POST)}
    return decide(request, public_id, no, actions.stop_unanswered, _("Stopped."), **ending)


@AT_THE_DESK
@require_safe
def show_form(request: Request, public_id: UUID, no: int) -> HttpResponseBase:
    """Form 02 as it went out, or as it would."""
    dossier, asked = request_for(request, public_id, no)
    if asked.file:
        return response(asked.file, inline=True, request=request)
    headers = {
        "Content-Disposition": f'inline; filename="{dossier.code}-02-{asked.no}.pdf"',
        "Cache-Control": "private, no-store",
    }
    content = supplement_request(asked, by=request.actor, at=now())
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _ask(request: Request, dossier: Dossier, findings: Findings) -> str:
    values: dict[str, Any] = {"findings": findings, "by": request.actor, "at": now(), "version": version_of(request)}
    if dossier.supplement_requests.exists():
        actions.draft_supplement(dossier.pk, **values)
        return _("Drafted. It goes out when the head approves it.")
    actions.ask_supplement(dossier.pk, **values)
    return _("Asked. The applicant has been told; the time limit stands still.")
