"""The lines of an explanation: what every stretch of time was, and whether it counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from motcua.lib.worktime.moments import DAY, instant
from motcua.lib.worktime.reasons import Note, Reason


class Measure(StrEnum):
    """What the amount of a line counts."""

    MINUTES = "minutes"
    WORKDAYS = "workdays"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch: a `date` stands for the whole day, both ends included; a `datetime` for that minute.

    `to` is None only while a wait is still open. `amount` is in `measure`; the amounts of the counted
    lines add up to the limit. `name` and `basis` are the words of the calendar row, the ground of the
    pause or the act, and may be empty.
    """

    from_: date | datetime
    to: date | datetime | None
    counted: bool
    amount: int
    measure: Measure
    reason: Reason
    name: str
    basis: str


class Piece(NamedTuple):
    """A line in stamps; `by_day` pieces name whole days by any stamp within them."""

    first: int
    last: int | None
    note: Note
    amount: int = 0
    measure: Measure = Measure.DAYS
    counted: bool = False
    by_day: bool = False

    def line(self) -> Line:
        return Line(
            self._shown(self.first),
            None if self.last is None else self._shown(self.last),
            self.counted,
            self.amount,
            self.measure,
            *self.note,
        )

    def _shown(self, stamped: int) -> date | datetime:
        return date.fromordinal(stamped // DAY) if self.by_day else instant(stamped)


class Day(Protocol):
    """What one whole day was: a plan of the calendar, or a DayNote."""

    @property
    def day(self) -> int: ...
    @property
    def note(self) -> Note: ...
    @property
    def counts(self) -> bool: ...


class DayNote(NamedTuple):
    """A day seen without its hours."""

    day: int
    note: Note
    counts: bool


class Span(NamedTuple):
    """A stretch with its counted minutes, which are fewer than its length when lunch lies within."""

    begins: int
    ends: int
    minutes: int
    note: Note


def append_days(pieces: list[Piece], days: Sequence[Day], measure: Measure) -> None:
    """Adds whole days in order, as one piece for each row of consecutive days of the same kind."""
    first = 0
    for place in range(1, len(days) + 1):
        here, before = days[place] if place < len(days) else None, days[place - 1]
        if here is None or here.note is not before.note or here.day != before.day + 1:
            _append_row(pieces, days[first], before, measure if before.counts else Measure.DAYS)
            first = place


def _append_row(pieces: list[Piece], first: Day, last: Day, measure: Measure) -> None:
    """Adds a row of days, as part of the last one when it is the same feast going on."""
    amount = last.day - first.day + 1
    new = Piece(first.day * DAY, last.day * DAY, first.note, amount, measure, first.counts, True)
    old = pieces[-1] if pieces else None
    if old is None or old.last is None or old.last + DAY != new.first or not _is_alike(old, new):
        pieces.append(new)
        return
    note = old.note if old.note == new.note else _joined(old.note, new.note)
    pieces[-1] = old._replace(last=new.last, note=note, amount=old.amount + new.amount)


def append_minutes(pieces: list[Piece], new: Span, *, is_cut: bool) -> None:
    """Adds counted minutes, as part of the last piece when only lunch or a night lies between."""
    old = pieces[-1] if pieces else None
    if old and not is_cut and old.counted and old.note == new.note:
        pieces[-1] = old._replace(last=new.ends, amount=old.amount + new.minutes)
    else:
        pieces.append(Piece(new.begins, new.ends, new.note, new.minutes, Measure.MINUTES, counted=True))


def _is_alike(old: Piece, new: Piece) -> bool:
    if old.note == new.note:
        return old.by_day and old.measure is new.measure and old.counted == new.counted
    same_reason = old.note.reason is new.note.reason and not old.counted and not new.counted
    return old.by_day and same_reason and _stem(old.note.name) == _stem(new.note.name)


def _stem(name: str) -> str:
    """The feast without its day: "Tết Âm lịch" of "Tết Âm lịch (mùng 2)"."""
    return name.partition(" (")[0]


def _joined(old: Note, new: Note) -> Note:
    known = old.basis.split("; ")
    basis = old.basis if new.basis in known else f"{old.basis}; {new.basis}"
    return Note(old.reason, old.name if old.name == new.name else _stem(old.name), basis)
