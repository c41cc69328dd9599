"""The papers of a filing: photographs or files, kept one by one."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.access import Request
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.intake import asked_papers
from motcua.dossiers.models import Draft, DraftFile
from motcua.portal.drafts import of_own_draft, place_or_404, rule_of
from motcua.portal.entry import page
from motcua.portal.steps import missing_papers
from motcua.portal.uploads import field_name, grouped, keep_one, paper_fields, take_in
from motcua.portal.wording import beside


@of_own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Request, draft: Draft) -> HttpResponse:
    """One field for each paper; good files stay whatever is wrong with the others."""
    place = place_or_404(draft, "papers")
    if request.method != "POST":
        return _shown(request, draft, [])
    faults = take_in(draft, request.FILES, request.POST, request.actor)
    removed = _remove(request, draft)
    draft.refresh_from_db()
    if not removed and not faults and "stay" not in request.POST:
        faults = missing_papers(draft, rule_of(draft))
        return _shown(request, draft, faults) if faults else redirect(place.next_url)
    return _shown(request, draft, faults) if faults else redirect(place.step.url)


@of_own_draft
@require_POST
def arrivals(request: Request, draft: Draft) -> JsonResponse:
    """Take one file that the script sends alone; it belongs to the draft at once, so a cut loses nothing."""
    parts = {field_name(part.id): part.id for part in asked_papers(rule_of(draft), draft.case)}
    upload, component_id = request.FILES.get("file"), parts.get(request.POST.get("field", ""))
    if upload is None or component_id is None:
        return JsonResponse({"error": _("The file has not arrived whole. Please send it again.")}, status=400)
    try:
        file = keep_one(draft, component_id, upload, request.actor)
    except BadFiles as bad:
        return JsonResponse({"error": " ".join(bad.sentences)}, status=422)
    except Incomplete as full:
        return JsonResponse({"error": str(full)}, status=422)
    return JsonResponse({"token": str(file.public_id), "name": file.name})


@of_own_draft
@require_safe
def paper_file(request: Request, draft: Draft, file_id: UUID) -> HttpResponseBase:
    """Look at a file of one's own draft."""
    return response(_file(draft, file_id), inline=True, request=request)


@of_own_draft
@require_POST
def file_removal(request: Request, draft: Draft, file_id: UUID) -> HttpResponse:
    """Take a file off again: the script's way."""
    actions.detach(draft.pk, file_id=_file(draft, file_id).pk, by=request.actor, at=timezone.now())
    return HttpResponse(status=204)


def _remove(request: Request, draft: Draft) -> bool:
    """The way without script: a button of the form."""
    chosen = request.POST.get("remove", "")
    file = next((row.file for row in _rows(draft) if str(row.file.public_id) == chosen), None)
    if file:
        actions.detach(draft.pk, file_id=file.pk, by=request.actor, at=timezone.now())
    return bool(chosen)


def _rows(draft: Draft) -> list[DraftFile]:
    return list(DraftFile.objects.filter(draft=draft).select_related("file"))


def _file(draft: Draft, file_id: UUID) -> File:
    return get_object_or_404(DraftFile.objects.select_related("file"), draft=draft, file__public_id=file_id).file


def _shown(request: Request, draft: Draft, faults: list[tuple[str, str]]) -> HttpResponse:
    told = {
        "draft": draft,
        "place": place_or_404(draft, "papers"),
        "groups": grouped(paper_fields(draft, [(place, beside(sentence)) for place, sentence in faults])),
        "faults": [(f"id_{place}", sentence) for place, sentence in faults],
    }
    return page(request, "portal/filings/papers.html", told, status=422 if faults else 200)
