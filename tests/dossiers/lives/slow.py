"""The clock of a dossier by brute force: a calendar lived through day by day, or minute by minute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from motcua.catalogue.services import published
from motcua.dossiers.models import Dossier, Outage, Pause
from motcua.lib.worktime import PROVINCE_HOURS, Cutoff, DayKind, DayRow, Limit, Mode, Unit
from tests.dossiers.lives.living import Living
from tests.lib.life.test_slowly import Invented, Still, slow_due
from tests.lib.test_worktime_slowly import World, midnight

MINUTE = timedelta(minutes=1)
PLAIN = World([PROVINCE_HOURS.week[day] for day in range(5)], [])


@dataclass(frozen=True)
class OnlyLimit:
    """All that the slow calendar reads of a life."""

    limit: Limit
    cutoff: Cutoff


def world_of(life: Living) -> World:
    if not life.days_off:
        return PLAIN
    return World(PLAIN.week, [DayRow(on, DayKind.LOCAL_OFF, "", "") for on in life.days_off])


def slow_first_due(life: Living, dossier: Dossier, pauses: Iterable[Pause]) -> datetime:
    """The first date by the waits that have ended and the outages whose end is known."""
    rule, start = published(dossier.clock_handling_id or dossier.handling_id), dossier.clock_started_at
    start = _minute(start or dossier.accepted_at)
    waits = [Still(_minute(row.stopped_at), _minute(row.resumed_at), row.mode == Mode.RESTART) for row in pauses]
    failures = [Still(begins, ends, False) for begins, ends in failures_over(life, dossier)]
    longer = dossier.verified_workdays
    only = OnlyLimit(Limit(longer, Unit.WORKDAY) if longer else rule.limit, rule.cutoff)
    return slow_due(Invented(world_of(life), only, start, [*waits, *failures]))  # type: ignore[arg-type]


def failures_over(life: Living, dossier: Dossier, until: datetime | None = None) -> list[tuple[datetime, datetime]]:
    """The outages of the bodies whose clock it is; one that lasts ends at `until`, or is left out."""
    bodies = {None, *life.people.committees_of(dossier.competent_id)}
    if dossier.clock_started_at is None:
        bodies |= life.people.committees_of(dossier.receiving_id)
    start = dossier.clock_started_at or dossier.accepted_at
    found = [row for row in Outage.objects.declared() if row.body_id in bodies and (row.ends_at or until)]
    spans = [(_minute(row.starts_at), _minute(row.ends_at or until)) for row in found]
    return [span for span in spans if start is None or span[1] > start]


def slow_lateness(life: Living, dossier: Dossier, pauses: Sequence[Pause], until: datetime) -> int:
    """Office minutes from the first date to the end, in which nobody was waited for and nothing had failed."""
    assert dossier.first_due_at is not None
    first, last = _minute(dossier.first_due_at), _minute(until)
    without = [(_minute(row.stopped_at), _minute(row.resumed_at or until)) for row in pauses]
    without += failures_over(life, dossier, until)
    return sum(
        not any(begins <= now < ends for begins, ends in without)
        for now in _office_minutes(world_of(life), first, last)
    )


def _office_minutes(world: World, first: datetime, last: datetime) -> Iterable[datetime]:
    day = first.date()
    while day <= last.date():
        moments = (midnight(day) + minute * MINUTE for minute in world.minutes(day))
        yield from (moment for moment in moments if first <= moment < last)
        day += timedelta(days=1)


def _minute(at: datetime | None) -> datetime:
    assert at is not None
    return localtime(at).replace(second=0, microsecond=0)
