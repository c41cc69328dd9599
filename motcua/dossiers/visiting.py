"""Rules of the check on the spot (B.5 row 8): when it may be, and what a checking step needs before it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.dossiers.models import Appointment
from motcua.dossiers.texts import Fault, faults_in
from motcua.lib.worktime import Calendar


@dataclass(frozen=True)
class Visit:
    """What the applicant is told beforehand: when, where, who comes, what is checked and to be ready."""

    at: datetime | None
    place: str
    attendees: str
    content: str


def visit_faults(visit: Visit, calendar: Calendar, at: datetime) -> list[Fault]:
    """Everything wrong with an appointment."""
    return [
        *_moment_faults(visit.at, calendar, at),
        *faults_in("place", visit.place, 300, _("Say where.")),
        *faults_in("attendees", visit.attendees, 500, _("Say who comes and who should be there.")),
        *faults_in("content", visit.content, 2000, _("Write what is checked and what should be ready.")),
    ]


def is_open(visit: Appointment) -> bool:
    """Arranged, and neither held nor cancelled."""
    return visit.held_at is None and visit.cancelled_at is None


def checking_faults(visits: Sequence[Appointment], note: str) -> list[Fault]:
    """What a step of checking still lacks: a visit held, or a note why none was needed; none may stay open."""
    if any(is_open(visit) for visit in visits):
        return [("note", _("A visit is arranged: record what was found, or cancel it first."))]
    if any(visit.held_at for visit in visits) or note.strip():
        return []
    return [("note", _("No visit was made. Write why none was needed."))]


def _moment_faults(when: datetime | None, calendar: Calendar, at: datetime) -> list[Fault]:
    if when is None:
        return [("when", _("Give the day and the hour."))]
    if when <= at:
        return [("when", _("This moment has passed. Choose a later one."))]
    if not _in_office_hours(localtime(when), calendar):
        return [("when", _("Choose a time within office hours."))]
    return []


def _in_office_hours(when: datetime, calendar: Calendar) -> bool:
    return any(opens <= when < closes for opens, closes in calendar.spans_on(when.date()))
