"""The gallery of pieces, the two switches of every page, and the answer to a form that came too late."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from motcua.ui import samples
from motcua.ui.access import open_to_all
from motcua.ui.context import TARGETS_COOKIE

A_YEAR = 365 * 24 * 3600


@open_to_all
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every piece in its states; `?desk` shows them as an officer sees them."""
    frame = "ui/desk.html" if "desk" in request.GET else "ui/citizen.html"
    return render(request, "ui/gallery.html", {"frame": frame, **samples.everything()})


@open_to_all
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and return to the page."""
    response = redirect(back_from(request, request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@open_to_all
@require_POST
def set_targets(request: HttpRequest) -> HttpResponse:
    """Remember whether words and buttons are to be larger and return to the page."""
    response = redirect(back_from(request, request.POST.get("next", "")))
    remember(response, TARGETS_COOKIE, "large" if request.POST.get("size") == "large" else "usual")
    return response


@open_to_all
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose key has ended, was sent twice, or came from elsewhere: say so and lead back."""
    back = back_from(request, request.headers.get("Referer", ""))
    return render(request, "403_csrf.html", {"back_url": back}, status=403)


def back_from(request: HttpRequest, address: str) -> str:
    """The address if it is whole and one of ours, else the front page."""
    is_whole = address.startswith(("/", "http://", "https://"))
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_whole and is_ours else "/"


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Keep a choice for a year; it says nothing of who made it."""
    response.set_cookie(
        name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
