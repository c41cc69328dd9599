"""Guided paths: from something that happens in a life to its procedures, in two or three taps."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from motcua.catalogue.search import guide, life_events
from motcua.directory.access import Request, open_to_all
from motcua.portal.entry import page


@open_to_all
@require_safe
def events(request: Request) -> HttpResponse:
    """Every path."""
    return page(request, "portal/events/list.html", {"events": life_events()})


@open_to_all
@require_safe
def event(request: Request, code: str, step: int | None = None) -> HttpResponse:
    """One step of a path: a question with its answers, or the procedures at its end."""
    guided = guide(code, step)
    if guided is None:
        raise Http404
    return page(request, "portal/events/event.html", {"guided": guided})
