"""A week of office hours as people write it: one line a day, "07:30–11:30, 13:30–17:00"."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from motcua.lib.worktime import BadHours, DayHours

NOON = time(12)
_SPAN = re.compile(r"(\d{1,2})[:hg.](\d{2})?\s*[-–—]\s*(\d{1,2})[:hg.](\d{2})?", re.IGNORECASE)


class Unreadable(ValueError):
    """The line is no day of office hours; the text is shown to people."""


def day_from(line: str) -> list[Any]:
    """One day as stored: [morning, afternoon], each ["07:30", "11:30"] or None; empty means closed. Unreadable."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    spans = [_span(part) for part in parts]
    day: list[Any] = [None, None]
    for opens, closes in spans:
        half = 0 if opens < NOON else 1
        if day[half] is not None:
            raise Unreadable(_("Give one stretch before noon and one after it at most."))
        day[half] = (opens, closes)
    _need_forward(day)
    return [[f"{at:%H:%M}" for at in half] if half else None for half in day]


def line_of(day: list[Any]) -> str:
    """The way back."""
    return ", ".join(f"{half[0]}–{half[1]}" for half in day if half)


def _span(part: str) -> tuple[time, time]:
    read = _SPAN.fullmatch(part)
    try:
        if read:
            return time(int(read[1]), int(read[2] or 0)), time(int(read[3]), int(read[4] or 0))
    except ValueError:
        pass
    raise Unreadable(_("Write hours as 07:30–11:30, 13:30–17:00."))


def _need_forward(day: list[Any]) -> None:
    try:
        DayHours(*day)
    except BadHours:
        raise Unreadable(_("Office hours must run forward through the day.")) from None
