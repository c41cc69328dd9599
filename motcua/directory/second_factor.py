"""In production an officer without a second factor is led to set one up before any other page."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.directory.given_password import must_change_password

HAS_ONE = "has_second_factor"  # in the session, so that it is asked once
SETTING_UP = frozenset(
    {
        "directory:second-factor",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "ui:language",
        "ui:targets",
    }
)


class SecondFactorMiddleware:
    """Comes after AccessMiddleware: who the actor is must be known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if settings.MODE != "production" or match is None or match.view_name in SETTING_UP:
            return None
        return redirect("directory:second-factor") if _lacks_one(request) else None


def _lacks_one(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or not request.actor.officer_id:  # type: ignore[attr-defined]
        return False
    if must_change_password(request):  # that comes first, and GivenPasswordMiddleware shows only the page for it
        return False
    if not request.session.get(HAS_ONE):
        request.session[HAS_ONE] = has_second_factor(request.user.pk)
    return not request.session[HAS_ONE]


def has_second_factor(account_id: int) -> bool:
    """Whether an app or a key is set up; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=account_id)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
