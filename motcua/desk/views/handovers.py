"""A colleague's open steps handed to another by a head, previewed like every act on several dossiers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from motcua.desk.doors import FOR_HEADS
from motcua.desk.listing import rows_of
from motcua.desk.people import colleagues_of, officer_of_house
from motcua.directory.access import Request
from motcua.dossiers import worklist
from motcua.dossiers.bulk import MOST


@FOR_HEADS
@require_safe
def show_handover(request: Request, officer_id: int) -> HttpResponse:
    """What the officer has in hand, and the colleagues who may get it."""
    moment = now()
    officer = officer_of_house(request.actor, officer_id, localdate(moment))
    if officer is None:
        raise Http404
    held = list(worklist.held_by(request.actor, officer.pk)[: MOST + 1])
    context = {
        "officer": officer,
        "rows": rows_of(held[:MOST], "", moment),
        "has_more": len(held) > MOST,
        "most": MOST,
        "colleagues": colleagues_of(request.actor, officer.pk, localdate(moment)),
    }
    return render(request, "desk/team/handover.html", context)
