"""The clock of a step: the same moment as plain adding, explained, and pushed back by what stands still."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.lib.worktime import (
    ZONE,
    Calendar,
    DayKind,
    DayRow,
    Limit,
    Mode,
    Pause,
    Reason,
    Unit,
    add_working_minutes,
    due,
    due_after,
    working_minutes_between,
)

OFF = DayRow(date(2026, 3, 4), DayKind.HOLIDAY, "Lễ", "1/QĐ")
CALENDAR = Calendar(rows=(OFF,), covered_years=frozenset({2026}))
START = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
moments = st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 20)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=ZONE)
)


@given(moments, st.integers(0, 5000))
def test_without_a_stop_it_is_plain_adding_and_the_counted_lines_sum_to_the_minutes(at, minutes):
    told = due_after(minutes, at, CALENDAR)
    assert told.due_at == add_working_minutes(at, minutes, CALENDAR)
    assert told.counted == minutes


@given(moments, st.integers(1, 5000), moments, st.integers(1, 3000))
def test_a_stop_costs_the_office_minutes_that_it_covered(at, minutes, stopped_at, length):
    stop = Pause(stopped_at, stopped_at + timedelta(minutes=length), Mode.RESUME, "sự cố", "1/TB")
    told = due_after(minutes, at, CALENDAR, pauses=[stop])
    lost = working_minutes_between(max(at, stopped_at), max(at, stop.resumed_at), CALENDAR)
    plain = add_working_minutes(at, minutes, CALENDAR)
    assert told.due_at in (plain, add_working_minutes(at, minutes + lost, CALENDAR))
    assert told.counted == minutes


def test_a_step_received_in_the_evening_counts_from_the_morning():
    told = due_after(60, datetime(2026, 3, 3, 20, 0, tzinfo=ZONE), CALENDAR)
    assert told.due_at == datetime(2026, 3, 5, 8, 30, tzinfo=ZONE)
    assert told.lines[0].reason is Reason.STEP_START
    assert told.lines[-1].reason is Reason.DUE


@pytest.mark.parametrize("minutes", [0, 30])
def test_an_outage_after_the_end_changes_nothing(minutes):
    late = Pause(START + timedelta(hours=2), START + timedelta(hours=3), Mode.RESUME, "sự cố")
    assert due_after(minutes, START, CALENDAR, pauses=[late]).due_at == START + timedelta(minutes=minutes)


@given(
    st.dates(date(2026, 3, 1), date(2026, 3, 20)),
    st.times(),
    st.integers(1, 12),
    st.sampled_from([Unit.WORKDAY, Unit.DAY, Unit.MONTH]),
)
def test_a_limit_in_days_asks_for_the_day_of_its_start_alone(on, hour, value, unit):
    moment = datetime.combine(on, hour).replace(tzinfo=ZONE)
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZONE)
    assert due(Limit(value, unit), moment, CALENDAR).due_at == due(Limit(value, unit), noon, CALENDAR).due_at
