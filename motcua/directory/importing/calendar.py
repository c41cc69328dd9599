"""Loads the announced days off and swaps of `data/holidays.json`."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.directory.actions.calendar import import_days
from motcua.directory.actors import Actor
from motcua.directory.models import AnnouncedYear, CalendarDay
from motcua.lib.worktime import calendar_from

FILE = Path(__file__).resolve().parents[1] / "data" / "holidays.json"


def import_calendar(file: Path = FILE, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Add the days and years that are missing: (days, years); KeyError or ValueError for another shape."""
    document = json.loads(file.read_text(encoding="utf-8"))
    days = [
        CalendarDay(on=row.on, kind=row.kind.value, half=row.half.value, name=row.name, basis=row.basis)
        for row in calendar_from(document).rows
    ]
    return import_days(days, _years(document), by=by, at=at)


def _years(document: Mapping[str, Any]) -> Iterator[AnnouncedYear]:
    for year, facts in document["years"].items():
        numbers = [decision["number"] for decision in facts["decisions"] if decision["number"]]
        yield AnnouncedYear(year=int(year), basis="; ".join(numbers)[:300])
