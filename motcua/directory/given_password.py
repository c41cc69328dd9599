"""A password that an administrator gave is changed before any other page that is not open to everybody."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.directory.access import access_of

CHANGE = "account_change_password"


class GivenPasswordMiddleware:
    """Comes before SecondFactorMiddleware, which leaves alone whoever is led to the change of password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if access_of(view).everyone or (match is not None and match.view_name == CHANGE):
            return None
        return redirect(CHANGE) if must_change_password(request) else None


def must_change_password(request: HttpRequest) -> bool:
    """Whether the reader signed in with a password that somebody else knows."""
    return bool(getattr(request.user, "must_change_password", False))  # strangers have no such thing
