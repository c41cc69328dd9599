"""Opinions taken at a meeting instead of in letters (R30): called, then put on record."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.models import Body
from motcua.documents.models import File
from motcua.dossiers.actions.consultations import settle_stage
from motcua.dossiers.actions.moving import keep, locked
from motcua.dossiers.consulting import Heard, Invitation, meeting_faults, minutes_faults
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import MeetingCalled, MeetingCalledOff, MeetingHeld
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Meeting, Opinion
from motcua.dossiers.texts import Asked, read_texts
from motcua.journal.recording import record


@transaction.atomic
def call_meeting(
    dossier_id: int, invitation: Invitation, *, by: Actor, at: datetime, version: int | None = None
) -> Meeting:
    """Invite agencies to say their opinion at a meeting before the result is due."""
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    _demand_invitation(invitation, dossier, at)
    assert invitation.held_at is not None and by.officer_id is not None
    meeting = Meeting.objects.create(
        dossier=dossier,
        subject=invitation.subject.strip(),
        place=invitation.place.strip(),
        at=invitation.held_at,
        called_by_id=by.officer_id,
        called_at=at,
    )
    bodies = sorted(set(invitation.body_ids))
    Opinion.objects.bulk_create(Opinion(meeting=meeting, body_id=body_id) for body_id in bodies)
    keep(dossier)
    fact = MeetingCalled(meeting.pk, bodies, invitation.held_at.isoformat())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return meeting


@transaction.atomic
def call_off_meeting(meeting_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Meeting:
    """The meeting will not be held: the agencies invited read why where they read of it."""
    said = read_texts({"reason": reason}, {"reason": Asked(2000, _("Write why: the agencies invited read it."))})
    dossier_id = Meeting.objects.values_list("dossier_id", flat=True).get(pk=meeting_id)
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    meeting = Meeting.objects.get(pk=meeting_id)
    if meeting.held_at or meeting.called_off_at:
        raise NotPossible(dossier.life, Move.STEP)
    meeting.called_off_at, meeting.called_off_because = at, said["reason"]
    meeting.save(update_fields=["called_off_at", "called_off_because"])
    keep(dossier)
    bodies = sorted(meeting.opinions.values_list("body_id", flat=True))
    fact = MeetingCalledOff(meeting.pk, bodies, said["reason"])
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return meeting


@transaction.atomic
def record_meeting(
    meeting_id: int,
    *,
    said: Sequence[Heard],
    conclusion: str,
    minutes: File | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Meeting:
    """Put on record who came and what each said; it stands for the answer of those who could speak."""
    dossier_id = Meeting.objects.values_list("dossier_id", flat=True).get(pk=meeting_id)
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    meeting = Meeting.objects.get(pk=meeting_id)
    _demand_minutes(meeting, said, conclusion, dossier, at)
    _write_opinions(meeting, said)
    meeting.held_at, meeting.conclusion, meeting.minutes = meeting.at, conclusion.strip(), minutes
    meeting.save(update_fields=["held_at", "conclusion", "minutes"])
    settle_stage(dossier, at)
    keep(dossier, "stage")
    record(MeetingHeld(meeting.pk), subject=dossier.subject, by=by.key, at=at)
    return meeting


def _demand_invitation(invitation: Invitation, dossier: Dossier, at: datetime) -> None:
    faults = meeting_faults(invitation, dossier, at)
    chosen = set(invitation.body_ids)
    known = Body.objects.in_force(localtime(at).date()).exclude(pk=dossier.holder_body_id or 0).filter(pk__in=chosen)
    if known.count() != len(chosen):
        faults.append(("bodies", _("Choose agencies that exist today, other than your own.")))
    if faults:
        raise Incomplete(faults)


def _demand_minutes(meeting: Meeting, said: Sequence[Heard], conclusion: str, dossier: Dossier, at: datetime) -> None:
    if meeting.held_at or meeting.called_off_at:
        raise NotPossible(dossier.life, Move.STEP)
    faults = minutes_faults(said, meeting.opinions.values_list("body_id", flat=True), conclusion)
    if at < meeting.at:
        faults.append(("conclusion", _("The meeting has not taken place yet.")))
    if faults:
        raise Incomplete(faults)


def _write_opinions(meeting: Meeting, said: Sequence[Heard]) -> None:
    lines = {line.body_id: line for line in said}
    rows = list(meeting.opinions.all())
    for row in rows:
        line = lines[row.body_id]
        row.has_attended, row.text = line.has_attended, line.text.strip()
        row.is_right_composition = line.is_right_composition if line.has_attended else None
        row.answer = line.answer if line.has_attended else ""
        row.responsibility = line.responsibility.strip()
    told = ["has_attended", "is_right_composition", "answer", "text", "responsibility"]
    Opinion.objects.bulk_update(rows, told)
