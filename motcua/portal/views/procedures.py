"""Procedures: found by words, read in full, begun at an office."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Procedure
from motcua.catalogue.official import official
from motcua.catalogue.search import Results
from motcua.catalogue.services import reach_of
from motcua.directory.access import Request, open_to_all
from motcua.portal.entry import page
from motcua.portal.filters import Filters, chips_of, filters_in, found_by, options_of
from motcua.portal.helping import help_to_begin, help_when_nothing
from motcua.portal.nearby import around
from motcua.portal.oneoffices import matching
from motcua.portal.queries import version_in_force
from motcua.portal.starting import starting_of


@open_to_all
@require_safe
def procedures(request: Request) -> HttpResponse:
    """Search and narrow; every state of the page has its own address."""
    filters = filters_in(request.GET)
    results = found_by(filters)
    told = {
        "filters": filters,
        "results": results,
        "chips": chips_of(filters),
        "clear_url": filters.words_alone,
        "next_url": filters.without("after").url_after(results.next) if results.next else "",
        "first_url": filters.without("after").url if filters.after else "",
        **options_of(results.facets),
        **_beside(request, filters, results),
    }
    return page(request, "portal/procedures/list.html", told)


def _beside(request: Request, filters: Filters, results: Results) -> dict[str, object]:
    """Other ways, where nothing was asked for yet or nothing was found."""
    if not filters.is_set:
        return {"help": help_to_begin(), **around(request)}
    return {} if results.items else {"help": help_when_nothing(timezone.localdate())}


@open_to_all
@require_safe
def procedure(request: Request, code: str) -> HttpResponse:
    """Everything the official text says, in the order in which people ask, and where to begin."""
    found = get_object_or_404(Procedure, code=code)
    version = version_in_force(code, timezone.localdate())
    told = {
        "procedure": found,
        "version": version,
        "official": official(version) if version else None,
        "starting": starting_of(found, request.actor, timezone.localdate()),
        "reach": reach_of(code, timezone.localdate()),
    }
    return page(request, "portal/procedures/procedure.html", told)


@open_to_all
@require_safe
def offices_of(request: Request, code: str) -> HttpResponse:
    """Which of the offices that take this procedure in."""
    found = get_object_or_404(Procedure, code=code)
    starting = starting_of(found, request.actor, timezone.localdate())
    if not starting.services:
        raise Http404
    wanted = request.GET.get("q", "").replace("\x00", "")[:100]
    told = {
        "procedure": found,
        "q": wanted,
        "nearest": starting.nearest,
        "services": matching(starting.services, wanted),
    }
    return page(request, "portal/procedures/offices.html", told)
