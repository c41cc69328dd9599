"""What will be late within seven days, if nothing changes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from motcua.board.foretold import page
from motcua.board.views.board import STEERING
from motcua.directory.access import Request


@STEERING
@require_safe
def show_forecast(request: Request) -> HttpResponse:
    """The dossiers that the actor sees, the earliest due first, with where each will end at the usual pace."""
    rows, next_url = page(request.actor, now(), request.GET.get("after", ""))
    return render(request, "board/forecast/list.html", {"rows": rows, "next_url": next_url, "moment": now()})
