"""The days that a board is asked about, as its address says them, and the instants at which they begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

EARLIEST = date(2000, 1, 1)  # before it no system of this kind kept a dossier
Fault = tuple[str, str]  # (id of the field, sentence)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both counted, as seen at `now`."""

    first: date
    last: date
    now: datetime

    @property
    def since(self) -> datetime:
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """The instant after the last day."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def midnight(self) -> datetime:
        """The instant after today."""
        return _midnight(localdate(self.now) + timedelta(days=1))

    @cached_property
    def query(self) -> str:
        return urlencode(self.said)

    @property
    def said(self) -> dict[str, str]:
        """As an address says it."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


@dataclass(frozen=True)
class Asked:
    """The days asked for; with faults, those of this month instead, and what was typed."""

    span: Span
    faults: list[Fault]
    first: str
    last: str


@dataclass(frozen=True)
class Preset:
    """A tab: days that are asked for often."""

    label: str
    url: str
    current: bool


def asked_in(query: QueryDict, now: datetime) -> Asked:
    """What the address asks for; nothing said means this month so far."""
    usual = this_month(now)
    typed = [query.get(name, "").replace("\x00", "").strip()[:40] for name in ("from", "to")]
    first, last = _day(typed[0], usual.first), _day(typed[1], usual.last)
    faults = _faults(first, last)
    if faults or first is None or last is None:
        return Asked(usual, faults, *typed)
    return Asked(Span(first, last, now), [], first.isoformat(), last.isoformat())


def today(now: datetime) -> Span:
    return Span(localdate(now), localdate(now), now)


def this_month(now: datetime) -> Span:
    return Span(localdate(now).replace(day=1), localdate(now), now)


def presets(span: Span) -> list[Preset]:
    """Today, this month, the month before, this year."""
    now, month = span.now, this_month(span.now)
    before = month.first - timedelta(days=1)
    known = [
        (_("Today"), today(now)),
        (_("This month"), month),
        (_("Last month"), Span(before.replace(day=1), before, now)),
        (_("This year"), Span(month.first.replace(month=1), month.last, now)),
    ]
    return [Preset(label, f"?{days.query}", days == span) for label, days in known]


def _day(typed: str, usual: date) -> date | None:
    if not typed:
        return usual
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if EARLIEST <= day < date.max else None


def _faults(first: date | None, last: date | None) -> list[Fault]:
    """Every fault at once, each with its field."""
    not_a_day = _("Write a day as the calendar shows it, not before 2000.")
    faults = [(field, not_a_day) for field, day in (("id_from", first), ("id_to", last)) if day is None]
    if first and last and first > last:
        faults.append(("id_to", _("The last day lies before the first.")))
    return faults


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, get_current_timezone())
