"""Into the console: the administrators and procedure control officers of the province, and nobody else."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.directory.access import Request, for_officers
from motcua.directory.actors import Actor
from motcua.directory.permissions import ADMINISTRATORS, serves_the_province
from motcua.directory.roles import CONSOLE_ROLES, Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def for_the_console(view: View) -> View:
    """Open a page to the province's administrators and procedure control officers."""
    return for_officers(CONSOLE_ROLES)(_of_the_province(view, CONSOLE_ROLES))


def for_administrators(view: View) -> View:
    """Open a page to the province's administrators: who gives rights does not also use them (rulebook G.5)."""
    return for_officers(ADMINISTRATORS)(_of_the_province(view, ADMINISTRATORS))


def page(
    request: Request, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the console: its own context, and the parts of the console above it."""
    return render(request, f"console/{template}", {"places": _places(request), **(context or {})}, status=status)


def is_administrator(actor: Actor) -> bool:
    return serves_the_province(actor, ADMINISTRATORS)


def _of_the_province(view: View, roles: frozenset[Role]) -> View:
    """A commune's own administrator has no business in what holds for the whole province."""

    @wraps(view)
    def entered(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not serves_the_province(request.actor, roles):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast(View, entered)


def _places(request: Request) -> list[dict[str, object]]:
    # Beside its own address, a place holds the pages that begin with these.
    named = [
        (_("Overview"), "home", ()),
        (_("Procedures"), "procedures", ("handlings/", "services/", "reaches/")),
        (_("Internal processes"), "routes", ()),
        (_("The search"), "search-words", ()),
        (_("Bodies"), "bodies", ("posts/",)),
        (_("Calendar"), "calendar", ("outages/", "recomputes/")),
    ]
    if is_administrator(request.actor):
        named.append((_("Officers"), "officers", ("organisations/", "mandates/")))
        named.append((_("The machine"), "operating", ()))
    home = reverse("console:home")
    placed = [(label, reverse(f"console:{name}"), within) for label, name, within in named]
    return [
        {"label": label, "url": url, "current": _is_within(request.path, home, url, within)}
        for label, url, within in placed
    ]


def _is_within(path: str, home: str, url: str, others: tuple[str, ...]) -> bool:
    if url == home:
        return path == home
    return path.startswith((url, *(home + other for other in others)))
