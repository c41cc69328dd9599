"""The clock of one dossier: its rows put before the rules of counting, which read no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from motcua.catalogue.services import Published, competent_of, published
from motcua.directory.calendars import calendar_for
from motcua.dossiers import outages
from motcua.dossiers.grouping import promise_of_group
from motcua.dossiers.models import Dossier, Extension, PauseKind
from motcua.dossiers.models import Pause as PauseRow
from motcua.dossiers.passing import passed_on_by
from motcua.dossiers.permissions import awaits_competent
from motcua.dossiers.statuses import Outcome, Status
from motcua.dossiers.verifying import as_verified
from motcua.lib.life import Clock, Event, Kind, Life, clock
from motcua.lib.worktime import (
    Calendar,
    Cutoff,
    Due,
    Limit,
    Mode,
    Pause,
    Unit,
    add_working_minutes,
    due,
    working_minutes_between,
)

ASKED = {
    PauseKind.SUPPLEMENT: (Kind.SUPPLEMENT_ASKED, Kind.SUPPLEMENTED),
    PauseKind.PAYMENT: (Kind.PAYMENT_ASKED, Kind.PAID),
    PauseKind.CONSENT: (Kind.CONSENT_ASKED, Kind.CONSENTED),
    PauseKind.OUTSIDE: (Kind.OUTSIDE_BEGUN, Kind.OUTSIDE_ENDED),
}
BY_DAY = frozenset({Unit.WORKDAY, Unit.DAY, Unit.MONTH})
Known = dict[tuple[Limit, int, date], tuple[datetime, Calendar]]
ENDS = {Status.WITHDRAWN: Kind.WITHDRAWN, Status.STOPPED: Kind.STOPPED, Status.NOT_ACCEPTED: Kind.NOT_ACCEPTED}


@dataclass(frozen=True)
class Rows:
    """What else than the dossier's own row its clock is made of; `extension` is a signed one."""

    pauses: tuple[PauseRow, ...] = ()
    extension: Extension | None = None


@dataclass(frozen=True)
class Dates:
    """The two moments that a dossier keeps: without form 04, and with it."""

    first_due_at: datetime
    due_at: datetime


def clock_of(dossier: Dossier, *, printed_at: datetime | None = None) -> Clock:
    """What the law says of the dossier's time: its dates, whether it was in time, and every stretch explained.

    `printed_at` is the date on form 01, with which the nation compares (B.7.2-11); no later count moves it.
    """
    if rule_by_clock(dossier).parts:
        return _clock_of_group(dossier)
    return clock(_life(dossier, rows_of(dossier)), calendar_of(dossier), appointed_at=printed_at)


def dates_of(dossier: Dossier, rows: Rows, known: Known | None = None, *, ends_at: datetime | None = None) -> Dates:
    """The dates to be kept; a wait that is still open has not moved them yet.

    A failure that lasts counts up to the end of the dossier: `ends_at` while its row does not say so yet.
    `known` keeps what one batch has counted already.
    """
    rule, start, ended = rule_by_clock(dossier), start_of(dossier), ends_at or _end_of(dossier)
    if rule.parts:
        whole = promise_of_group(dossier, start, is_waiting=False, ended_at=ended).due_at
        assert whole is not None  # what is still waited for was left out
        return Dates(whole, whole)
    closed = Rows(tuple(row for row in rows.pauses if row.resumed_at), rows.extension)
    stopped = outages.stretches_over(units_of(dossier), start, ended)
    if closed == Rows() and not stopped:
        first = _plain_due(rule, start, calendar_of(dossier), {} if known is None else known)
        return Dates(first, first)
    told = clock(_life(dossier, closed, is_waiting=False, ended_at=ended), calendar_of(dossier))
    assert told.first_due_at is not None and told.due_at is not None
    return Dates(told.first_due_at, told.due_at)


def promise_of(dossier: Dossier) -> Due:
    """The moment by which the law wants the result, with every stretch explained; `due_at` None while it waits.

    An extension does not move it: that date stands beside it (rulebook B.7.2-12).
    """
    rule = rule_by_clock(dossier)
    if rule.parts:
        return promise_of_group(dossier, start_of(dossier), ended_at=_end_of(dossier))
    return due(rule.limit, start_of(dossier), calendar_of(dossier), cutoff=rule.cutoff, pauses=pauses_of(dossier))


def promise_at(rule: Published, unit_id: int, accepted_at: datetime, *, units: Collection[int] = ()) -> datetime:
    """The due moment told at acceptance, by the calendar of the unit; known outages of all `units` are left out."""
    stopped = outages.stretches_over(units or [unit_id], accepted_at)
    told = due(rule.limit, accepted_at, calendar_for(unit_id), cutoff=rule.cutoff, pauses=stopped).due_at
    assert told is not None  # no pause is open at acceptance
    return told


def pauses_of(dossier: Dossier) -> list[Pause]:
    """Every stretch that does not count: the dossier's own waits and the declared outages."""
    own = [_wait(row) for row in PauseRow.objects.filter(dossier=dossier)]
    ended = _end_of(dossier)
    known = outages.outages_over(units_of(dossier), start_of(dossier), ended)
    return own + [outages.pause_of(row, ended) for row in known]


def rows_of(dossier: Dossier) -> Rows:
    """Its pauses and its signed extension; 2 queries."""
    signed = Extension.objects.filter(dossier=dossier, signed_at__isnull=False).first()
    return Rows(tuple(PauseRow.objects.filter(dossier=dossier)), signed)


def rule_by_clock(dossier: Dossier) -> Published:
    """The handling whose limit counts: that of reception, unless a decision gave another (`actions/switching.py`).

    With the longer limit since verification was declared (`actions/verifying.py`).
    """
    return as_verified(published(dossier.clock_handling_id or dossier.handling_id), dossier.verified_workdays)


def start_of(dossier: Dossier) -> datetime:
    """When the clock began: at acceptance, or when the competent unit had it (NĐ 309/2026 Điều 17.3).

    While another unit still holds it for the competent one, the last moment at which it should be passed on.
    """
    start = dossier.clock_started_at or dossier.accepted_at
    assert start is not None  # callers ask about accepted dossiers only
    return passed_on_by(start, calendar_for(dossier.receiving_id)) if awaits_competent(dossier) else start


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar of the unit whose clock it is."""
    is_competents = dossier.clock_started_at is not None or awaits_competent(dossier)
    return calendar_for(dossier.competent_id if is_competents else dossier.receiving_id)


def minutes_left(due_at: datetime, at: datetime, body_id: int | None) -> int:
    """Office minutes from `at` to `due_at`, none when it has passed."""
    return max(0, working_minutes_between(at, due_at, calendar_for(body_id)))


def moment_after(at: datetime, minutes: int, body_id: int | None) -> datetime:
    """The instant by which so many office minutes have run."""
    return add_working_minutes(at, minutes, calendar_for(body_id))


def _plain_due(rule: Published, start: datetime, calendar: Calendar, known: Known) -> datetime:
    """The due moment where nothing stood still; a limit in days asks for the day of its start alone."""
    by_day = rule.limit.unit in BY_DAY and rule.cutoff is not Cutoff.COUNT_FROM_NEXT_DAY
    place = (rule.limit, id(calendar), localtime(start).date() if by_day else start)
    if place not in known:
        told = due(rule.limit, start, calendar, cutoff=rule.cutoff).due_at
        assert told is not None  # nothing is waited for
        known[place] = (told, calendar)  # the calendar too: while it is kept, its number means no other
    return known[place][0]


def _clock_of_group(dossier: Dossier) -> Clock:
    """A linked group has no limit of its own: its date is that of the longest way through its parts."""
    ended_at = _end_of(dossier)
    told = promise_of_group(dossier, start_of(dossier), ended_at=ended_at)
    return Clock(
        first_due_at=told.due_at,
        due_at=told.due_at,
        stands_still=told.due_at is None,
        ended_at=ended_at,
        on_time=ended_at <= told.due_at if ended_at and told.due_at else None,
        lines=told.lines,
        warnings=told.warnings,
    )


def units_of(dossier: Dossier) -> tuple[int, ...]:
    """The bodies whose outages stop its clock."""
    if dossier.clock_started_at or dossier.receiving_id == dossier.competent_id:
        return competents_of(dossier)
    return (dossier.receiving_id, *competents_of(dossier))


def competents_of(dossier: Dossier) -> tuple[int, ...]:
    """The body that decides, and those it goes on for: what failed there before a merger still counts."""
    if not outages.are_of_single_bodies():
        return (dossier.competent_id,)
    return outages.line_between(competent_of(dossier.service_id), dossier.competent_id)


def _end_of(dossier: Dossier) -> datetime | None:
    return dossier.resolved_at or dossier.ended_at


def _life(dossier: Dossier, rows: Rows, *, is_waiting: bool = True, ended_at: datetime | None = None) -> Life:
    """The rows as events in order; `is_waiting` False leaves out what has no end yet."""
    rule = rule_by_clock(dossier)
    stops = _stops(dossier, ended_at or _end_of(dossier), is_waiting=is_waiting)
    events = [Event(start_of(dossier), Kind.ACCEPTED), *stops, *_own(dossier, rows)]
    return Life(
        limit=rule.statutory,
        cut_limit=rule.limit if rule.limit != rule.statutory else None,
        cutoff=rule.cutoff,
        events=tuple(sorted(events, key=lambda event: event.at)),  # stable: answers stand before an end
    )


def _stops(dossier: Dossier, ended_at: datetime | None, *, is_waiting: bool) -> Iterator[Event]:
    for row in outages.outages_over(units_of(dossier), start_of(dossier), ended_at):
        until = row.ends_at or ended_at
        if until or is_waiting:
            ground, basis = outages.ground_of(row), row.basis or outages.BASIS
            yield Event(row.starts_at, Kind.OUTAGE, until=until, ground=ground, basis=basis)


def _own(dossier: Dossier, rows: Rows) -> Iterator[Event]:
    yield from _waits(rows.pauses)
    if (extension := rows.extension) and extension.signed_at:
        yield Event(extension.signed_at, Kind.EXTENDED, new_due=extension.new_due_at)
    if dossier.resolved_at:
        kind = Kind.REFUSED if dossier.outcome == Outcome.REFUSED else Kind.RESOLVED
        yield Event(dossier.resolved_at, kind)
    elif dossier.ended_at:
        yield Event(dossier.ended_at, ENDS[Status(dossier.status)])


def _waits(pauses: Iterable[PauseRow]) -> Iterator[Event]:
    for row in pauses:
        asked, answered = ASKED[PauseKind(row.kind)]
        yield Event(row.stopped_at, asked, mode=Mode(row.mode), basis=row.basis)
        if row.resumed_at:
            yield Event(row.resumed_at, answered)


def _wait(row: PauseRow) -> Pause:
    return Pause(row.stopped_at, row.resumed_at, Mode(row.mode), str(row.get_kind_display()), row.basis)
