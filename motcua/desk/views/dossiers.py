"""One dossier on the desk, why it is due when it is, and who else looks at it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from motcua.desk.asked import tidied
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.listing import dossier_url, promised
from motcua.desk.page import page
from motcua.directory.access import Request
from motcua.directory.people import reveal_number
from motcua.dossiers.actions import note_presence
from motcua.dossiers.explaining import countdown
from motcua.dossiers.why import why_due, why_steps


@AT_THE_DESK
def show_dossier(request: Request, public_id: UUID) -> HttpResponse:
    """The dossier with what may be done to it here."""
    return page(request, dossier_for(request, public_id))


@AT_THE_DESK
@require_POST
def create_presence(request: Request, public_id: UUID) -> HttpResponse:
    """Say that the page is still open, and hear who else is here; 204 when nothing has changed."""
    dossier = dossier_for(request, public_id)
    present = note_presence(dossier, by=request.actor, at=now())
    if ", ".join(present) == request.POST.get("shown", ""):
        return HttpResponse(status=204)
    return render(request, "desk/dossiers/_presence.html", {"dossier": dossier, "present": present})


@AT_THE_DESK
def show_deadline(request: Request, public_id: UUID) -> HttpResponse:
    """Why the result and each step are due when they are, line by line."""
    dossier, moment = dossier_for(request, public_id), now()
    context = {
        "dossier": dossier,
        "why": why_due(dossier),
        "steps": why_steps(dossier, moment),
        "deadline": promised(countdown(dossier, moment)),
        "back_url": dossier_url(dossier, tidied(request.GET.get("list", ""))),
    }
    return render(request, "desk/dossiers/deadline.html", context)


@AT_THE_DESK
@require_POST
def show_number(request: Request, public_id: UUID) -> HttpResponse:
    """The whole personal number of who applied, once, with a line in the journal of that person."""
    dossier = dossier_for(request, public_id)
    person = dossier.applicant_person or dossier.filer
    if person is None:
        raise Http404
    number = reveal_number(person, by=request.actor, at=now(), why=dossier.code)
    answer = page(request, dossier, number=number)
    answer["Cache-Control"] = "private, no-store"
    return answer
