"""Which declared failures of the system stop a unit's clocks; kept per thread for as long as the calendar is.

Declaring one changes the calendar of everybody it touches, so it marks the calendar as changed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.directory.bodies import ancestors, went_through
from motcua.directory.calendars import calendar_version
from motcua.dossiers.models import Outage
from motcua.lib.reading import from_primary
from motcua.lib.worktime import Calendar, Mode, Pause, workdays_between

BASIS = "NĐ 224/2026/NĐ-CP, Điều 13"
NOTICE_WORKDAYS = 7  # between the announcement of a planned outage and its beginning
ENTRY_WORKDAYS = 3  # after its end, to type in what the paper book holds


class _Shelf(threading.local):
    """What this thread knows, and of which calendar."""

    version: object = None
    outages: tuple[Outage, ...] = ()
    above: dict[int, frozenset[int]]
    lines: dict[tuple[int, int], tuple[int, ...]]


_shelf = _Shelf()


def outages_over(units: Iterable[int], since: datetime, until: datetime | None = None) -> list[Outage]:
    """The declared outages of these bodies, of one above them or of the province, that touch the stretch."""
    known = _known()
    bodies = frozenset().union(*(_above(unit) for unit in units))
    return [row for row in known if _is_of(row, bodies) and _touches(row, since, until)]


def stretches_over(units: Iterable[int], since: datetime, until: datetime | None = None) -> list[Pause]:
    """The same as pauses, those that touch the stretch.

    One whose end nobody knows yet counts up to `until`, the end of what is judged; without it, it is left out, so
    that a date can be told.
    """
    return [pause_of(row, until) for row in outages_over(units, since, until) if row.ends_at or until]


def are_of_single_bodies() -> bool:
    """Whether a known one is not the whole province's."""
    return any(row.body_id for row in _known())


def line_between(first_id: int, last_id: int) -> tuple[int, ...]:
    """The last body, the first, and those between them that took over from it: what failed at each still counts."""
    _known()  # what is kept goes with it
    if first_id == last_id:
        return (last_id,)
    if (first_id, last_id) not in _shelf.lines:
        between = {first_id, *went_through(first_id, last_id)} - {last_id}
        _shelf.lines[first_id, last_id] = (last_id, *sorted(between))
    return _shelf.lines[first_id, last_id]


def is_down(units: Iterable[int], now: datetime) -> bool:
    """Whether a failure of these bodies lasts whose end nobody knows: until it is ended their dates move with it."""
    return any(row.ends_at is None and row.starts_at <= now for row in outages_over(units, now))


def current_outages(now: datetime) -> list[Outage]:
    """Those that go on or are announced: what people must know today."""
    return [row for row in _known() if row.ends_at is None or row.ends_at > now]


def pause_of(outage: Outage, until: datetime | None = None) -> Pause:
    return Pause(outage.starts_at, outage.ends_at or until, Mode.RESUME, ground_of(outage), outage.basis or BASIS)


def ground_of(outage: Outage) -> str:
    """Why no clock ran, in the reader's language."""
    return _("declared failure of the system: %(ground)s") % {"ground": outage.ground}


def is_announced_late(starts_on: date, declared_on: date, calendar: Calendar) -> bool:
    """Whether a planned outage was announced less than 7 working days ahead (NĐ 224/2026 Điều 13)."""
    return workdays_between(declared_on, starts_on, calendar) < NOTICE_WORKDAYS


def _known() -> tuple[Outage, ...]:
    version = calendar_version()
    if version != _shelf.version:
        with from_primary():  # as the version is
            _shelf.outages = tuple(Outage.objects.declared().select_related("body"))
        _shelf.above, _shelf.lines = {}, {}
        _shelf.version = version
    return _shelf.outages


def _above(unit: int) -> frozenset[int]:
    """The body and all above it; asked only while an outage of single bodies is known."""
    if all(row.body_id is None for row in _shelf.outages):
        return frozenset({unit})
    if unit not in _shelf.above:
        _shelf.above[unit] = frozenset(ancestors(unit))
    return _shelf.above[unit]


def _is_of(outage: Outage, bodies: frozenset[int]) -> bool:
    return outage.body_id is None or outage.body_id in bodies


def _touches(outage: Outage, since: datetime, until: datetime | None) -> bool:
    is_over = outage.ends_at is not None and outage.ends_at <= since
    return not is_over and (until is None or outage.starts_at < until)
