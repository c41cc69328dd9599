"""The papers of a dossier, and those that are printed from it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now

from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.people import signer_of
from motcua.directory.access import Request
from motcua.documents.models import File
from motcua.documents.serving import response
from motcua.dossiers import actions, printing
from motcua.dossiers.models import Decision
from motcua.dossiers.printing_deadline import deadline_sheet


@AT_THE_DESK
def show_file(request: Request, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """One paper of the dossier, or its result; the reading is recorded."""
    dossier = dossier_for(request, public_id)
    file = get_object_or_404(File.objects.filter(pk__in=dossier.file_ids()), public_id=file_id)
    actions.note_reading(dossier, file, by=request.actor, at=now())
    return response(file, inline=True, request=request)


@AT_THE_DESK
def show_control_sheet(request: Request, public_id: UUID) -> HttpResponse:
    """Form 06."""
    dossier = dossier_for(request, public_id)
    if dossier.accepted_at is None:
        raise Http404
    return _pdf(printing.control_sheet(dossier), f"{dossier.code}-06.pdf")


@AT_THE_DESK
def show_deadline_sheet(request: Request, public_id: UUID) -> HttpResponse:
    """The count of the due date, to be printed."""
    dossier = dossier_for(request, public_id)
    if dossier.accepted_at is None:
        raise Http404
    return _pdf(deadline_sheet(dossier, at=now()), f"{dossier.code}-deadline.pdf")


@AT_THE_DESK
def show_preview(request: Request, public_id: UUID) -> HttpResponse:
    """What the result will look like, from the draft as it stands."""
    dossier, moment = dossier_for(request, public_id), now()
    decision = get_object_or_404(Decision.objects.select_related("approved_by"), dossier=dossier)
    signer = signer_of(dossier, decision, request.actor, localdate(moment))
    return _pdf(printing.preview(dossier, decision, signer, moment), f"{dossier.code}-draft.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
