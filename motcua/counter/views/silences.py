"""Agencies that let a deadline pass, told to the head of the one-stop unit, who steps in (NĐ 61/2018 Điều 19.5b)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from motcua.counter.views.redirections import FOR_ONE_STOP_HEADS
from motcua.directory.access import Request
from motcua.dossiers.silences import silences_told_to

MOST = 100  # those settled make room


@FOR_ONE_STOP_HEADS
@require_safe
def show_silences(request: Request) -> HttpResponse:
    """What was asked of whom and when the answer was due, the longest silence first."""
    rows = silences_told_to(request.actor, now()).for_pages()[:MOST]
    return render(request, "counter/silences/list.html", {"rows": rows})
