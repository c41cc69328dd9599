"""A time limit as the procedure states it: a number of units, and which 15:00 rule goes with it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.lib.worktime.errors import BadLimit


class Unit(StrEnum):
    """What the limit counts (rulebook B.7.1)."""

    WORKHOUR = "workhour"
    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    SAMEDAY = "sameday"


class Cutoff(StrEnum):
    """What acceptance after 15:00 does (rulebook B.7.2-5).

    `same_day` speaks only about same-day limits, so it leaves any other unit alone.
    """

    NONE = "none"
    SAME_DAY = "same_day"
    COUNT_FROM_NEXT_DAY = "count_from_next_day"


# Well above the longest published limit, low enough that a slip of the keyboard is noticed.
LARGEST = {Unit.WORKHOUR: 4000, Unit.WORKDAY: 750, Unit.DAY: 1100, Unit.MONTH: 60, Unit.SAMEDAY: 1}


@dataclass(frozen=True, slots=True)
class Limit:
    """`value` whole units; a same-day limit is 1. BadLimit when not positive or beyond LARGEST."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in LARGEST:
            raise BadLimit(f"{self.unit!r} is not a unit of time limits")
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise BadLimit(f"a limit is a whole number of units, not {self.value!r}")
        if not 1 <= self.value <= LARGEST[self.unit]:
            raise BadLimit(f"a limit of {self.value} {self.unit} is not between 1 and {LARGEST[self.unit]}")
        object.__setattr__(self, "unit", Unit(self.unit))


SAME_DAY = Limit(1, Unit.SAMEDAY)


def days_in(months: int, start: date) -> int:
    """Calendar days to the same day number `months` later, or to that month's end if it is shorter."""
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month0 + 1)[1]
    return (date(year, month0 + 1, min(start.day, last)) - start).days
