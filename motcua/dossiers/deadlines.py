"""Promised moments: pure functions of the acceptance, the limit and a calendar (rulebook B.7)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from django.utils.timezone import localtime

from motcua.catalogue.services import Published
from motcua.lib.worktime import (
    Calendar,
    Due,
    OfficeHours,
    Pause,
    add_working_minutes,
    due,
    due_after,
    working_minutes_between,
)

STEP_HOURS_PER_DAY = 8  # the unit in which routes are written (docs/adr/0008-step-hours.md)


class Kept(StrEnum):
    """How an end stands to its promise in form II.06 (rulebook B.7.5)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def kept(ended_at: datetime, due_at: datetime) -> Kept:
    """Before the due day, on it, or after the promised moment: what is late by law is late in the report too."""
    if ended_at > due_at:
        return Kept.LATE
    return Kept.EARLY if localtime(ended_at).date() < localtime(due_at).date() else Kept.ON_TIME


def promise(published: Published, accepted_at: datetime, calendar: Calendar) -> Due:
    """When the result is due, and why."""
    return due(published.limit, accepted_at, calendar, cutoff=published.cutoff)


def step_due(received_at: datetime, hours: Decimal, calendar: Calendar, *, stopped: Iterable[Pause] = ()) -> datetime:
    """When a step is due, counted from the moment its holder received it (rulebook B.7.2-13).

    Not cut at the dossier's own due moment: who receives a late dossier is not late himself. `stopped` are the
    declared outages, none of them open.
    """
    return minutes_after(received_at, step_minutes(received_at, hours, calendar), calendar, stopped=stopped)


def minutes_after(
    received_at: datetime, minutes: int, calendar: Calendar, *, stopped: Iterable[Pause] = ()
) -> datetime:
    """The instant by which so many office minutes have run, outages left out."""
    stopped = list(stopped)
    if not stopped:
        return add_working_minutes(received_at, minutes, calendar)
    told = due_after(minutes, received_at, calendar, pauses=stopped).due_at
    assert told is not None  # every outage has its end
    return told


def step_minutes(received_at: datetime, hours: Decimal, calendar: Calendar) -> int:
    """The office minutes that a step may take; 8 hours of a route make one day of the office."""
    return int(hours * _minutes_of_a_day(calendar.hours_on(received_at.date())) / STEP_HOURS_PER_DAY)


def minutes_worked(first: datetime, last: datetime, calendar: Calendar, *, stopped: Iterable[Pause] = ()) -> int:
    """Office minutes from the first instant to the last, without those of the outages; these do not overlap."""
    lost = 0
    for outage in stopped:
        begins, ends = max(first, outage.stopped_at), min(last, outage.resumed_at or last)
        lost += max(0, working_minutes_between(begins, ends, calendar))
    return max(0, working_minutes_between(first, last, calendar) - lost)


@lru_cache(maxsize=256)
def _minutes_of_a_day(week: OfficeHours) -> int:
    halves = [half for half in week.ordinary.halves if half]
    return sum((end.hour - start.hour) * 60 + end.minute - start.minute for start, end in halves)
