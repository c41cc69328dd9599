"""Meetings at which agencies are heard: called, and put on record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.desk.acting import version_of
from motcua.desk.agencies import Agency, agencies
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.calling import invitation_in, typed_invitation
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.enclosures import enclosed
from motcua.desk.minutes import lines_of, named_faults, said_in
from motcua.desk.opinions import ANSWERS
from motcua.directory.access import Request
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Dossier, Meeting
from motcua.dossiers.permissions import has_step


@AT_THE_DESK
def new_meeting(request: Request, public_id: UUID) -> HttpResponse:
    """Call a meeting."""
    dossier, refusal = dossier_for(request, public_id), Refusal()
    known = agencies(localdate(), besides=dossier.holder_body_id)
    if request.method == "POST":
        refusal = _call(request, dossier, known)
        if not refusal.faults:
            messages.success(request, _("Called. The agencies invited see the meeting on their lists."))
            return redirect("desk:consultations", public_id)
    context = {
        "dossier": dossier,
        "known": known,
        "typed": typed_invitation(request.POST),
        "faults": refusal.faults,
        "error": refusal.error,
    }
    return render(request, "desk/meetings/new.html", context, status=refusal.status)


@AT_THE_DESK
def show_meeting(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """The meeting as it was recorded, or the form for its minutes."""
    dossier, meeting = _found(request, public_id, number)
    return _page(request, dossier, meeting, Refusal())


@AT_THE_DESK
@require_POST
def create_minutes(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Put on record who came and what each said."""
    dossier, meeting = _found(request, public_id, number)
    try:
        file = enclosed(request)
    except Incomplete as wrong:
        return _page(request, dossier, meeting, Refusal(list(wrong.faults), 422))
    said = {"said": said_in(request.POST, meeting), "conclusion": tidy(request.POST.get("conclusion", ""))}
    acted = {"minutes": file, "by": request.actor, "at": now(), "version": version_of(request)}
    refusal = attempt(lambda: actions.record_meeting(meeting.pk, **said, **acted))  # type: ignore[arg-type]
    if refusal.faults:
        return _page(request, dossier_for(request, public_id), meeting, refusal, file)
    messages.success(request, _("Recorded. What was said stands for the answers in writing."))
    return redirect("desk:consultations", public_id)


@AT_THE_DESK
@require_POST
def create_cancellation(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Call the meeting off; the agencies invited see it on their lists."""
    _dossier, meeting = _found(request, public_id, number)
    acted: dict[str, Any] = {"by": request.actor, "at": now(), "version": version_of(request)}
    reason = tidy(request.POST.get("reason", ""))
    refusal = attempt(lambda: actions.call_off_meeting(meeting.pk, reason=reason, **acted))
    if refusal.faults:
        return _page(request, dossier_for(request, public_id), meeting, refusal)
    messages.success(request, _("Called off. The agencies invited see it on their lists."))
    return redirect("desk:consultations", public_id)


def _call(request: Request, dossier: Dossier, known: list[Agency]) -> Refusal:
    invitation, why = invitation_in(request.POST, known)
    said: dict[str, Any] = {"by": request.actor, "at": now(), "version": version_of(request)}
    return attempt(lambda: actions.call_meeting(dossier.pk, invitation, **said)).saying("bodies", why)


def _found(request: Request, public_id: UUID, number: int) -> tuple[Dossier, Meeting]:
    dossier = dossier_for(request, public_id)
    return dossier, get_object_or_404(Meeting.objects.select_related("minutes"), dossier=dossier, pk=number)


def _page(
    request: Request, dossier: Dossier, meeting: Meeting, refusal: Refusal, file: File | None = None
) -> HttpResponse:
    lines = lines_of(meeting, request.POST, refusal.error)
    context = {
        "dossier": dossier,
        "meeting": meeting,
        "lines": lines,
        "may_record": not (meeting.held_at or meeting.called_off_at) and has_step(dossier, request.actor),
        "reason": request.POST.get("reason", ""),
        "answers": ANSWERS,
        "yes_no": [("yes", _("yes")), ("no", _("no"))],
        "conclusion": request.POST.get("conclusion", ""),
        "kept_file": file,
        "faults": named_faults(refusal.faults, lines),
        "error": refusal.error,
    }
    return render(request, "desk/meetings/meeting.html", context, status=refusal.status)
