"""The house as its heads see it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from motcua.desk.doors import FOR_HEADS
from motcua.desk.team import loads_of_bodies, loads_of_officers
from motcua.directory.access import Request


@FOR_HEADS
def show_team(request: Request) -> HttpResponse:
    """Each officer and each body with its open dossiers."""
    moment = now()
    context = {
        "bodies": loads_of_bodies(request.actor, moment),
        "officers": loads_of_officers(request.actor, localdate(moment), moment),
    }
    return render(request, "desk/team/list.html", context)
