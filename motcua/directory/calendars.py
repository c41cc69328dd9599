"""The calendar of each office: the province's rows, then those of the bodies above it, then its own.

Kept per thread and taken again when a row has changed: at once after a change in this process or in this
transaction, within a second after a change elsewhere.
"""

import threading
import time as clock
import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import time
from typing import Any

from django.db import connection, transaction

from motcua.directory import models
from motcua.directory.bodies import ancestors
from motcua.lib.reading import from_primary
from motcua.lib.worktime import Calendar, DayHours, DayKind, DayRow, Half, HoursFrom, OfficeHours

PATIENCE = 1.0  # seconds between two looks at the version
_TOKEN = f"SELECT token FROM {models.CalendarVersion._meta.db_table} WHERE id = 1"  # noqa: S608  the table's own name


class _Shelf(threading.local):
    """What this thread knows of the calendar, and when it last made sure."""

    token: uuid.UUID | None = None
    looked_at = float("-inf")
    seen_changes = 0
    # The transaction of the last look: what it saw may have been taken back with it, so after its end look again.
    looked_in: object = None
    calendars: dict[int | None, Calendar]
    rows: dict[int | None, list[DayRow]]
    hours: dict[int | None, list[HoursFrom]]
    years: frozenset[int]


_shelf = _Shelf()
_changes = 0  # committed by this process


def calendar_for(body_id: int | None) -> Calendar:
    """The calendar by which a body's time limits are counted; None for the province's own."""
    if _may_be_old():
        _refresh()
    if body_id not in _shelf.calendars:
        _shelf.calendars[body_id] = _calendar(body_id)
    return _shelf.calendars[body_id]


def calendar_version() -> object:
    """A mark of the calendar as this thread knows it: what goes with the calendar may be kept while this stays."""
    if _may_be_old():
        _refresh()
    return _shelf.token or _shelf.looked_at


def mark_changed() -> None:
    """Tell every process that the calendar has another version; inside the transaction that changes it."""
    models.CalendarVersion.objects.update_or_create(id=1, defaults={"token": uuid.uuid4()})
    _shelf.looked_at = float("-inf")
    transaction.on_commit(_count_change)


def hours_from(week: Sequence[Any]) -> OfficeHours:
    """Office hours out of their stored shape (`models.OfficeHours`); BadHours or ValueError for another."""
    return OfficeHours(tuple(DayHours(*(_half(half) for half in day)) for day in week))


def hours_as_stored(hours: OfficeHours) -> list[Any]:
    """The way back."""
    return [[[f"{at:%H:%M}" for at in half] if half else None for half in day.halves] for day in hours.week]


def _half(stored: Any) -> tuple[time, time] | None:
    return (time.fromisoformat(stored[0]), time.fromisoformat(stored[1])) if stored else None


def _count_change() -> None:
    global _changes
    _changes += 1


def _transaction() -> object:
    """A mark of the running transaction; the framework makes a new list at each commit and (part) rollback."""
    return connection.run_on_commit if connection.in_atomic_block else None


def _may_be_old() -> bool:
    if _shelf.looked_in is not None and _shelf.looked_in is not _transaction():
        return True
    return _shelf.seen_changes != _changes or clock.monotonic() - _shelf.looked_at > PATIENCE


def _refresh() -> None:
    _shelf.seen_changes, _shelf.looked_at, _shelf.looked_in = _changes, clock.monotonic(), _transaction()
    with connection.cursor() as cursor:  # asked in every transaction, so it is written out
        cursor.execute(_TOKEN)
        token = next((found for (found,) in cursor), None)
    if token is None or token != _shelf.token:
        _load()
        _shelf.token = token


@from_primary()  # as the token is: old rows under a new token would promise wrong dates until the next change
def _load() -> None:
    rows, hours = defaultdict(list), defaultdict(list)
    for day in models.CalendarDay.objects.order_by("on", "pk"):
        row = DayRow(day.on, DayKind(day.kind), day.name, day.basis, Half(day.half))
        rows[day.body_id].append(row)
    for week in models.OfficeHours.objects.order_by("valid_from"):
        hours[week.body_id].append((week.valid_from, hours_from(week.hours)))
    years = models.AnnouncedYear.objects.values_list("year", flat=True)
    _shelf.rows, _shelf.hours, _shelf.years = dict(rows), dict(hours), frozenset(years)
    _shelf.calendars = {None: _province()}


def _province() -> Calendar:
    calendar = Calendar(rows=tuple(_shelf.rows.get(None, ())), covered_years=_shelf.years)
    return calendar.with_hours(_shelf.hours.get(None, ()))


def _calendar(body_id: int | None) -> Calendar:
    """The nearest body has the last word, so the way goes from the top down."""
    calendar = _shelf.calendars[None]
    special = (_shelf.rows.keys() | _shelf.hours.keys()) - {None}
    if body_id is None or not special:
        return calendar
    for above in reversed(ancestors(body_id)):
        if above in special:
            calendar = calendar.with_rows(_shelf.rows.get(above, ())).with_hours(_shelf.hours.get(above, ()))
    return calendar
