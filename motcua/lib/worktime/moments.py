"""Instants as whole minutes of Vietnamese time, so that every count is integer arithmetic.

A *stamp* is `day * DAY + minute of that day`, where `day` is the proleptic ordinal of the local date.
Seconds are dropped: form 01 prints the moment of acceptance in minutes, and that paper is the promise.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.lib.worktime.errors import OutOfCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = 24 * 60
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
FIRST, LAST = FIRST_DAY.toordinal(), LAST_DAY.toordinal()


def in_range(day: int) -> int:
    """The ordinal itself; OutOfCalendar outside 2000-2099, so that no search for a working day runs away."""
    if not FIRST <= day <= LAST:
        shown = date.fromordinal(day).isoformat() if 0 < day <= date.max.toordinal() else str(day)
        raise OutOfCalendar(f"{shown} is outside the calendar, which runs from {FIRST_DAY} to {LAST_DAY}")
    return day


def stamp(at: datetime) -> int:
    """Minutes of Vietnamese time; ValueError for a naive instant, OutOfCalendar outside 2000-2099."""
    if at.utcoffset() is None:
        raise ValueError(f"{at} has no time zone: an instant must say where its clock stands")
    # An instant of the last minutes of year 9999 cannot even be moved to Vietnam, so look at the year first.
    if not FIRST_DAY.year <= at.year <= LAST_DAY.year:
        raise OutOfCalendar(f"{at} is outside the calendar, which runs from {FIRST_DAY} to {LAST_DAY}")
    local = at.astimezone(ZONE)
    return in_range(local.toordinal()) * DAY + local.hour * 60 + local.minute


def instant(stamped: int) -> datetime:
    """The aware instant, in Asia/Ho_Chi_Minh, of a stamp."""
    day, minute = divmod(stamped, DAY)
    on = date.fromordinal(day)
    return datetime(on.year, on.month, on.day, minute // 60, minute % 60, tzinfo=ZONE)
