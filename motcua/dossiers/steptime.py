"""The clock of one step: its own hours, less what earlier legs used up, pushed back by outages (B.7.2-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.directory.calendars import calendar_for
from motcua.dossiers.deadlines import minutes_after, minutes_worked, step_minutes
from motcua.dossiers.models import Dossier, Pause, Task, TaskEnd
from motcua.dossiers.outages import stretches_over
from motcua.lib.worktime import Due, Mode, due_after


@dataclass(frozen=True)
class History:
    """The legs of a dossier that have ended, oldest first, and the instants at which a restarting pause began."""

    legs: tuple[Task, ...] = ()
    restarts: frozenset[datetime] = frozenset()


def history_of(dossier: Dossier) -> History:
    """2 queries."""
    legs = Task.objects.filter(dossier=dossier, is_side=False).order_by("id")
    return history_from(list(legs), list(Pause.objects.filter(dossier=dossier)))


def history_from(legs: Sequence[Task], pauses: Sequence[Pause]) -> History:
    restarts = frozenset(pause.stopped_at for pause in pauses if pause.mode == Mode.RESTART and pause.resumed_at)
    return History(tuple(leg for leg in legs if leg.done_at), restarts)


def due_of(leg: Task, hours: Decimal, history: History) -> datetime | None:
    """When the leg is due; None for a step outside the clock."""
    if not hours:
        return None
    stopped = stretches_over([leg.body_id], leg.received_at)
    return minutes_after(leg.received_at, minutes_of(leg, hours, history), calendar_for(leg.body_id), stopped=stopped)


def explained_due(leg: Task, hours: Decimal, history: History) -> Due:
    """The same with every stretch told."""
    stopped = stretches_over([leg.body_id], leg.received_at)
    minutes = minutes_of(leg, hours, history)
    return due_after(minutes, leg.received_at, calendar_for(leg.body_id), pauses=stopped)


def minutes_of(leg: Task, hours: Decimal, history: History) -> int:
    """The office minutes that this leg may take: a wait that resumes leaves it the rest, one that restarts all."""
    calendar, stays = calendar_for(leg.body_id), _broken_off(leg, history)
    whole = step_minutes(stays[0].received_at if stays else leg.received_at, hours, calendar)
    return max(0, whole - sum(_worked(stay) for stay in stays))


def _broken_off(leg: Task, history: History) -> list[Task]:
    """The legs at the same step just before this one that a pause ended, since the step last began anew."""
    stays: list[Task] = []
    earlier = [each for each in history.legs if each.pk != leg.pk and each.received_at <= leg.received_at]
    for stay in reversed(earlier):
        if (stay.step_id, stay.end) != (leg.step_id, TaskEnd.PAUSED) or stay.done_at in history.restarts:
            break
        stays.insert(0, stay)
    return stays


def _worked(stay: Task) -> int:
    assert stay.done_at is not None
    stopped = stretches_over([stay.body_id], stay.received_at)
    return minutes_worked(stay.received_at, stay.done_at, calendar_for(stay.body_id), stopped=stopped)
