"""From the events of a life to its dates, to who was in time, and to the reasons (rulebook B.7).

    clock(Life(Limit(7, Unit.WORKDAY), events), calendar).due_at

Nothing is stored and nothing is read: the same life gives the same clock, at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.lib.life.events import Kind
from motcua.lib.life.judging import breaches_of_waiting, judged
from motcua.lib.life.life import Life
from motcua.lib.life.national import Request, on_time_766
from motcua.lib.life.renewal import renewed, told_after
from motcua.lib.life.terms import Terms
from motcua.lib.life.waits import Wait, waits_of
from motcua.lib.worktime import ZONE, Calendar, Line


@dataclass(frozen=True, slots=True)
class Clock:
    """What a life says about time; dates are None before acceptance.

    `promised_at` is what form 01 prints by this calendar where no failure is announced. `first_due_at` is that
    promise moved by the waits that have ended: it alone says who was in time. `due_at` is the date told last, after
    form 04 too; None while a wait is open, and then also when the life ends so. `stands_still` says that the first
    date waits. `ended_at` is the measured end. `on_time` is the law's answer, `on_time_766` the nation's; None when
    there is none yet.
    """

    promised_at: datetime | None = None
    first_due_at: datetime | None = None
    due_at: datetime | None = None
    stands_still: bool = False
    ended_at: datetime | None = None
    on_time: bool | None = None
    on_time_766: bool | None = None
    lines: tuple[Line, ...] = ()
    warnings: tuple[Line, ...] = ()

    @property
    def counted(self) -> int:
        """Minutes of a limit in hours, days of any other; the whole limit unless the clock stands still."""
        return sum(line.amount for line in self.lines if line.counted)


def clock(
    life: Life, calendar: Calendar, *, as_of: datetime | None = None, appointed_at: datetime | None = None
) -> Clock:
    """The clock of the life; `as_of` judges an open one, as of now or of the end of a period.

    `appointed_at` is the `NgayHenTra` that the nation compares with: the date printed on form 01 where that is known,
    else the promise by this calendar. A wait does not move it: the nation subtracts the supplement itself, and a date
    moved by the same wait would count it twice (F.3-4). Whether form 04 does is not known (B.7.2-12): it is left out.
    BadLife when `as_of` is before the last event; OutOfCalendar when the limit runs out of the calendar.
    """
    life.check_seen(as_of)
    ended_at = life.end.at.astimezone(ZONE) if life.end else None
    if life.accepted is None:
        return Clock(ended_at=ended_at)
    waits = waits_of(life)
    dates = _dates(life, life.accepted.at, Terms(life.promised_limit, calendar, life.cutoff), waits)
    national = on_time_766(
        accepted_at=life.accepted.at,
        ended_at=ended_at,
        appointed_at=appointed_at or dates.promised_at,
        requests=[Request(wait.asked.at, wait.answered_at) for wait in waits if _is_request(wait)],
        period_ends_at=as_of,
    )
    return replace(dates, ended_at=ended_at, on_time=_on_time(dates, ended_at or as_of), on_time_766=national)


def _dates(life: Life, accepted_at: datetime, terms: Terms, waits: Sequence[Wait]) -> Clock:
    """The clock without its judgements."""
    pauses = [wait.pause for wait in waits]
    first = terms.due(accepted_at, pauses)
    held, breaches = judged(terms, accepted_at, pauses=pauses, events=life.events)
    renewal = held and renewed(terms, held, pauses)
    return Clock(
        promised_at=terms.due(accepted_at).due_at,
        first_due_at=first.due_at or terms.due(accepted_at, [each for each in pauses if each.resumed_at]).due_at,
        due_at=renewal.due_at if renewal else first.due_at,
        stands_still=first.due_at is None,
        lines=told_after(first, held, renewal) if held and renewal else first.lines,
        warnings=(*breaches, *breaches_of_waiting(life, waits), *first.warnings),
    )


def _on_time(dates: Clock, judged_at: datetime | None) -> bool | None:
    """By instants, with the first date: form 04 makes nobody timely (B.7.2-12).

    While the clock stands still the limit has not run out, so whoever ends then ends in time.
    """
    if judged_at is None or dates.first_due_at is None:
        return None
    return dates.stands_still or judged_at <= dates.first_due_at


def _is_request(wait: Wait) -> bool:
    return wait.asked.kind is Kind.SUPPLEMENT_ASKED
