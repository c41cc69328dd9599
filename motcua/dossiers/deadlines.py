"""Promised moments: pure functions of the acceptance, the limit and a calendar (rulebook B.7)."""

from datetime import datetime
from decimal import Decimal

from motcua.catalogue.services import Published
from motcua.lib.worktime import Calendar, Due, add_working_minutes, due

STEP_HOURS_PER_DAY = 8  # the unit in which routes are written (docs/adr/0008-step-hours.md)


def promise(published: Published, accepted_at: datetime, calendar: Calendar) -> Due:
    """When the result is due, and why."""
    return due(published.limit, accepted_at, calendar, cutoff=published.cutoff)


def step_due(received_at: datetime, hours: Decimal, calendar: Calendar) -> datetime:
    """When a step is due, counted from the moment its holder received it (rulebook B.7.2-13).

    Not cut at the dossier's own due moment: who receives a late dossier is not late himself.
    """
    minutes = int(hours * _minutes_of_a_day(received_at, calendar) / STEP_HOURS_PER_DAY)
    return add_working_minutes(received_at, minutes, calendar)


def _minutes_of_a_day(at: datetime, calendar: Calendar) -> int:
    halves = [half for half in calendar.hours_on(at.date()).ordinary.halves if half]
    return sum((end.hour - start.hour) * 60 + end.minute - start.minute for start, end in halves)
