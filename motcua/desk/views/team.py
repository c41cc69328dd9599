"""The house as its heads see it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from motcua.desk.asked import filters_of
from motcua.desk.doors import FOR_HEADS
from motcua.desk.team import is_wide, loads_of_bodies, loads_of_officers
from motcua.directory.access import Request


@FOR_HEADS
def show_team(request: Request) -> HttpResponse:
    """Each body with its open dossiers, and each officer; in a wide house those of the chosen body."""
    moment, body_id = now(), filters_of(request.GET).body_id
    is_open = bool(body_id) or not is_wide(request.actor)
    officers = loads_of_officers(request.actor, localdate(moment), moment, body_id=body_id) if is_open else []
    context = {"bodies": loads_of_bodies(request.actor, moment), "officers": officers, "is_open": is_open}
    return render(request, "desk/team/list.html", context)
