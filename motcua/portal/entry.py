"""Into the portal: who may open a page, and what every page of it shows around its own words."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now

from motcua.directory.access import Request, for_anyone_signed_in
from motcua.directory.actors import Actor
from motcua.dossiers.outages import current_outages
from motcua.notices.models import Notice

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
MANY = 99  # a count in the head says "99" at most
SHOWN = 2  # outages told on every page; their own page tells all


def for_citizens_only(view: View) -> View:
    """Open a page to signed-in citizens; an officer is told kindly to come back as a citizen."""

    return for_anyone_signed_in(refusing_officers(view))


def refusing_officers(view: View) -> View:
    """Answer everybody but a citizen with a kind page."""

    @wraps(view)
    def entered(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.person_id is None:
            return page(request, "portal/for_citizens.html", status=403)
        return view(request, *args, **kwargs)

    return cast(View, entered)


def page(
    request: Request, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the portal: its own context, the number of unread notices, and what must be known of outages."""
    around = {"unread": _unread(request.actor), "outages": current_outages(now())[:SHOWN]}
    return render(request, template, {**around, **(context or {})}, status=status)


def _unread(actor: Actor) -> int:
    if actor.person_id is None:
        return 0
    return Notice.objects.visible_to(actor).filter(read_at=None)[:MANY].count()
