"""Office hours: when the morning and the afternoon of each weekday begin and end."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Self

from motcua.lib.worktime.errors import BadHours

TimeSpan = tuple[time, time]
MONDAY, FRIDAY, SATURDAY = 0, 4, 5


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


@dataclass(frozen=True, slots=True)
class DayHours:
    """The two halves of one day, each (opens, closes) or None; BadHours when they run backwards."""

    morning: TimeSpan | None = None
    afternoon: TimeSpan | None = None

    def __post_init__(self) -> None:
        ticks = [minute_of(at) for half in self.halves if half for at in half]
        starts_twice = any(opens == closes for opens, closes in zip(ticks[::2], ticks[1::2], strict=True))
        if ticks != sorted(ticks) or starts_twice:
            raise BadHours(f"office hours must run forward through the day: {self.morning}, {self.afternoon}")

    @property
    def halves(self) -> tuple[TimeSpan | None, TimeSpan | None]:
        return self.morning, self.afternoon


CLOSED = DayHours()
USUAL_DAY = DayHours((time(7, 30), time(11, 30)), (time(13, 30), time(17)))


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours of seven weekdays, Monday first.

    Hours given for Saturday or Sunday are hours of *reception*: the office takes papers in, but the day
    still does not count (QĐ 14/2010/QĐ-TTg), unless a swap makes it a working day.
    """

    week: tuple[DayHours, ...] = (USUAL_DAY,) * 5 + (CLOSED,) * 2

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise BadHours(f"a week has seven days, not {len(self.week)}")

    def on_weekday(self, weekday: int, hours: DayHours) -> Self:
        """The same hours with another set for one weekday (Monday is 0)."""
        return replace(self, week=(*self.week[:weekday], hours, *self.week[weekday + 1 :]))

    @property
    def ordinary(self) -> DayHours:
        """The hours a swapped Saturday takes: Monday's, or those of the first weekday that has any."""
        return next((day for day in self.week[: FRIDAY + 1] if day != CLOSED), CLOSED)


PROVINCE_HOURS = OfficeHours()
