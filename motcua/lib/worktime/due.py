"""The due moment of a dossier and the explanation of every stretch of time (rulebook B.7.2).

    due(Limit(5, Unit.WORKDAY), accepted_at, calendar).due_at

Instants are aware, results are Asia/Ho_Chi_Minh in whole minutes. A naive instant is a ValueError, a date
outside 2000-2099 OutOfCalendar.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.lib.worktime import laws
from motcua.lib.worktime.amounts import days_between, minutes_between
from motcua.lib.worktime.calendar import Calendar
from motcua.lib.worktime.count import Count, Run
from motcua.lib.worktime.limit import Cutoff, Limit, Unit
from motcua.lib.worktime.lines import Line, Measure, Piece
from motcua.lib.worktime.moments import DAY, instant, stamp
from motcua.lib.worktime.pause import Pause, Stop, in_order, stops_from
from motcua.lib.worktime.reasons import Note, Reason


@dataclass(frozen=True, slots=True)
class Due:
    """The promise and its reasons; `due_at` is None while a pause is still open."""

    due_at: datetime | None
    lines: tuple[Line, ...]

    @property
    def counted(self) -> int:
        """Minutes of a limit in hours, days of any other; the whole limit once `due_at` is known."""
        return sum(line.amount for line in self.lines if line.counted)

    @property
    def warnings(self) -> tuple[Line, ...]:
        """Lines a person must see before trusting the date: years whose days off are not yet announced."""
        return tuple(line for line in self.lines if line.reason is Reason.NOT_ANNOUNCED)


def due(
    limit: Limit,
    accepted_at: datetime,
    calendar: Calendar,
    *,
    cutoff: Cutoff = Cutoff.NONE,
    pauses: Iterable[Pause] = (),
) -> Due:
    """The moment by which the limit ends, counted from acceptance and pushed back by each pause.

    A pause that begins after the limit has run out changes nothing: no wait makes a late dossier timely.
    """
    count = Count(limit, calendar, Cutoff(cutoff))
    start = accepted = stamp(accepted_at)
    stops = [stop for stop in stops_from(pauses) if not stop.ends_by(accepted)]
    # A wait that is still open only stops the clock; whether it restarts is settled when it ends.
    running = [stop for stop in stops if stop.resumed is None or not stop.restarts]
    restarts = [stop for stop in stops if stop.resumed is not None and stop.restarts]
    pieces = [Piece(start, start, Note(Reason.START, basis=laws.start(date.fromordinal(start // DAY))))]
    start, unused = _restart(count, start, restarts, running=running, pieces=pieces)
    run = count.run(start, running)
    # The days off on which a limit starts began at midnight, but are told after the start itself.
    pieces += [piece if piece.first >= start else piece._replace(first=start) for piece in run.pieces]
    pieces += _pauses(count, start, run, in_order([*running, *unused]))
    return _told(count, run.end, pieces)


def due_after(minutes: int, received_at: datetime, calendar: Calendar, *, pauses: Iterable[Pause] = ()) -> Due:
    """The moment by which so many office minutes have run since a step was received (rulebook B.7.2-13).

    No pause may restart: a step that begins anew is another step.
    """
    count, start = Count(Limit(1, Unit.WORKHOUR), calendar, Cutoff.NONE), stamp(received_at)
    stops = [stop for stop in stops_from(pauses) if not stop.ends_by(start)]
    run = count.run_minutes(minutes, start, stops) if minutes else Run(start, start, [])
    pieces = [Piece(start, start, Note(Reason.STEP_START)), *run.pieces, *_pauses(count, start, run, stops)]
    return _told(count, run.end, pieces)


def _restart(
    count: Count, start: int, restarts: Sequence[Stop], *, running: Sequence[Stop], pieces: list[Piece]
) -> tuple[int, Sequence[Stop]]:
    """The last moment from which the full limit runs again, and the restarts that came too late for it."""
    for number, again in enumerate(restarts):
        if again.resumed is None or again.ends_by(start):
            continue
        held = again._replace(resumed=None)
        until = count.run(start, in_order([*running, held]))
        if until.end is not None:
            return start, restarts[number:]
        used = sum(piece.amount for piece in until.pieces if piece.counted)
        pieces += _set_aside(count, start, again, used)
        start = again.resumed
    return start, ()


def _set_aside(count: Count, start: int, again: Stop, amount: int) -> Iterator[Piece]:
    """What had been counted is void, the wait follows, and the count begins anew when it ends."""
    basis = again.basis or laws.COUNT_AGAIN
    if amount:
        yield Piece(start, again.stopped, Note(Reason.SET_ASIDE, basis=basis), amount, count.measure)
    yield _paused(count, max(start, again.stopped), again)
    if again.resumed is not None:
        yield Piece(again.resumed, again.resumed, Note(Reason.RESTART, basis=basis))


def _pauses(count: Count, start: int, run: Run, stops: Iterable[Stop]) -> Iterator[Piece]:
    """One line for each pause after `start`, with what it cost beyond those before it."""
    known = run.start
    for stop in stops:
        if stop.ends_by(start):
            continue
        if run.end is not None and _is_too_late(count, stop, run.end):
            yield Piece(stop.stopped, stop.resumed, Note(Reason.PAUSE_TOO_LATE, stop.ground, stop.basis))
        else:
            paused = _paused(count, max(known, stop.stopped), stop)
            yield paused._replace(first=max(start, stop.stopped))
            known = max(known, stop.resumed or known)


def _is_too_late(count: Count, stop: Stop, end: int) -> bool:
    """Days last until close of business; a limit in minutes is used up once its last minute has gone."""
    return stop.stopped > end or (count.measure is Measure.MINUTES and stop.stopped == end)


def _paused(count: Count, first: int, stop: Stop) -> Piece:
    reason = Reason.WAITING if stop.resumed is None else Reason.PAUSED
    lost = 0 if stop.resumed is None else _lost(count, first, stop.resumed)
    return Piece(first, stop.resumed, Note(reason, stop.ground, stop.basis), lost, count.measure)


def _lost(count: Count, first: int, last: int) -> int:
    """Rule 10 for days; for hours, the office minutes that passed meanwhile."""
    if count.measure is Measure.MINUTES:
        return minutes_between(first, last, count.calendar)
    if count.measure is Measure.DAYS:
        return max(0, last // DAY - first // DAY)
    return days_between(first // DAY, last // DAY, count.calendar)


def _told(count: Count, end: int | None, pieces: list[Piece]) -> Due:
    """The pieces in order of time, the due moment, then the years nobody has announced yet."""
    if end is not None:
        is_to_the_minute = count.measure is Measure.MINUTES
        note = Note(Reason.DUE) if is_to_the_minute else Note(Reason.DUE_AT_CLOSE, basis=laws.PERIODS)
        pieces.append(Piece(end, end, note))
    told = sorted(pieces, key=lambda piece: piece.first)
    told += _unannounced(count.calendar, told)
    return Due(None if end is None else instant(end), tuple(piece.line() for piece in told))


def _unannounced(calendar: Calendar, pieces: Sequence[Piece]) -> Iterator[Piece]:
    first = date.fromordinal(pieces[0].first // DAY).year
    last = date.fromordinal(max(piece.last or piece.first for piece in pieces) // DAY).year
    for year in range(first, last + 1):
        if year not in calendar.covered_years:
            begins, ends = date(year, 1, 1).toordinal() * DAY, date(year, 12, 31).toordinal() * DAY
            yield Piece(begins, ends, Note(Reason.NOT_ANNOUNCED, str(year)), by_day=True)
