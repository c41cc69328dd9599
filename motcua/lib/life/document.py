"""A life as a JSON document, both ways; whoever wrote it is told everything that is wrong at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from motcua.lib.life.checks import (
    BadLife,
    as_of_faults,
    event_faults,
    limit_faults,
    moment_fault,
    order_faults,
    sequence_faults,
)
from motcua.lib.life.events import Event, Kind
from motcua.lib.life.life import Life
from motcua.lib.worktime import ZONE, Cutoff, Limit, Mode, Unit, WorktimeError
from motcua.lib.worktime.moments import FIRST_DAY

_Choice = TypeVar("_Choice", bound=StrEnum)
_KEYS = ("limit", "cut_limit", "cutoff", "as_of", "events")
_LIMIT_KEYS = ("value", "unit")
_EVENT_KEYS = ("at", "kind", "mode", "until", "new_due", "ground", "basis")
# Stands in for a moment that could not be read: earlier than any other, it causes no second fault.
_UNREAD = datetime.combine(FIRST_DAY, time(), ZONE)


class Asked(NamedTuple):
    """A life, and the moment from which it is looked at, if one was given."""

    life: Life
    as_of: datetime | None


@dataclass
class _Reader:
    """Reads values out of a document and notes what it cannot read; `place` leads each fault."""

    place: str
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.place}: {text}" if self.place else text)

    def object(self, found: object, keys: tuple[str, ...]) -> Mapping[str, Any]:
        """The object itself; an empty one when it is something else."""
        if not isinstance(found, dict):
            self.fault(f"must be an object with {', '.join(keys)}")
            return {}
        for key in found:
            if key not in keys:
                self.fault(f"unknown key {_shown(key)}; known are {', '.join(keys)}")
        return found

    def moment(self, found: Mapping[str, Any], key: str) -> datetime | None:
        """An instant with its hour; without an offset it is local time. None when absent or unreadable."""
        text = found.get(key)
        if text is None:
            return None
        # A day without its hour would be midnight, and every last-day dossier late (B.7.2-11).
        if not isinstance(text, str) or len(text) <= len("2026-03-02"):
            self.fault(f"{key}: {_shown(text)} is not a moment like 2026-03-02T09:00")
            return None
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            self.fault(f"{key}: {_shown(text)} is not a moment like 2026-03-02T09:00")
            return None
        return at if at.tzinfo else at.replace(tzinfo=ZONE)

    def choice(self, found: Mapping[str, Any], key: str, choices: type[_Choice]) -> _Choice | None:
        """One of the values of an enumeration; None when absent or unknown."""
        value = found.get(key)
        if value is None:
            return None
        if value in list(choices):
            return choices(value)
        self.fault(f"{key}: {_shown(value)} is not one of {', '.join(choices)}")
        return None

    def text(self, found: Mapping[str, Any], key: str) -> str:
        """Words in one line."""
        value = found.get(key)
        if value is None or (isinstance(value, str) and value.isprintable()):
            return value or ""
        self.fault(f"{key}: must be text in one line")
        return ""

    def required(self, found: Mapping[str, Any], key: str) -> None:
        if found.get(key) is None:
            self.fault(f"{key} is missing")


def life_from(document: object) -> Asked:
    """Reads a parsed JSON document; BadLife names all its faults, each with the number of its event from 1."""
    reader = _Reader("")
    found = reader.object(document, _KEYS)
    limit, cut_limit = _limit(reader, found, "limit"), _limit(reader, found, "cut_limit")
    usual = Cutoff.SAME_DAY if limit and limit.unit is Unit.SAMEDAY else Cutoff.NONE
    cutoff, as_of = reader.choice(found, "cutoff", Cutoff) or usual, reader.moment(found, "as_of")
    events = [_read(number, each) for number, each in enumerate(_list(reader, found), start=1)]
    faults = [*reader.faults, *_faults(events, as_of)]
    if limit is None or faults:
        raise BadLife(faults if limit is None else [*faults, *limit_faults(limit, cut_limit)])
    life = Life(limit, tuple(each.event for each in events if each.event), cutoff, cut_limit)
    return Asked(life, as_of)


def document_of(life: Life, as_of: datetime | None = None) -> dict[str, Any]:
    """The document that `life_from` reads back as the same life."""
    written: dict[str, Any] = {"limit": _written(life.limit), "cutoff": life.cutoff.value}
    if life.cut_limit:
        written["cut_limit"] = _written(life.cut_limit)
    if as_of:
        written["as_of"] = as_of.isoformat()
    return written | {"events": [dict(_fields(event)) for event in life.events]}


class _Read(NamedTuple):
    """What could be read of one event, and what is wrong with it; without its kind there is no event."""

    number: int
    at: datetime | None
    event: Event | None
    faults: list[str]


def _read(number: int, found: object) -> _Read:
    reader = _Reader(f"event {number}")
    keys = reader.object(found, _EVENT_KEYS)
    for key in ("at", "kind") if isinstance(found, dict) else ():
        reader.required(keys, key)
    at, kind = reader.moment(keys, "at"), reader.choice(keys, "kind", Kind)
    event = _event(reader, keys, at or _UNREAD, kind)
    return _Read(number, at, event, [*reader.faults, *(event_faults(number, event) if event else ())])


def _event(reader: _Reader, keys: Mapping[str, Any], at: datetime, kind: Kind | None) -> Event | None:
    mode, until = reader.choice(keys, "mode", Mode), reader.moment(keys, "until")
    new_due, ground, basis = reader.moment(keys, "new_due"), reader.text(keys, "ground"), reader.text(keys, "basis")
    if new_due is None and keys.get("new_due") is not None:
        new_due = at  # unreadable, and told so: it is not missing as well
    return Event(at, kind, mode, until, new_due, ground, basis) if kind else None


def _faults(events: list[_Read], as_of: datetime | None) -> Iterator[str]:
    """The faults of single events, then those of their order and sequence."""
    for read in events:
        yield from read.faults
    dated = [(read.number, read.at) for read in events if read.at and not moment_fault(read.at)]
    yield from order_faults(dated)
    yield from sequence_faults((read.number, read.event.kind if read.event else None) for read in events)
    yield from as_of_faults(as_of, [at for _, at in dated])


def _limit(reader: _Reader, found: Mapping[str, Any], key: str) -> Limit | None:
    if found.get(key) is None:
        if key == "limit":
            reader.required(found, key)
        return None
    inner = _Reader(key, reader.faults)
    keys = inner.object(found[key], _LIMIT_KEYS)
    unit = inner.choice(keys, "unit", Unit)
    for name in _LIMIT_KEYS if isinstance(found[key], dict) else ():
        inner.required(keys, name)
    try:
        return Limit(keys["value"], unit) if unit and keys.get("value") is not None else None
    except WorktimeError as fault:
        inner.fault(str(fault))
        return None


def _list(reader: _Reader, found: Mapping[str, Any]) -> list[Any]:
    events = found.get("events")
    if isinstance(events, list) and events:
        return events
    reader.fault("events: must be a list of at least one event")
    return []


def _written(limit: Limit) -> dict[str, Any]:
    return {"value": limit.value, "unit": limit.unit.value}


def _fields(event: Event) -> Iterator[tuple[str, str]]:
    """What the event says, without what it leaves unsaid."""
    yield from (("at", event.at.isoformat()), ("kind", event.kind.value))
    for key in _EVENT_KEYS[2:]:
        value = getattr(event, key)
        if value:
            yield key, value.isoformat() if isinstance(value, datetime) else str(value)


def _shown(value: object) -> str:
    """The value as Python writes it, in at most 40 characters: it may be anything."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
