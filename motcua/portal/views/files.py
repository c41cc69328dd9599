"""Papers to look at: those I sent, and the legal forms about the dossier."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.directory.access import Request
from motcua.documents.serving import response
from motcua.dossiers import printing
from motcua.dossiers.models import DeclineSlip, SupplementRequest
from motcua.dossiers.printing_deadline import deadline_sheet as printed_count
from motcua.dossiers.printing_life import supplement_request
from motcua.portal.dealings import stop_notice_of
from motcua.portal.entry import for_citizens_only
from motcua.portal.showing import file_of, may_do
from motcua.portal.views.dossiers import own_dossier


@for_citizens_only
@require_safe
def dossier_file(request: Request, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file of a dossier that I may see."""
    file = file_of(own_dossier(request.actor, public_id), file_id)
    if file is None:
        raise Http404
    return response(file, inline=True, request=request)


@for_citizens_only
@require_safe
def form_01(request: Request, public_id: UUID) -> HttpResponse:
    """The receipt with the promised date, as the law prints it; there is none before acceptance."""
    dossier = own_dossier(request.actor, public_id)
    if not may_do(dossier, request.actor).has_receipt:
        raise Http404
    return _pdf(request, dossier.code, "01", lambda: printing.receipt(dossier, by=request.actor, at=timezone.now()))


@for_citizens_only
@require_safe
def form_02(request: Request, public_id: UUID, no: int) -> HttpResponseBase:
    """What is to be completed, as the law prints it; a request that has not gone out is the agency's own."""
    dossier = own_dossier(request.actor, public_id)
    rows = SupplementRequest.objects.sent().select_related("drafted_by", "approved_by", "file")
    asked = get_object_or_404(rows, dossier=dossier, no=no)
    if asked.file:
        return response(asked.file, inline=True, request=request)
    asked.dossier = dossier
    made = partial(supplement_request, asked, by=request.actor, at=timezone.now())
    return _pdf(request, dossier.code, "02", made)


@for_citizens_only
@require_safe
def form_03(request: Request, public_id: UUID) -> HttpResponseBase:
    """Why the dossier was not accepted, as it was issued; who did not file reads it without the filer's number."""
    dossier = own_dossier(request.actor, public_id)
    if not may_do(dossier, request.actor).has_declining:
        raise Http404
    slip = DeclineSlip.objects.select_related("file").filter(dossier=dossier).first()
    if slip and request.actor.person_id == (dossier.filer_id or dossier.applicant_person_id):
        return response(slip.file, inline=True, request=request)
    return _pdf(request, dossier.code, "03", lambda: printing.declining(dossier, by=request.actor, at=timezone.now()))


@for_citizens_only
@require_safe
def deadline_sheet(request: Request, public_id: UUID) -> HttpResponse:
    """How the promised date was counted, on paper."""
    dossier = own_dossier(request.actor, public_id)
    if not may_do(dossier, request.actor).has_receipt:
        raise Http404
    return _pdf(request, dossier.code, "thoi-han", lambda: printed_count(dossier, at=timezone.now()))


@for_citizens_only
@require_safe
def form_05(request: Request, public_id: UUID) -> HttpResponseBase:
    """Why the dossier was stopped, as it was issued."""
    notice = stop_notice_of(own_dossier(request.actor, public_id))
    if notice is None:
        raise Http404
    return response(notice.file, inline=True, request=request)


def _pdf(request: Request, code: str, form: str, make: Callable[[], bytes]) -> HttpResponse:
    """HEAD makes nothing: reading a number is written down."""
    answer = HttpResponse(b"" if request.method == "HEAD" else make(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="mau-{form}-{code}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
