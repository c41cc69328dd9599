"""The date that form 04 told the applicant, and what the waits after it make of it (rulebook B.7.2-12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from motcua.lib.life.events import Event
from motcua.lib.life.standstill import standstills
from motcua.lib.life.terms import Terms
from motcua.lib.worktime import Due, Line, Measure, Mode, Pause, Reason
from motcua.lib.worktime.moments import instant, stamp

BASIS = "NĐ 61/2018/NĐ-CP, Điều 19.9"
_ENDS = frozenset({Reason.DUE, Reason.DUE_AT_CLOSE, Reason.WAITING})


class Renewal(NamedTuple):
    """The date that holds now, None while the clock stands still, and the lines that say how it came about."""

    due_at: datetime | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """A form 04 in whole minutes of Vietnamese time: when it was sent, and the date it told."""

    sent_at: datetime
    new_due_at: datetime
    basis: str = BASIS

    def line(self, reason: Reason, to: datetime | None = None) -> Line:
        """A line about this form; `to` is the new date unless another is given."""
        return Line(self.sent_at, to or self.new_due_at, False, 0, Measure.DAYS, reason, "", self.basis)


def extension_of(event: Event) -> Extension:
    """The form behind an `extended` event."""
    assert event.new_due is not None
    return Extension(in_minutes(event.at), in_minutes(event.new_due), event.basis or BASIS)


def renewed(terms: Terms, extension: Extension, pauses: Iterable[Pause]) -> Renewal:
    """The told date, pushed back by each wait that begins by then and ends after the form was sent."""
    due_at, known, lines = extension.new_due_at, extension.sent_at, [extension.line(Reason.EXTENDED)]
    stretches = standstills(pauses)
    for pause in stretches:
        stopped, resumed = in_minutes(pause.stopped_at), pause.resumed_at and in_minutes(pause.resumed_at)
        if stopped > due_at or (resumed and resumed <= known):
            continue
        if resumed is None:
            return Renewal(None, (*lines, _line(pause, Reason.WAITING, stopped, None)))
        if pause.mode is Mode.RESTART:
            lines.append(_line(pause, Reason.EXTENSION_OVER, resumed, resumed))
            return _begun_again(terms.due(resumed, stretches), lines)
        later = terms.pushed_back(due_at, max(known, stopped), resumed)
        if later > due_at:
            lines.append(_line(pause, Reason.MOVED_FROM_PAUSE, due_at, later))
        due_at, known = later, resumed
    return Renewal(due_at, tuple(lines))


def told_after(first: Due, extension: Extension, renewal: Renewal) -> tuple[Line, ...]:
    """The lines of the first date, then those of the renewal, none of them twice."""
    old = [line for line in first.lines if not _is_overruled(line, extension, renewal)]
    is_waiting = first.due_at is None  # and then the wait is told already
    new = [line for line in renewal.lines if line not in old and not (is_waiting and line.reason is Reason.WAITING)]
    place = len(old) - len(first.warnings)
    return (*old[:place], *new, *old[place:])


def in_minutes(at: datetime) -> datetime:
    """The instant as working time sees it: Vietnamese time, seconds dropped."""
    return instant(stamp(at))


def _begun_again(again: Due, lines: Sequence[Line]) -> Renewal:
    """The full limit runs again, so the date of form 04 belonged to a count that is void."""
    return Renewal(again.due_at, (*lines, *(line for line in again.lines if line.reason in _ENDS)))


def _is_overruled(line: Line, extension: Extension, renewal: Renewal) -> bool:
    """Whether a wait that came too late for the first date did move the renewed one."""
    if line.reason is not Reason.PAUSE_TOO_LATE or not isinstance(line.from_, datetime):
        return False
    was_over = isinstance(line.to, datetime) and line.to <= extension.sent_at
    return not was_over and (renewal.due_at is None or line.from_ <= renewal.due_at)


def _line(pause: Pause, reason: Reason, first: datetime, last: datetime | None) -> Line:
    return Line(first, last, False, 0, Measure.DAYS, reason, pause.ground, pause.basis)
