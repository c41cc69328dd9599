"""The office calendar: which minutes of which days count, and why the others do not.

Times are Asia/Ho_Chi_Minh; days outside 2000-2099 raise OutOfCalendar. Rules: rulebook B.7.1, B.7.2-6 and 7.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple, Self

from motcua.lib.worktime import laws
from motcua.lib.worktime.errors import NotAWorkingDay
from motcua.lib.worktime.hours import (
    CLOSED,
    PROVINCE_HOURS,
    SATURDAY,
    DayHours,
    OfficeHours,
    TimeSpan,
    minute_of,
)
from motcua.lib.worktime.moments import DAY, FIRST, FIRST_DAY, LAST, in_range, instant
from motcua.lib.worktime.reasons import Note, Reason


class DayKind(StrEnum):
    """How an exceptional date differs from its weekday."""

    HOLIDAY = "holiday"
    SUBSTITUTE_OFF = "substitute_off"
    SWAPPED_OFF = "swapped_off"
    SWAPPED_WORK = "swapped_work"
    LOCAL_OFF = "local_off"


class Half(StrEnum):
    """Which part of the date a row speaks about."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One exceptional date, with the act that made it so."""

    on: date
    kind: DayKind
    name: str
    basis: str
    half: Half = Half.DAY


class Part(NamedTuple):
    """A stretch of one day in minutes since midnight, the end excluded; `counts` is office time."""

    opens: int
    closes: int
    counts: bool
    note: Note


class Plan(NamedTuple):
    """What one date is; a day off has no counting part, and `note` says why.

    `minutes` count between `opens` and `closes`; a whole day is a working day with no half off.
    """

    day: int
    note: Note
    counts: bool
    parts: tuple[Part, ...] = ()
    opens: int = 0
    closes: int = 0
    minutes: int = 0
    is_whole: bool = False


HoursFrom = tuple[date, OfficeHours]
_WEEKDAY = Note(Reason.WORKING, basis=laws.PERIODS)
_WEEKEND = Note(Reason.WEEKEND, basis=laws.WEEKLY_REST)
_CLOSED = Note(Reason.OFFICE_CLOSED)
BLOCK = 91  # days that are summed once
_SLOTS = {Half.DAY: (0, 1), Half.MORNING: (0,), Half.AFTERNOON: (1,)}


@dataclass(frozen=True)
class Calendar:
    """Hours by period and exceptional rows; where two rows speak of the same half, the later one wins.

    `hours` are (first day, OfficeHours) pairs: summer and winter sets are periods; days before the first
    period follow it. `covered_years` are those whose days off have been announced.
    """

    hours: tuple[HoursFrom, ...] = ((FIRST_DAY, PROVINCE_HOURS),)
    rows: tuple[DayRow, ...] = ()
    covered_years: frozenset[int] = frozenset()
    _notes: dict[int, list[Note | None]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _plans: dict[int, Plan] = field(init=False, repr=False, compare=False, default_factory=dict)
    _blocks: dict[int, list[tuple[int, int]]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hours", tuple(sorted(self.hours, key=lambda period: period[0])))
        object.__setattr__(self, "rows", tuple(self.rows))
        object.__setattr__(self, "covered_years", frozenset(self.covered_years))
        for row in self.rows:
            halves = self._notes.setdefault(row.on.toordinal(), [None, None])
            for slot in _SLOTS[row.half]:
                halves[slot] = Note(Reason(str(row.kind)), row.name, row.basis)

    def with_rows(self, extra: Iterable[DayRow]) -> Self:
        """This calendar under an office's own rows, which win over the province's on the same half day."""
        return replace(self, rows=(*self.rows, *extra))

    def with_hours(self, own: Iterable[HoursFrom]) -> Self:
        """This calendar with an office's own hours, from the first day on which it has any."""
        own = tuple(own)
        since = min((valid_from for valid_from, _ in own), default=None)
        kept = (period for period in self.hours if since is None or period[0] < since)
        return replace(self, hours=(*kept, *own))

    def hours_on(self, on: date) -> OfficeHours:
        """The set of office hours in force that day."""
        past = [hours for valid_from, hours in self.hours if valid_from <= on]
        return past[-1] if past else self.hours[0][1]

    def plan(self, day: int) -> Plan:
        """What the date with this ordinal is, worked out once."""
        found = self._plans.get(day)
        if found is None:
            found = self._plans[day] = self._plan(date.fromordinal(in_range(day)))
        return found

    def counted(self, first: int, last: int) -> tuple[int, int]:
        """Working days and office minutes from ordinal to ordinal, both within; none when `last` is the earlier."""
        if first > last:
            return 0, 0
        block, begun = divmod(in_range(first) - FIRST, BLOCK)
        end, over = divmod(in_range(last) - FIRST, BLOCK)
        began, until = self._sums(block)[begun], self._sums(end)[over + 1]
        whole = [self._sums(each)[BLOCK] for each in range(block, end)]
        days = until[0] - began[0] + sum(days for days, _minutes in whole)
        return days, until[1] - began[1] + sum(minutes for _days, minutes in whole)

    def spans_on(self, on: date) -> tuple[tuple[datetime, datetime], ...]:
        """The office hours that count that day; empty on a day off."""
        return self._instants(on, [part for part in self.plan(on.toordinal()).parts if part.counts])

    def reception_on(self, on: date) -> tuple[tuple[datetime, datetime], ...]:
        """When the office takes papers in: its working hours, else reception hours of a free Saturday."""
        plan = self.plan(on.toordinal())
        weekend_hours = self._usual(on) if plan.note.reason is Reason.WEEKEND else CLOSED
        reception = [Part(*_minutes(half), True, _WEEKEND) for half in weekend_hours.halves if half]
        return self.spans_on(on) or self._instants(on, reception)

    def is_working_day(self, on: date) -> bool:
        return self.plan(on.toordinal()).counts

    def close_of(self, on: date) -> datetime:
        """Close of business: 17:00, or the morning's end when the afternoon is off; NotAWorkingDay."""
        plan = self.plan(on.toordinal())
        if not plan.counts:
            raise NotAWorkingDay(f"{on} is not a working day: {plan.note.name or plan.note.reason}")
        return instant(on.toordinal() * DAY + plan.closes)

    def next_working_day(self, after: date) -> date:
        """The first working day later than this one; OutOfCalendar when there is none."""
        return date.fromordinal(self.working_from(after.toordinal() + 1))

    def working_from(self, day: int) -> int:
        """The ordinal of the first working day on or after `day`."""
        while not self.plan(day).counts:
            day += 1
        return day

    def why_off(self, on: date) -> Note | None:
        """The reason, name and act that make it a day off; None on a working day, even a half one."""
        plan = self.plan(on.toordinal())
        return None if plan.counts else plan.note

    def _sums(self, block: int) -> list[tuple[int, int]]:
        """What was counted since the block began, before each of its days and after the last; worked out once."""
        found = self._blocks.get(block)
        if found is None:
            begins = FIRST + block * BLOCK
            plans = [self.plan(day) for day in range(begins, min(begins + BLOCK, LAST + 1))]
            days = accumulate((int(plan.counts) for plan in plans), initial=0)
            minutes = accumulate((plan.minutes for plan in plans), initial=0)
            found = self._blocks[block] = list(zip(days, minutes, strict=True))
        return found

    def _plan(self, on: date) -> Plan:
        day = on.toordinal()
        notes = self._notes.get(day, (None, None))
        parts = tuple(self._parts(on, notes))
        if any(part.counts for part in parts):
            return _working_plan(day, parts)
        off = next((note for note in notes if note and note.reason is not Reason.SWAPPED_WORK), None)
        return Plan(day, off or (_WEEKEND if on.weekday() >= SATURDAY else _CLOSED), False)

    def _parts(self, on: date, notes: Iterable[Note | None]) -> Iterable[Part]:
        is_weekday = on.weekday() < SATURDAY
        # A swapped Saturday is worked like the day it replaces, whatever its own hours of reception are.
        hours = self._usual(on) if is_weekday else self.hours_on(on).ordinary
        for note, half in zip(notes, hours.halves, strict=True):
            is_swap = note is not None and note.reason is Reason.SWAPPED_WORK
            if half and (is_weekday or is_swap):
                yield Part(*_minutes(half), is_swap or note is None, note or _WEEKDAY)

    def _usual(self, on: date) -> DayHours:
        return self.hours_on(on).week[on.weekday()]

    def _instants(self, on: date, parts: Iterable[Part]) -> tuple[tuple[datetime, datetime], ...]:
        midnight = on.toordinal() * DAY
        return tuple((instant(midnight + part.opens), instant(midnight + part.closes)) for part in parts)


def _minutes(half: TimeSpan) -> tuple[int, int]:
    return minute_of(half[0]), minute_of(half[1])


def _working_plan(day: int, parts: tuple[Part, ...]) -> Plan:
    working = [part for part in parts if part.counts]
    opens, closes = working[0].opens, working[-1].closes
    minutes = sum(part.closes - part.opens for part in working)
    is_whole = all(part.counts and part.note is working[0].note for part in parts)
    return Plan(day, working[0].note, True, parts, opens, closes, minutes, is_whole)
