"""Working minutes and working days between two moments, and the way back."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.lib.worktime.calendar import Calendar
from motcua.lib.worktime.moments import DAY, instant, stamp


def minutes_between(start: int, end: int, calendar: Calendar) -> int:
    """Office minutes from stamp to stamp, none when the end is not later."""
    if start >= end:
        return 0
    first, last = start // DAY, end // DAY
    _days, between = calendar.counted(first + 1, last - 1)
    return between + sum(_minutes_of(day, start, end, calendar) for day in {first, last})


def _minutes_of(day: int, start: int, end: int, calendar: Calendar) -> int:
    """Office minutes of one day that lie between the stamps."""
    since, until = start - day * DAY, end - day * DAY
    parts = [part for part in calendar.plan(day).parts if part.counts]
    return sum([max(0, min(until, part.closes) - max(since, part.opens)) for part in parts])


def days_between(start: int, end: int, calendar: Calendar) -> int:
    """Working days d with start < d <= end, both ordinals."""
    days, _minutes = calendar.counted(start + 1, end)
    return days


def working_day_after(day: int, number: int, calendar: Calendar) -> int:
    """The ordinal of the N-th working day after `day`; `day` itself when the number is 0."""
    for _ in range(number):
        day = calendar.working_from(day + 1)
    return day


def working_minutes_between(a: datetime, b: datetime, calendar: Calendar) -> int:
    """Office minutes from `a` to `b`; negative when `b` is the earlier."""
    start, end = stamp(a), stamp(b)
    return minutes_between(start, end, calendar) if start <= end else -minutes_between(end, start, calendar)


def workdays_between(a_on: date, b_on: date, calendar: Calendar) -> int:
    """Working days d with a < d <= b (rulebook B.7.2-10); negative when `b` is the earlier."""
    a, b = a_on.toordinal(), b_on.toordinal()
    return days_between(a, b, calendar) if a <= b else -days_between(b, a, calendar)


def add_working_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The earliest instant by which `minutes` of office time have run since `start`; for internal steps."""
    if minutes < 0:
        raise ValueError(f"cannot add {minutes} working minutes: time runs forward")
    at = stamp(start)
    day, left = at // DAY, minutes
    while left:
        for part in calendar.plan(day).parts:
            opens = max(at, day * DAY + part.opens)
            there = max(0, day * DAY + part.closes - opens) if part.counts else 0
            if there >= left > 0:
                return instant(opens + left)
            left -= there
        day += 1
    return instant(at)


def add_workdays(on: date, workdays: int, calendar: Calendar) -> date:
    """The N-th working day after `on`, which itself is not counted."""
    if workdays < 0:
        raise ValueError(f"cannot add {workdays} working days: time runs forward")
    return date.fromordinal(working_day_after(on.toordinal(), workdays, calendar))


@dataclass(frozen=True, slots=True)
class Remaining:
    """How far the due moment is: working days and office minutes, left or, when `late`, overrun."""

    workdays: int
    minutes: int
    late: bool


def remaining(due_at: datetime, now: datetime, calendar: Calendar) -> Remaining:
    """Late means strictly after the due moment, to the second (rulebook B.7.5)."""
    late = now > due_at
    first, last = (due_at, now) if late else (now, due_at)
    start, end = stamp(first), stamp(last)
    workdays = days_between(start // DAY, end // DAY, calendar)
    return Remaining(workdays, minutes_between(start, end, calendar), late)
