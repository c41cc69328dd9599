"""Whose the lateness is: it is shared among the legs that went beyond their own limits (rulebook F.5); no query.

Times are office minutes, shares whole minutes that add up to the lateness exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from motcua.dossiers.models import Cause
from motcua.dossiers.passing import is_for_today
from motcua.lib.worktime import Calendar, add_working_minutes, working_minutes_between

RULE = "rule"  # the leg that bears what no other does
OF_THE_MORNING = 60  # office minutes: what the law calls the beginning of the next working day
OF_A_BODY = frozenset({Cause.RECEPTION, Cause.STEP, Cause.CONSULTED, Cause.EARLIER_AGENCY})
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Leg:
    """A part of the way that somebody answers for; `over` is how far it went beyond its own limit.

    `due_at` None: a wait that nobody answers for; `ended_at` None: it lasts. `is_void` marks what a restart of the
    clock set aside, or what was over before the clock began.
    """

    key: str  # as a charge and a recorded decision name it: "task:12", "consultation:3"
    cause: Cause
    what: str
    received_at: datetime
    due_at: datetime | None = None
    ended_at: datetime | None = None
    body_id: int | None = None
    body: str = ""
    officer_id: int | None = None
    officer: str = ""
    limit: int = 0
    used: int = 0
    over: int = 0
    is_void: bool = False


@dataclass(frozen=True)
class Reckoning:
    """A dossier's lateness in office minutes, its legs in order of time, and what each bears."""

    dossier_id: int
    late: int
    legs: tuple[Leg, ...]
    shares: Mapping[str, int]
    ended_at: datetime | None = None

    def charged(self) -> list[tuple[Leg, int]]:
        """The legs that bear something, with how much."""
        return [(leg, self.shares[leg.key]) for leg in self.legs if self.shares.get(leg.key)]


def reckoning(dossier_id: int, late: int, legs: Sequence[Leg], at: datetime, ended_at: datetime | None) -> Reckoning:
    """Share the lateness out; where no leg went beyond its limit the rule itself could not be kept."""
    over = {leg.key: leg.over for leg in legs if leg.over and not leg.is_void}
    if late and not over:
        rule = Leg(key=RULE, cause=Cause.RULE, what="", received_at=ended_at or at, ended_at=ended_at)
        return Reckoning(dossier_id, late, (*legs, rule), {RULE: late}, ended_at)
    return Reckoning(dossier_id, late, tuple(legs), shares(late, over), ended_at)


def of_another_agency(leg: Leg) -> Leg:
    """What is late at a step outside the clock is the other agency's, and no officer's here (rulebook F.5)."""
    return replace(leg, cause=Cause.TAX, body_id=None, body="", officer_id=None, officer="")


def shares(late: int, over: Mapping[str, int]) -> dict[str, int]:
    """Whole minutes in proportion to each overrun: rounded down, the rest to those who lost most by it."""
    whole = sum(over.values())
    if not whole or late <= 0:
        return {}
    found = {key: late * each // whole for key, each in over.items()}
    lost = sorted(over, key=lambda key: (-(late * over[key] % whole), key))  # by the key: no order of legs matters
    for key in lost[: late - sum(found.values())]:
        found[key] += 1
    return found


def transfer_due(accepted_at: datetime, calendar: Calendar) -> datetime:
    """By when an accepted dossier is passed on: that day, or first thing next day (NĐ 61/2018 Điều 18)."""
    accepted_at = localtime(accepted_at)
    on = accepted_at.date()
    if is_for_today(accepted_at, calendar):
        return calendar.close_of(on)
    opens = calendar.spans_on(calendar.next_working_day(on))[0][0]
    return add_working_minutes(opens, OF_THE_MORNING, calendar)


def minutes_within(first: datetime, last: datetime, calendar: Calendar, without: Iterable[Stretch] = ()) -> int:
    """Office minutes from the first instant to the last, less those of the stretches, which may overlap."""
    if last <= first:
        return 0
    lost = sum(
        working_minutes_between(begins, ends, calendar)
        for begins, ends in merged((max(begins, first), min(ends, last)) for begins, ends in without)
    )
    return working_minutes_between(first, last, calendar) - lost


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time as stretches apart from each other, in order; empty ones are left out."""
    apart: list[Stretch] = []
    for begins, ends in sorted(each for each in stretches if each[0] < each[1]):
        if apart and begins <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], ends))
        else:
            apart.append((begins, ends))
    return apart


def close_after(moment: datetime, calendar: Calendar) -> datetime:
    """The first close of business not before the moment."""
    on = localtime(moment).date()
    on = on if calendar.is_working_day(on) else calendar.next_working_day(on)
    close = calendar.close_of(on)
    return close if close >= moment else calendar.close_of(calendar.next_working_day(on))


def working_days_left(at: datetime, due_at: datetime, calendar: Calendar) -> int:
    """Working days after the day of `at` up to that of `due_at`; -1 when it has passed."""
    if due_at <= at:
        return -1
    day, last = localtime(at).date(), localtime(due_at).date()
    days = (day + timedelta(days=number) for number in range(1, (last - day).days + 1))
    return sum(calendar.is_working_day(each) for each in days)
