"""The fast arithmetic against a slow one that looks at every minute of invented worlds."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.lib.worktime import (
    SAME_DAY,
    ZONE,
    Calendar,
    Cutoff,
    DayHours,
    DayKind,
    DayRow,
    Half,
    Limit,
    Mode,
    OfficeHours,
    Pause,
    Unit,
    add_workdays,
    add_working_minutes,
    due,
    workdays_between,
    working_minutes_between,
)

MONDAY = date(2026, 2, 2)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
seeds = st.integers(min_value=0, max_value=2**64)


@dataclass
class World:
    """Five weekdays of hours, rows, and a slow answer to the only question: is this minute worked?"""

    week: list[DayHours]
    rows: list[DayRow]
    known: dict[date, list[int]] = field(default_factory=dict)

    def calendar(self) -> Calendar:
        return Calendar(((MONDAY, OfficeHours((*self.week, DayHours(), DayHours()))),), tuple(self.rows))

    def minutes(self, day: date) -> list[int]:
        if day not in self.known:
            self.known[day] = [minute for half in (0, 1) for minute in self.worked(day, half)]
        return self.known[day]

    def worked(self, day: date, half: int) -> range:
        named = {Half.DAY, Half.AFTERNOON if half else Half.MORNING}
        kinds = [row.kind for row in self.rows if row.on == day and row.half in named]
        is_worked = kinds[-1] is DayKind.SWAPPED_WORK if kinds else day.weekday() < 5
        hours = self.week[day.weekday() if day.weekday() < 5 else 0]
        opens, closes = (hours.morning, hours.afternoon)[half] or (time(0), time(0))
        return range(minute_of(opens), minute_of(closes)) if is_worked else range(0)

    def close(self, day: date) -> datetime:
        return midnight(day) + (self.minutes(day)[-1] + 1) * MINUTE

    def next_day(self, day: date) -> date:
        """The first working day on or after."""
        return day if self.minutes(day) else self.next_day(day + DAY)

    def close_after(self, moment: datetime) -> datetime:
        day = self.next_day(moment.date())
        return self.close(day) if self.close(day) > moment else self.close(self.next_day(day + DAY))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), ZONE)


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


def random_time(random: Random, first: int, last: int) -> time:
    minute = random.randrange(first, last)
    return time(minute // 60, minute % 60)


def random_hours(random: Random) -> DayHours:
    morning = random_time(random, 400, 500), random_time(random, 600, 700)
    afternoon = random_time(random, 720, 820), random_time(random, 880, 1100)
    return DayHours(morning, afternoon if random.random() < 0.9 else None)


def random_world(random: Random) -> World:
    usual = random_hours(random)
    week = [random_hours(random) if random.random() < 0.2 else usual for _ in range(5)]
    kinds, halves = list(DayKind), [Half.DAY, Half.DAY, Half.MORNING, Half.AFTERNOON]
    days = [MONDAY + random.randrange(40) * DAY for _ in range(random.randrange(14))]
    return World(week, [DayRow(on, random.choice(kinds), "", "", random.choice(halves)) for on in days])


def random_moment(random: Random, start: date = MONDAY, days: int = 14) -> datetime:
    return midnight(start) + random.randrange(days * 1440) * MINUTE


def random_pauses(random: Random, start: datetime, number: int) -> list[Pause]:
    pauses: list[Pause] = []
    for _ in range(number):
        stopped = start + random.randrange(6 * 1440) * MINUTE
        resumed = stopped + random.randrange(8 * 1440) * MINUTE
        pauses.append(Pause(stopped, resumed, random.choice(list(Mode)), "chờ"))
        start = resumed
    return pauses


def slow_start(world: World, accepted: datetime, cutoff: Cutoff) -> datetime:
    is_late = accepted - midnight(accepted.date()) > timedelta(hours=15)
    if cutoff is Cutoff.COUNT_FROM_NEXT_DAY and (is_late or not world.minutes(accepted.date())):
        day = world.next_day(accepted.date() + DAY)
        return midnight(day) + world.minutes(day)[0] * MINUTE
    return accepted


def slow_hours(world: World, start: datetime, left: int) -> datetime:
    """One office minute after another."""
    day = start.date()
    while True:
        for minute in world.minutes(day):
            left -= midnight(day) + minute * MINUTE >= start
            if not left:
                return midnight(day) + (minute + 1) * MINUTE
        day += DAY


def slow_workdays(world: World, day: date, number: int) -> date:
    while number:
        day += DAY
        number -= bool(world.minutes(day))
    return day


def worked_between(world: World, start: datetime, end: datetime) -> int:
    """Office minutes, one by one."""
    days = [start.date() + number * DAY for number in range((end.date() - start.date()).days + 1)]
    moments = [midnight(day) + minute * MINUTE for day in days for minute in world.minutes(day)]
    return sum(start <= moment < end for moment in moments)


def expected_workdays(world: World, number: int, accepted: datetime, cutoff: Cutoff, pauses: list[Pause]) -> datetime:
    """Rule 10 to the letter: the due day plus the working days lost, and never before the resumption."""
    start = slow_start(world, accepted, cutoff).date()
    end = world.close(slow_workdays(world, start, number))
    for pause in pauses:
        assert pause.resumed_at
        if pause.stopped_at > end:
            break
        if pause.mode is Mode.RESTART:
            start = slow_start(world, pause.resumed_at, cutoff).date()
            end = world.close(slow_workdays(world, start, number))
            continue
        # A day before the count begins cannot be lost.
        stopped, resumed = max(start, pause.stopped_at.date()), pause.resumed_at.date()
        days = [stopped + after * DAY for after in range(1, (resumed - stopped).days + 1)]
        end = world.close(slow_workdays(world, end.date(), sum(bool(world.minutes(day)) for day in days)))
        end = max(end, world.close_after(pause.resumed_at)) if end < pause.resumed_at else end
    return end


def expected_hours(world: World, number: int, accepted: datetime, cutoff: Cutoff, pauses: list[Pause]) -> datetime:
    """The minutes left when the clock stopped run on when it goes again."""
    start = slow_start(world, accepted, cutoff)
    end = slow_hours(world, start, number * 60)
    for pause in pauses:
        assert pause.resumed_at
        if pause.stopped_at >= end:
            break
        if pause.mode is Mode.RESTART:
            start = slow_start(world, pause.resumed_at, cutoff)
            end = slow_hours(world, start, number * 60)
        elif left := worked_between(world, max(start, pause.stopped_at), end):
            end = slow_hours(world, max(start, pause.resumed_at), left)
    return end


@settings(deadline=None, max_examples=6000)
@given(seeds)
def test_workdays_end_where_slow_counting_ends(seed: int) -> None:
    random = Random(seed)
    world, accepted, cutoff = random_world(random), random_moment(random), random.choice(list(Cutoff))
    pauses = random_pauses(random, accepted, random.choice([0, 0, 1, 2, 3]))
    number = random.randrange(1, 12)
    found = due(Limit(number, Unit.WORKDAY), accepted, world.calendar(), cutoff=cutoff, pauses=pauses)
    assert found.due_at == expected_workdays(world, number, accepted, cutoff, pauses)
    assert found.counted == number


@settings(deadline=None, max_examples=1600)
@given(seeds)
def test_hours_end_where_slow_counting_ends(seed: int) -> None:
    random = Random(seed)
    world, accepted, cutoff = random_world(random), random_moment(random), random.choice(list(Cutoff))
    pauses = random_pauses(random, accepted, random.choice([0, 0, 0, 1, 2]))
    number = random.randrange(1, 20)
    found = due(Limit(number, Unit.WORKHOUR), accepted, world.calendar(), cutoff=cutoff, pauses=pauses)
    assert found.due_at == expected_hours(world, number, accepted, cutoff, pauses)
    assert found.counted == number * 60


@settings(deadline=None, max_examples=1600)
@given(seeds)
def test_calendar_days_end_where_slow_counting_ends(seed: int) -> None:
    random = Random(seed)
    world, accepted = random_world(random), random_moment(random)
    number, stopped = random.randrange(1, 30), random_moment(random, accepted.date(), 30)
    pause = Pause(stopped, stopped + random.randrange(8 * 1440) * MINUTE, Mode.RESUME, "chờ")
    found = due(Limit(number, Unit.DAY), accepted, world.calendar(), pauses=[pause])
    day, left = accepted.date(), number
    while left:
        day += DAY
        left -= not stopped.date() < day <= pause.resumed_at.date()  # type: ignore[union-attr]
    end = world.close(world.next_day(day))
    if pause.resumed_at and stopped <= end < pause.resumed_at:
        end = world.close_after(pause.resumed_at)
    assert found.due_at == end
    assert found.counted == number


@settings(deadline=None, max_examples=500)
@given(seeds)
def test_a_later_acceptance_or_a_longer_limit_never_ends_earlier(seed: int) -> None:
    random = Random(seed)
    calendar, cutoff = random_world(random).calendar(), random.choice(list(Cutoff))
    earlier, later = sorted([random_moment(random), random_moment(random)])
    for unit in (Unit.WORKHOUR, Unit.WORKDAY, Unit.DAY, Unit.MONTH):
        small, large = sorted([random.randrange(1, 30), random.randrange(1, 30)])
        first = due(Limit(small, unit), earlier, calendar, cutoff=cutoff).due_at
        second = due(Limit(large, unit), later, calendar, cutoff=cutoff).due_at
        assert first and second and earlier < first <= second
    first = due(SAME_DAY, earlier, calendar, cutoff=cutoff).due_at
    second = due(SAME_DAY, later, calendar, cutoff=cutoff).due_at
    assert first and second and earlier <= first <= second


@settings(deadline=None, max_examples=500)
@given(seeds)
def test_a_longer_pause_never_ends_earlier_and_lines_stay_in_order(seed: int) -> None:
    random = Random(seed)
    calendar, accepted = random_world(random).calendar(), random_moment(random)
    limit = Limit(random.randrange(1, 10), random.choice([Unit.WORKHOUR, Unit.WORKDAY, Unit.DAY]))
    stopped = accepted + random.randrange(6 * 1440) * MINUTE
    short, long = sorted([random.randrange(6 * 1440), random.randrange(6 * 1440)])
    mode = random.choice(list(Mode))
    ends = []
    for minutes in (short, long):
        found = due(limit, accepted, calendar, pauses=[Pause(stopped, stopped + minutes * MINUTE, mode, "chờ")])
        told = [line for line in found.lines if line not in found.warnings and isinstance(line.from_, datetime)]
        assert told == sorted(told, key=lambda line: str(line.from_))
        ends.append(found.due_at)
    assert ends[0] and ends[1] and ends[0] <= ends[1]


@settings(deadline=None, max_examples=500)
@given(seeds)
def test_amounts_agree_with_slow_counting_and_with_each_other(seed: int) -> None:
    random = Random(seed)
    world = random_world(random)
    calendar = world.calendar()
    start, end = sorted([random_moment(random, days=10), random_moment(random, days=10)])
    minutes = working_minutes_between(start, end, calendar)
    assert minutes == worked_between(world, start, end)
    assert working_minutes_between(end, start, calendar) == -minutes
    assert add_working_minutes(start, minutes, calendar) <= end
    days = workdays_between(start.date(), end.date(), calendar)
    assert slow_workdays(world, start.date(), days) == add_workdays(start.date(), days, calendar) <= end.date()


@settings(deadline=None, max_examples=100)
@given(seeds)
def test_sums_of_many_days_are_those_of_each_day(seed: int) -> None:
    random = Random(seed)
    calendar = random_world(random).calendar()
    first = random_moment(random).toordinal() - random.randrange(200)
    last = first + random.randrange(-3, 200)
    plans = [calendar.plan(day) for day in range(first, last + 1)]
    assert calendar.counted(first, last) == (sum(plan.counts for plan in plans), sum(plan.minutes for plan in plans))
