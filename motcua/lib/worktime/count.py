"""Counting one limit from one start, over the pauses that let the rest run on (rulebook B.7.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua.lib.worktime import laws
from motcua.lib.worktime.amounts import days_between, working_day_after
from motcua.lib.worktime.calendar import Calendar
from motcua.lib.worktime.limit import Cutoff, Limit, Unit, days_in
from motcua.lib.worktime.lines import Day, DayNote, Measure, Piece, Span, append_days, append_minutes
from motcua.lib.worktime.moments import DAY, in_range
from motcua.lib.worktime.pause import Stop
from motcua.lib.worktime.reasons import Note, Reason

FIFTEEN_HOURS = 15 * 60
MEASURES = {
    Unit.WORKHOUR: Measure.MINUTES,
    Unit.WORKDAY: Measure.WORKDAYS,
    Unit.DAY: Measure.DAYS,
    Unit.MONTH: Measure.DAYS,
    Unit.SAMEDAY: Measure.WORKDAYS,
}
_FIRST_DAY = Note(Reason.FIRST_DAY, basis=laws.PERIODS)
_CALENDAR_DAYS = Note(Reason.CALENDAR_DAYS, basis=laws.PERIODS)
_SAME_DAY = Note(Reason.SAME_DAY)


class Run(NamedTuple):
    """From when it counted, where it ended (None while it waits), and what each stretch was."""

    start: int
    end: int | None
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Count:
    """A limit with the calendar and the 15:00 rule it is counted by."""

    limit: Limit
    calendar: Calendar
    cutoff: Cutoff

    @property
    def measure(self) -> Measure:
        return MEASURES[self.limit.unit]

    def run(self, start: int, stops: Sequence[Stop]) -> Run:
        """Counts the whole limit from `start`; `stops` are in order, and none of them restarts."""
        pieces: list[Piece] = []
        if self.limit.unit is Unit.SAMEDAY:
            start = self._same_day_start(start, pieces)
            return Run(start, self._same_day(start, stops, pieces), pieces)
        if self.cutoff is Cutoff.COUNT_FROM_NEXT_DAY and self._is_after(FIFTEEN_HOURS, start):
            start = self._next_opening(start, Note(Reason.AFTER_CUTOFF, basis=laws.NEXT_DAY), pieces)
        if self.limit.unit is Unit.WORKHOUR:
            return Run(start, self._minutes(self.limit.value * 60, start, stops, pieces), pieces)
        return Run(start, self._days(self._total_days(start), start, stops, pieces), pieces)

    def run_minutes(self, minutes: int, start: int, stops: Sequence[Stop]) -> Run:
        """The same for so many office minutes, whatever the limit says."""
        pieces: list[Piece] = []
        return Run(start, self._minutes(minutes, start, stops, pieces), pieces)

    def _total_days(self, start: int) -> int:
        if self.limit.unit is Unit.MONTH:
            return days_in(self.limit.value, date.fromordinal(start // DAY))
        return self.limit.value

    def _days(self, left: int, start: int, stops: Sequence[Stop], pieces: list[Piece]) -> int | None:
        """The day of acceptance is not counted; the last one ends at close of business."""
        pieces.append(Piece(start, start, _FIRST_DAY, 1, by_day=True))
        kind_of = _calendar_day if self.measure is Measure.DAYS else self.calendar.plan
        day, days = start // DAY, list[Day]()
        while left:
            day += 1
            stop = _losing(day, stops) if stops else None
            if stop is None:
                days.append(kind_of(day))
                left -= days[-1].counts
            elif stop.resumed is None:
                break
        append_days(pieces, days, self.measure)
        return None if left else self._closed(day, stops, pieces)

    def _closed(self, day: int, stops: Sequence[Stop], pieces: list[Piece]) -> int | None:
        """Close of business of the last day, which a day off moves on (Điều 148.5) and a pause may too."""
        if self.limit.unit is Unit.WORKDAY:
            return self._pushed_back(day, stops, pieces)
        end_on = self.calendar.working_from(day)
        if end_on > day:
            note = Note(Reason.MOVED_FROM_DAY_OFF, self.calendar.plan(day).note.name, laws.DAY_OFF_AT_THE_END)
            pieces.append(Piece(day * DAY, end_on * DAY, note, end_on - day, by_day=True))
        return self._released(self._close(end_on), stops, pieces)

    def _pushed_back(self, last_day: int, stops: Sequence[Stop], pieces: list[Piece]) -> int | None:
        """Rule 10 for the pauses that begin on the last day or later, but before the limit has run out.

        A wait that ends after the new last day has closed gives the next working day: rule 10 alone would
        put the due moment before the resumption.
        """
        end, known = self._close(last_day), 0
        for stop in stops:
            if stop.stopped // DAY < last_day or stop.stopped > end:
                continue
            if stop.resumed is None:
                return None
            lost = days_between(max(known, stop.stopped) // DAY, stop.resumed // DAY, self.calendar)
            later = self._close(working_day_after(end // DAY, lost, self.calendar))
            later = self._close_after(stop.resumed) if later < stop.resumed else later
            if later > end:
                pieces.append(Piece(end, later, Note(Reason.MOVED_FROM_PAUSE, stop.ground, stop.basis)))
            end, known = later, max(known, stop.resumed)
        return end

    def _released(self, end: int, stops: Sequence[Stop], pieces: list[Piece]) -> int | None:
        """A limit cannot run out while the clock stands still: it waits for the day that resumes it."""
        while held := next((stop for stop in stops if stop.holds(end)), None):
            if held.resumed is None:
                return None
            later = self._close_after(held.resumed)
            pieces.append(Piece(end, later, Note(Reason.MOVED_FROM_PAUSE, held.ground, held.basis)))
            end = later
        return end

    def _minutes(self, left: int, start: int, stops: Sequence[Stop], pieces: list[Piece]) -> int | None:
        """Office minutes from the moment itself."""
        self._note_outside_hours(start, pieces)
        day = start // DAY
        while True:
            for begins, ends, minutes, note in self._spans(day, start, stops, left=left, pieces=pieces):
                taken = min(left, minutes)
                ends = ends if taken == minutes else begins + taken
                append_minutes(
                    pieces,
                    Span(begins, ends, taken, note),
                    is_cut=bool(stops) and _is_cut(pieces, begins, stops),
                )
                left -= taken
                if not left:
                    return ends
            day += 1
            if stops and any(stop.resumed is None and stop.stopped < day * DAY for stop in stops):
                return None

    def _spans(
        self, day: int, start: int, stops: Sequence[Stop], *, left: int, pieces: list[Piece]
    ) -> Iterator[Span]:
        """The office time of the day after `start` that no pause covers; what is off is noted on the way."""
        plan, midnight = self.calendar.plan(day), day * DAY
        if not stops and plan.is_whole and plan.minutes < left and start <= midnight:
            # Most days of a long limit: no need to look at the halves.
            yield Span(midnight + plan.opens, midnight + plan.closes, plan.minutes, plan.note)
            return
        if not plan.counts and not any(stop.holds(midnight) for stop in stops):
            append_days(pieces, [plan], Measure.DAYS)
        for part in plan.parts:
            begins, ends = max(start, midnight + part.opens), midnight + part.closes
            if part.counts:
                for free_from, free_to in _free(begins, ends, stops):
                    yield Span(free_from, free_to, free_to - free_from, part.note)
            elif begins < ends:
                pieces.append(Piece(begins, ends, part.note, ends - begins, Measure.MINUTES))

    def _note_outside_hours(self, start: int, pieces: list[Piece]) -> None:
        day, minute = divmod(start, DAY)
        today, tomorrow = self.calendar.plan(day), self.calendar.plan(day + 1)
        if not today.counts or any(part.opens <= minute < part.closes for part in today.parts):
            return
        openings = [part.opens for part in today.parts if part.counts and part.opens > minute]
        openings += [DAY + tomorrow.opens]
        pieces.append(Piece(start, day * DAY + openings[0], Note(Reason.OUTSIDE_HOURS)))

    def _same_day_start(self, start: int, pieces: list[Piece]) -> int:
        """The moment itself, or the opening of the next working day when this one is too late."""
        if self.cutoff is not Cutoff.NONE and self._is_after(FIFTEEN_HOURS, start):
            basis = laws.SAME_DAY if self.cutoff is Cutoff.SAME_DAY else laws.NEXT_DAY
            return self._next_opening(start, Note(Reason.AFTER_CUTOFF, basis=basis), pieces)
        if self._is_after(self.calendar.plan(start // DAY).closes, start):
            return self._next_opening(start, Note(Reason.OUTSIDE_HOURS), pieces)
        return start

    def _same_day(self, start: int, stops: Sequence[Stop], pieces: list[Piece]) -> int | None:
        end = self._released(self._close(start // DAY), stops, pieces)
        if end is not None:
            append_days(pieces, [DayNote(end // DAY, _SAME_DAY, True)], Measure.WORKDAYS)
        return end

    def _is_after(self, minute: int, start: int) -> bool:
        return start % DAY > minute or not self.calendar.plan(start // DAY).counts

    def _next_opening(self, start: int, note: Note, pieces: list[Piece]) -> int:
        """The opening of the next working day, with the days off on the way noted."""
        day = start // DAY
        if not self.calendar.plan(day).counts:
            note = note._replace(reason=Reason.ON_DAY_OFF)
        next_day = self.calendar.working_from(day + 1)
        opening = next_day * DAY + self.calendar.plan(next_day).opens
        pieces.append(Piece(start, opening, note))
        on_the_way = [self.calendar.plan(each) for each in range(day, next_day)]
        append_days(pieces, [each for each in on_the_way if not each.counts], Measure.DAYS)
        return opening

    def _close(self, day: int) -> int:
        return day * DAY + self.calendar.plan(day).closes

    def _close_after(self, moment: int) -> int:
        """The first close of business later than `moment`."""
        close = self._close(self.calendar.working_from(moment // DAY))
        return close if close > moment else self._close(self.calendar.working_from(moment // DAY + 1))


def _calendar_day(day: int) -> Day:
    return DayNote(in_range(day), _CALENDAR_DAYS, True)


def _losing(day: int, stops: Sequence[Stop]) -> Stop | None:
    return next((stop for stop in stops if stop.loses(day)), None)


def _free(begins: int, ends: int, stops: Sequence[Stop]) -> Iterator[tuple[int, int]]:
    """What is left of begins-ends when the pauses, which come in order, are taken out."""
    for stop in stops:
        if begins < stop.stopped < ends:
            yield begins, stop.stopped
        if stop.stopped < ends:
            begins = ends if stop.resumed is None else max(begins, stop.resumed)
    if begins < ends:
        yield begins, ends


def _is_cut(pieces: Sequence[Piece], begins: int, stops: Sequence[Stop]) -> bool:
    """Whether a pause lies between the last piece and the next stretch."""
    last = (pieces[-1].last or begins) if pieces else begins
    return any(stop.stopped < begins and (stop.resumed is None or stop.resumed > last) for stop in stops)
