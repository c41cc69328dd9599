"""Beside the search: completions while typing, what was chosen, and the reader's commune."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.actions_search import note_choice
from motcua.catalogue.search import Suggestion, search, suggest
from motcua.directory.access import Request, open_to_all
from motcua.directory.pace import Pace
from motcua.portal.nearby import own_communes
from motcua.ui.views import back_from, remember

LONGEST = 300  # characters of a query, as on the page itself
CHOICES_A_MINUTE = 30  # of one address: nobody lifts a procedure by pressing often
_pace = Pace()


@open_to_all
@require_safe
def suggestions(request: Request) -> HttpResponse:
    """What may be meant, as the options of a list; nothing of it is kept."""
    found = suggest(request.GET.get("q", "").replace("\x00", ""))
    rows = [(one, _address(one)) for one in found]
    return render(request, "portal/procedures/_suggestions.html", {"rows": rows})


@open_to_all
@require_POST
def choices(request: Request, code: str) -> HttpResponse:
    """Count that a procedure was chosen from what these words find; nothing about who chose it."""
    words = request.POST.get("q", "").replace("\x00", "")[:LONGEST]
    if words and _is_in_pace(request) and any(entry.code == code for entry in search(words).found):
        note_choice(code, on=localdate())
    return HttpResponse(status=204)


@open_to_all
@require_POST
def commune(request: Request) -> HttpResponse:
    """Remember the commune in this browser and return to the page."""
    response = redirect(back_from(request, request.POST.get("next", "")))
    code = request.POST.get("commune", "")[:10]
    if code.isalnum() and own_communes().filter(code=code).exists():
        remember(response, settings.COMMUNE_COOKIE_NAME, code)
    return response


def _address(one: Suggestion) -> str:
    """Where a suggestion leads; "" for words, which go into the field."""
    if one.kind == "event":
        return reverse("portal:event", args=[one.code])
    return reverse("portal:procedure", args=[one.code]) if one.kind == "procedure" else ""


def _is_in_pace(request: Request) -> bool:
    visitor = get_adapter().get_client_ip(request)
    return _pace.allows(visitor, a_minute=CHOICES_A_MINUTE, at=time.monotonic())
