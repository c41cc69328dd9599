"""What an applicant brings by hand to complete a dossier (M6, M11)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.counter.supplements import Faults, keep_answers, lines_of, status_of
from motcua.counter.views.answers import version_of
from motcua.counter.views.dossiers import dossier_for
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.answering import completion_of, file_of_item
from motcua.dossiers.errors import DossierError
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import may
from motcua.dossiers.requesting import faults_said


@AT_THE_COUNTER
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: Request, public_id: UUID) -> HttpResponse:
    """Enter what was brought by hand: kept line by line, sent when all is there."""
    dossier = dossier_for(request, public_id)
    completion = completion_of(dossier)
    if completion is None or not may(Move.SUPPLEMENT, dossier, request.actor):
        raise Http404
    if request.method != "POST":
        return _answers(request, dossier, [])
    faults = keep_answers(request, dossier, completion) or _send(request, dossier)
    if faults:
        return _answers(request, dossier_for(request, public_id), faults)
    name = "dossier" if "send" in request.POST else "supplement"
    return redirect(f"counter:{name}", public_id=public_id)


@AT_THE_COUNTER
@require_safe
def show_answer_file(request: Request, public_id: UUID, no: int, file_id: UUID) -> HttpResponseBase:
    """A file that answers a fault and is not sent yet."""
    dossier = dossier_for(request, public_id)
    if not may(Move.SUPPLEMENT, dossier, request.actor):
        raise Http404
    file = file_of_item(dossier, no, file_id)
    if file is None:
        raise Http404
    actions.note_reading(dossier, file, by=request.actor, at=now())
    return response(file, inline=True, request=request)


def _send(request: Request, dossier: Dossier) -> Faults:
    if "send" not in request.POST:
        messages.success(request, _("Kept. Nothing is sent yet."))
        return []
    try:
        actions.send_supplement(dossier.pk, by=request.actor, at=now(), version=version_of(request))
    except DossierError as refusal:
        return faults_said(refusal)
    messages.success(request, _("The supplement is in. The applicant has been told."))
    return []


def _answers(request: Request, dossier: Dossier, faults: Faults) -> HttpResponse:
    completion = completion_of(dossier)
    if completion is None:
        return redirect("counter:dossier", public_id=dossier.public_id)
    post = request.POST if request.method == "POST" else None
    context = {
        "dossier": dossier,
        "completion": completion,
        "lines": lines_of(dossier, completion, faults, reader=request.actor, post=post),
        "faults": faults,
    }
    return render(request, "counter/supplements/answers.html", context, status=status_of(faults))
