"""Pages are closed: each view says by name who may enter, and one that says nothing lets nobody in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.directory.actors import NOBODY, Actor, actor_of

View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """A request as views get it: with the actor that the middleware below names."""

    actor: Actor


@dataclass(frozen=True)
class Access:
    """Who may enter a page; `roles` empty means any officer."""

    everyone: bool = False
    citizens: bool = False
    officers: bool = False
    roles: frozenset[str] = frozenset()

    def lets_in(self, actor: Actor) -> bool:
        if self.everyone or (self.citizens and actor.person_id):
            return True
        return bool(self.officers and actor.officer_id and (not self.roles or actor.has_role(self.roles)))


def open_to_all(view: View) -> View:
    """Open the page to everybody, signed in or not."""
    return _marked(view, Access(everyone=True))


def for_citizens(view: View) -> View:
    """Open the page to signed-in citizens."""
    return _marked(view, Access(citizens=True))


def for_officers(roles: Iterable[str]) -> Callable[[View], View]:
    """Open the page to officers who hold one of the roles; an empty set means any officer."""
    return lambda view: _marked(view, Access(officers=True, roles=frozenset(roles)))


def for_anyone_signed_in(view: View) -> View:
    """Open the page to citizens and officers alike."""
    return _marked(view, Access(citizens=True, officers=True))


def _marked(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


class AccessMiddleware:
    """Names the actor of each request and stops whoever the page is not open to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:  # shared phones and counters: the next one finds nothing
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        access = access_of(view)
        if access.lets_in(request.actor):  # type: ignore[attr-defined]
            return None
        if request.user.is_authenticated or access == Access():
            raise PermissionDenied
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def access_of(view: Any) -> Access:
    """What a view says of itself; the sign-in library's own pages are listed in the settings."""
    if (found := getattr(view, "access", None)) is not None:
        return found  # type: ignore[no-any-return]
    is_listed = view.__module__.startswith(tuple(settings.OPEN_MODULES))
    return Access(everyone=True) if is_listed else Access()


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request.user, timezone.localdate()) if request.user.is_authenticated else NOBODY
