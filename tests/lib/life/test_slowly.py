"""Thousands of random lives against a simulation that lives through every day, or minute, one after another."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.lib.life import Event, Kind, Life, clock, document_of, life_from
from motcua.lib.worktime import Cutoff, Limit, Mode, Unit
from tests.lib.test_worktime_slowly import (
    DAY,
    MINUTE,
    World,
    midnight,
    random_moment,
    random_world,
    slow_start,
)

PAIRS = {
    Kind.SUPPLEMENT_ASKED: Kind.SUPPLEMENTED,
    Kind.PAYMENT_ASKED: Kind.PAID,
    Kind.OUTSIDE_BEGUN: Kind.OUTSIDE_ENDED,
    Kind.CONSENT_ASKED: Kind.CONSENTED,
}
NEUTRAL = [Kind.TRANSFERRED, Kind.CONSULTATION_ASKED]
seeds = st.integers(min_value=0, max_value=2**64)


@dataclass(frozen=True)
class Still:
    """A stretch without clock, as the test invented it."""

    begins: datetime
    ends: datetime
    restarts: bool

    def covers(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends

    def takes(self, day: date) -> bool:
        """Rule 10: the days after the stop, up to the day of resumption."""
        return self.begins.date() < day <= self.ends.date()


@dataclass(frozen=True)
class Invented:
    """A life, the world it is lived in, and what the simulation needs to know of it."""

    world: World
    life: Life
    accepted: datetime
    stills: list[Still]


def invent(seed: int, units: list[Unit], modes: list[Mode]) -> Invented:
    random = Random(seed)
    world, accepted = random_world(random), random_moment(random)
    unit = random.choice(units)
    limit = Limit(random.randrange(1, 16 if unit is Unit.WORKHOUR else 12), unit)
    events, stills = [Event(accepted, Kind.ACCEPTED)], []
    for asked in PAIRS:
        for begins, ends in random_stretches(random, accepted, random.choice([0, 0, 1, 2])):
            mode = random.choice(modes)
            events += [Event(begins, asked, mode), Event(ends, PAIRS[asked])]
            stills.append(Still(begins, ends, mode is Mode.RESTART))
    for begins, ends in random_stretches(random, accepted - DAY, random.choice([0, 0, 1])):
        events.append(Event(begins, Kind.OUTAGE, until=ends))
        stills.append(Still(begins, ends, False))
    for _ in range(random.randrange(3)):
        events.append(Event(random_moment(random, accepted.date() + DAY), random.choice(NEUTRAL)))
    # Sorting keeps each answer behind its question also when both come in one minute.
    events.sort(key=lambda event: event.at)
    return Invented(world, Life(limit, tuple(events), random.choice(list(Cutoff))), accepted, stills)


def random_stretches(random: Random, start: datetime, number: int) -> list[tuple[datetime, datetime]]:
    found = []
    for _ in range(number):
        begins = start + random.randrange(1, 6 * 1440) * MINUTE
        start = begins + random.randrange(6 * 1440) * MINUTE
        found.append((begins, start))
    return found


def slow_due(invented: Invented) -> datetime:
    """Lives on until the limit is used up; each restart that comes before that begins all over."""
    start = invented.accepted
    plain = [still for still in invented.stills if not still.restarts]
    for again in sorted((still for still in invented.stills if still.restarts), key=lambda still: still.begins):
        if again.ends <= start:
            continue
        end = used_up(invented, start, plain)
        is_used_up = again.begins > end or (again.begins == end and invented.life.limit.unit is Unit.WORKHOUR)
        if is_used_up:
            break
        start = again.ends
    return used_up(invented, start, plain)


def used_up(invented: Invented, start: datetime, stills: list[Still]) -> datetime:
    begun = slow_start(invented.world, start, invented.life.cutoff)
    live = [still for still in stills if still.ends > start]
    if invented.life.limit.unit is Unit.WORKHOUR:
        return used_up_by_minutes(invented, begun, live)
    return used_up_by_days(invented, begun, live)


def used_up_by_minutes(invented: Invented, start: datetime, stills: list[Still]) -> datetime:
    left, day = invented.life.limit.value * 60, start.date()
    while True:
        for minute in invented.world.minutes(day):
            now = midnight(day) + minute * MINUTE
            left -= now >= start and not any(still.covers(now) for still in stills)
            if not left:
                return now + MINUTE
        day += DAY


def used_up_by_days(invented: Invented, start: datetime, stills: list[Still]) -> datetime:
    world, day, left = invented.world, start.date(), invented.life.limit.value
    is_by_workdays = invented.life.limit.unit is Unit.WORKDAY
    while left:
        day += DAY
        counts = bool(world.minutes(day)) or not is_by_workdays
        left -= counts and not any(still.takes(day) for still in stills)
    end = world.close(world.next_day(day))
    for still in joined(stills):
        if still.begins <= end and still.ends.date() >= day:
            end = pushed_back(world, end, still) if is_by_workdays else released(world, end, still)
    return end


def pushed_back(world: World, end: datetime, still: Still) -> datetime:
    """Rule 10, one day after another, and never before the wait ends."""
    last, day = end.date(), still.begins.date()
    while day < still.ends.date():
        day += DAY
        if world.minutes(day):
            last = world.next_day(last + DAY)
    return world.close(last) if world.close(last) >= still.ends else world.close_after(still.ends)


def released(world: World, end: datetime, still: Still) -> datetime:
    return world.close_after(still.ends) if still.covers(end) else end


def joined(stills: list[Still]) -> list[Still]:
    """The stretches in which the clock stands still whatever for."""
    found: list[Still] = []
    for still in sorted(stills, key=lambda each: each.begins):
        if found and still.begins <= found[-1].ends:
            still = Still(found[-1].begins, max(found.pop().ends, still.ends), False)
        found.append(still)
    return found


@settings(deadline=None, max_examples=1500)
@given(seeds)
def test_workdays_and_days_end_where_the_simulation_ends(seed: int) -> None:
    invented = invent(seed, [Unit.WORKDAY, Unit.WORKDAY, Unit.DAY], list(Mode))
    found = clock(invented.life, invented.world.calendar())
    assert found.first_due_at == found.due_at == slow_due(invented)
    assert found.counted == invented.life.limit.value


@settings(deadline=None, max_examples=500)
@given(seeds)
def test_hours_end_where_the_simulation_ends(seed: int) -> None:
    invented = invent(seed, [Unit.WORKHOUR], list(Mode))
    found = clock(invented.life, invented.world.calendar())
    assert found.first_due_at == found.due_at == slow_due(invented)
    assert found.counted == invented.life.limit.value * 60


@settings(deadline=None, max_examples=300)
@given(seeds)
def test_a_wait_never_brings_the_date_nearer_and_the_same_life_gives_the_same_clock(seed: int) -> None:
    invented = invent(seed, [Unit.WORKDAY, Unit.DAY, Unit.WORKHOUR, Unit.MONTH], [Mode.RESUME])
    found = clock(invented.life, invented.world.calendar())
    assert found.promised_at and found.first_due_at and found.promised_at <= found.first_due_at
    assert clock(invented.life, invented.world.calendar()) == found


@settings(deadline=None, max_examples=300)
@given(seeds)
def test_a_life_that_ends_keeps_its_dates_and_is_judged_by_the_first(seed: int) -> None:
    invented = invent(seed, [Unit.WORKDAY, Unit.DAY, Unit.WORKHOUR], list(Mode))
    last = max([event.at for event in invented.life.events] + [still.ends for still in invented.stills])
    ended = last + timedelta(minutes=Random(seed).randrange(20 * 1440))
    life = Life(
        invented.life.limit, (*invented.life.events, Event(ended, Kind.RESOLVED)), cutoff=invented.life.cutoff
    )
    found, before = clock(life, invented.world.calendar()), clock(invented.life, invented.world.calendar())
    assert (found.first_due_at, found.due_at, found.lines) == (before.first_due_at, before.due_at, before.lines)
    assert found.on_time is (ended <= slow_due(invented))


@settings(deadline=None, max_examples=300)
@given(seeds)
def test_the_national_answer_is_that_of_plain_subtraction(seed: int) -> None:
    invented = invent(seed, [Unit.WORKDAY, Unit.DAY, Unit.WORKHOUR], list(Mode))
    as_of = max(event.at for event in invented.life.events) + timedelta(hours=Random(seed).randrange(300))
    found = clock(invented.life, invented.world.calendar(), as_of=as_of)
    asked = [event.at for event in invented.life.events if event.kind is Kind.SUPPLEMENT_ASKED]
    answered = [event.at for event in invented.life.events if event.kind is Kind.SUPPLEMENTED]
    waited = sum((end - begin for begin, end in zip(asked, answered, strict=True)), timedelta())
    promised = slow_due(Invented(invented.world, invented.life, invented.accepted, []))
    assert found.promised_at == promised
    assert found.on_time_766 is (len(asked) < 2 and as_of - waited <= promised)


@settings(deadline=None, max_examples=300)
@given(seeds)
def test_a_life_written_down_reads_back_as_itself(seed: int) -> None:
    invented = invent(seed, [Unit.WORKDAY, Unit.DAY, Unit.WORKHOUR, Unit.MONTH], list(Mode))
    extended = Event(
        max(event.at for event in invented.life.events), Kind.EXTENDED, new_due=midnight(date(2026, 5, 1))
    )
    extended_life = Life(
        invented.life.limit, (*invented.life.events, extended), invented.life.cutoff, cut_limit=invented.life.limit
    )
    assert life_from(document_of(extended_life, extended.at)) == (extended_life, extended.at)
