"""What a promise is reckoned by, and how a wait moves a date that was told to the applicant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.lib.life.standstill import standstills
from motcua.lib.worktime import (
    Calendar,
    Cutoff,
    Due,
    Limit,
    Pause,
    Unit,
    add_workdays,
    add_working_minutes,
    due,
    workdays_between,
    working_minutes_between,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """A limit with the calendar and the 15:00 rule it is counted by."""

    limit: Limit
    calendar: Calendar
    cutoff: Cutoff

    def due(self, start: datetime, pauses: Iterable[Pause] = ()) -> Due:
        """The full limit from `start`, pushed back by each stretch without clock."""
        return due(self.limit, start, self.calendar, cutoff=self.cutoff, pauses=standstills(pauses))

    def pushed_back(self, told: datetime, first: datetime, last: datetime) -> datetime:
        """A told date after a wait from `first` to `last`: the same hour as many days later as were lost.

        It never falls before the wait ends: the day that follows the answer is left to finish the work.
        """
        later = self._later(told, first, last)
        return later if later >= last else self._close_after(last)

    def _later(self, told: datetime, first: datetime, last: datetime) -> datetime:
        if self.limit.unit is Unit.WORKHOUR:
            return add_working_minutes(told, working_minutes_between(first, last, self.calendar), self.calendar)
        if self.limit.unit in (Unit.DAY, Unit.MONTH):
            on = told.date() + (last.date() - first.date())
            on = on if self.calendar.is_working_day(on) else self.calendar.next_working_day(on)
        else:
            lost = workdays_between(first.date(), last.date(), self.calendar)
            on = add_workdays(told.date(), lost, self.calendar)
        return datetime.combine(on, told.timetz())

    def _close_after(self, moment: datetime) -> datetime:
        yesterday = moment.date() - timedelta(days=1)
        close = self.calendar.close_of(self.calendar.next_working_day(yesterday))
        if close > moment:
            return close
        return self.calendar.close_of(self.calendar.next_working_day(moment.date()))
