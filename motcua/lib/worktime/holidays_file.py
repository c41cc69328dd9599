"""Reads the announced days off of `directory/data/holidays.json` into a Calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua.lib.worktime.calendar import Calendar, DayKind, DayRow

_KINDS = {
    "holiday": DayKind.HOLIDAY,
    "compensatory": DayKind.SUBSTITUTE_OFF,
    "swapped_off": DayKind.SWAPPED_OFF,
}


def calendar_from(document: Mapping[str, Any]) -> Calendar:
    """Province hours with every row of the document; KeyError or ValueError for another shape.

    `document["years"][year]` holds `days_off` (date, name, kind, basis) and `working_weekend_days`
    (date, replaces, basis). The years listed are those whose calendar has been announced.
    """
    rows = tuple(row for year in document["years"].values() for row in _rows(year))
    return Calendar(rows=rows, covered_years=frozenset(int(year) for year in document["years"]))


def _rows(year: Mapping[str, Any]) -> Iterator[DayRow]:
    for day in year["days_off"]:
        yield DayRow(date.fromisoformat(day["date"]), _KINDS[day["kind"]], day["name"], day["basis"])
    for day in year["working_weekend_days"]:
        replaced = date.fromisoformat(day["replaces"])
        name = f"Làm bù ngày {replaced:%d/%m/%Y}"
        yield DayRow(date.fromisoformat(day["date"]), DayKind.SWAPPED_WORK, name, day["basis"])
