"""Who has looked at what is kept of me."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.directory.access import Request
from motcua.dossiers.readings import readings_of
from motcua.portal.entry import for_citizens_only, page

PAGE = 30


@for_citizens_only
@require_safe
def readings(request: Request) -> HttpResponse:
    """Each time an officer opened one of my papers or read my number, the newest first."""
    said = request.GET.get("before", "")
    before = int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None
    found = readings_of(request.actor, before=before, most=PAGE + 1)
    told = {
        "rows": found[:PAGE],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_first": before is None,
    }
    return page(request, "portal/readings/list.html", told)
