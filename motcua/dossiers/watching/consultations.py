"""Questions to agencies by the clock: a reminder the working day before, and word of silence.

Every question is told once of each, however often this runs; a run that comes late changes no deadline.
"""

from datetime import datetime, timedelta

from django.utils.timezone import now

from motcua.directory.actors import SYSTEM
from motcua.directory.calendars import calendar_for
from motcua.dossiers.actions import note_silence, remind_consulted
from motcua.dossiers.consulting import wants_reminder
from motcua.dossiers.errors import AnsweredAlready, RemindedToday
from motcua.dossiers.models import Consultation

FURTHEST = timedelta(days=15)  # no run of days off is longer, so a working day before lies within it


def watch_consultations() -> None:
    """Remind and take note as of now; a question settled meanwhile by somebody is left alone."""
    moment = now()
    remind_before_deadlines(moment)
    note_silences(moment)


def remind_before_deadlines(at: datetime) -> int:
    """How many agencies were reminded."""
    near = Consultation.objects.waiting(at).filter(due_at__gte=at, due_at__lt=at + FURTHEST)
    wanted = [asked.pk for asked in near if wants_reminder(asked, at, calendar_for(asked.body_id))]
    return sum(_remind(pk, at) for pk in wanted)


def note_silences(at: datetime) -> int:
    """How many silences were noted, each dated at its deadline."""
    silent = Consultation.objects.silent(at).values_list("pk", flat=True)
    return sum(note_silence(pk, by=SYSTEM, at=at) for pk in list(silent))


def _remind(pk: int, at: datetime) -> bool:
    try:
        remind_consulted(pk, by=SYSTEM, at=at)
    except (AnsweredAlready, RemindedToday):
        return False
    return True
