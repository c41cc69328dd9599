"""Office hours as people say them."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.directory.calendars import calendar_for
from motcua.lib.worktime import CLOSED, DayHours
from motcua.ui.dates import WEEKDAYS


def week_of(body_id: int, language: str) -> list[tuple[str, str]]:
    """("thứ Hai – thứ Sáu", "7:30–11:30, 13:30–17:00"): days of equal hours together, closed days left out."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    hours = calendar_for(body_id).hours_on(monday)
    days = [(WEEKDAYS[language][at], day) for at, day in enumerate(hours.week)]
    runs = [(day, [name for name, _day in run]) for day, run in groupby(days, key=lambda pair: pair[1])]
    return [(_days(names), _hours(day)) for day, names in runs if day != CLOSED]


def _days(names: list[str]) -> str:
    first = names[0][:1].upper() + names[0][1:]
    return first if len(names) == 1 else _("%(first)s to %(last)s") % {"first": first, "last": names[-1]}


def _hours(day: DayHours) -> str:
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in (half for half in day.halves if half))
