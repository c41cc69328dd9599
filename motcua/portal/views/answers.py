"""The pages of the e-form: saved as they are typed, checked when one goes on."""

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.eforms.asking import has_communes, sections_of
from motcua.catalogue.eforms.check import Fault, check_page
from motcua.catalogue.eforms.page import view_model
from motcua.catalogue.eforms.reading import merged, read_post
from motcua.directory.access import Request
from motcua.dossiers.models import Draft
from motcua.portal.communes import communes_for
from motcua.portal.drafts import keep_answers, of_own_draft, place_or_404, rule_of, with_own_draft
from motcua.portal.entry import page, refusing_officers
from motcua.portal.interruption import kept_through_sign_in, typed_before


@kept_through_sign_in
@refusing_officers
@with_own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: Request, draft: Draft, number: int) -> HttpResponse:
    """One page of the form; all its faults at once, and nothing typed is lost."""
    place = place_or_404(draft, f"form-{number}")
    if request.method != "POST":
        before = typed_before(request)
        return _shown(request, _kept(request, draft, number, before) if before else draft, number, [])
    draft = _kept(request, draft, number, request.POST)
    if "stay" in request.POST:  # another row of a table, or a commune to be found
        return _shown(request, draft, number, [])
    faults = check_page(rule_of(draft).form, draft.answers, number - 1, on=timezone.localdate())
    return _shown(request, draft, number, faults) if faults else redirect(place.next_url)


@of_own_draft
@require_POST
def saved(request: Request, draft: Draft, number: int) -> JsonResponse:
    """Keep what the page holds so far, right or wrong, while somebody is still typing."""
    place_or_404(draft, f"form-{number}")
    kept = _kept(request, draft, number, request.POST)
    return JsonResponse({"saved_at": timezone.localtime(kept.saved_at).isoformat()})


def _kept(request: Request, draft: Draft, number: int, post: QueryDict) -> Draft:
    form = rule_of(draft).form
    typed = read_post(form, post, page=number - 1)
    return keep_answers(draft, merged(form, draft.answers, number - 1, typed), request.actor)


def _shown(request: Request, draft: Draft, number: int, faults: Sequence[Fault]) -> HttpResponse:
    form, wanted = rule_of(draft).form, request.POST.get("commune_name", "").replace("\x00", "")[:80]
    communes = communes_for(form, draft.answers, wanted)
    language = (get_language() or "vi")[:2]
    model = view_model(form, draft.answers, faults, number - 1, language, communes=communes)
    sections = sections_of(model)
    told = {
        "draft": draft,
        "place": place_or_404(draft, f"form-{number}"),
        "model": model,
        "sections": sections,
        "asks_commune": has_communes(sections),
        "wanted": wanted,
        "is_found": wanted and any(wanted.casefold() in name.casefold() for _, name in communes),
    }
    return page(request, "portal/filings/answers.html", told, status=422 if faults else 200)
