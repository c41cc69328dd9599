"""Completing a dossier: the list of faults, one page for each, everything sent at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.access import Request
from motcua.documents.models import File
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.answering import completion_of, example_for, file_of_item
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier, SupplementItem
from motcua.dossiers.requesting import faults_said
from motcua.portal.acts import version_in
from motcua.portal.entry import for_citizens_only, page
from motcua.portal.supplements import item_of, item_told, stored, typed_for
from motcua.portal.views.dossiers import own_dossier


@for_citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: Request, public_id: UUID) -> HttpResponse:
    """What is to be completed; POST sends it all."""
    dossier = own_dossier(request.actor, public_id)
    if request.method != "POST":
        return _list(request, dossier, [])
    try:
        version = version_in(request.POST)
        actions.send_supplement(dossier.pk, by=request.actor, at=timezone.now(), version=version)
    except DossierError as refused:
        return _list(request, own_dossier(request.actor, public_id), faults_said(refused))
    messages.success(request, _("Sent. The office has what you completed."))
    return redirect("portal:dossier", public_id=public_id)


@for_citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_item(request: Request, public_id: UUID, no: int) -> HttpResponse:
    """One fault: the wrong paper or answer, how it should be, and the place for the right one."""
    dossier, item = _own_item(request, public_id, no)
    if request.method != "POST" or "stay" in request.POST:
        return page(request, "portal/supplements/item.html", item_told(request, dossier, item))
    if "remove" in request.POST:
        return _without(request, dossier, item)
    try:
        _keep(request, dossier, item)
    except DossierError as refused:
        told = item_told(request, *_own_item(request, public_id, no), faults_said(refused))
        return page(request, "portal/supplements/item.html", told, status=422)
    messages.success(request, _("Kept. Nothing is sent until you send everything."))
    return redirect("portal:supplement", public_id=public_id)


@for_citizens_only
@require_POST
def arrivals(request: Request, public_id: UUID, no: int) -> JsonResponse:
    """Take one file that the script sends alone; it belongs to the fault at once, so a cut loses nothing."""
    dossier, item = _own_item(request, public_id, no)
    upload = request.FILES.get("file")
    if upload is None or item.field:
        return JsonResponse({"error": _("The file has not arrived whole. Please send it again.")}, status=400)
    request.FILES.setlist("files", [upload])
    try:
        [file] = stored(request)
        here = item.files.filter(file__sha256=file.sha256, file__name=file.name)
        if same := here.select_related("file").first():
            return JsonResponse({"token": str(same.file.public_id), "name": same.file.name})  # sent again
        actions.answer_item(dossier.pk, no=no, files=[file], by=request.actor, at=timezone.now())
    except DossierError as refused:
        return JsonResponse({"error": str(refused)}, status=422)
    return JsonResponse({"token": str(file.public_id), "name": file.name})


@for_citizens_only
@require_safe
def item_file(request: Request, public_id: UUID, no: int, file_id: UUID) -> HttpResponseBase:
    """Look at a file that is kept but not yet sent."""
    return response(_file(request, public_id, no, file_id), inline=True, request=request)


@for_citizens_only
@require_POST
def item_file_removal(request: Request, public_id: UUID, no: int, file_id: UUID) -> HttpResponse:
    """Take a file off again: the script's way."""
    file, dossier = _file(request, public_id, no, file_id), own_dossier(request.actor, public_id)
    actions.remove_item_file(dossier.pk, no=no, file_id=file.pk, by=request.actor, at=timezone.now())
    return HttpResponse(status=204)


@for_citizens_only
@require_safe
def example(request: Request, public_id: UUID, no: int) -> HttpResponseBase:
    """A picture of the paper as it should be; its details are invented."""
    _dossier, item = _own_item(request, public_id, no)
    shown = example_for(item)
    if shown is None:
        raise Http404
    return response(shown, inline=True, request=request)


def _own_item(request: Request, public_id: UUID, no: int) -> tuple[Dossier, SupplementItem]:
    dossier = own_dossier(request.actor, public_id)
    item = item_of(completion_of(dossier), no)
    if item is None:
        raise Http404
    return dossier, item


def _file(request: Request, public_id: UUID, no: int, file_id: UUID) -> File:
    file = file_of_item(own_dossier(request.actor, public_id), no, file_id)
    if file is None:
        raise Http404
    return file


def _keep(request: Request, dossier: Dossier, item: SupplementItem) -> None:
    if "\x00" in request.POST.get("words", ""):
        raise Incomplete([("words", _("This text holds a sign that cannot be kept. Type it again."))])
    words = request.POST.get("words", "").strip()
    if item.field:
        typed = typed_for(dossier, item, request.POST)
        actions.answer_item(dossier.pk, no=item.no, answers=typed, words=words, by=request.actor, at=timezone.now())
    else:
        files = stored(request)
        actions.answer_item(dossier.pk, no=item.no, files=files, words=words, by=request.actor, at=timezone.now())


def _without(request: Request, dossier: Dossier, item: SupplementItem) -> HttpResponse:
    """The way without script: a button of the form."""
    chosen = request.POST.get("remove", "")
    file = next((row.file for row in item.files.all() if str(row.file.public_id) == chosen), None)
    if file:
        actions.remove_item_file(dossier.pk, no=item.no, file_id=file.pk, by=request.actor, at=timezone.now())
    return redirect("portal:supplement-item", public_id=dossier.public_id, no=item.no)


def _list(request: Request, dossier: Dossier, faults: list[tuple[str, str]]) -> HttpResponse:
    completion = completion_of(dossier)
    if completion is None and not faults:
        return redirect("portal:dossier", public_id=dossier.public_id)
    told = {"dossier": dossier, "faults": faults, "completion": completion}
    status = 200 if not faults else 422 if faults[0][0] else 409
    return page(request, "portal/supplements/list.html", told, status=status)
