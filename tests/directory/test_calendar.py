"""The office calendar: announced days, an office's own rows, and changes that show at once."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction

from motcua.directory import actions, calendars
from motcua.directory.actors import SYSTEM
from motcua.directory.calendars import calendar_for
from motcua.directory.errors import AlreadyGiven, NotFilledIn
from motcua.directory.importing.calendar import import_calendar
from motcua.directory.models import BodyKind, CalendarDay, CalendarVersion
from motcua.journal.models import Event
from tests.directory.makers import make_body

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
HOURS = [[["07:00", "11:30"], ["13:30", "17:00"]]] * 5 + [[None, None]] * 2


def add(on=MONDAY, kind="local_off", name="Lễ hội", basis="12/TB-UBND", **facts):
    day = CalendarDay(on=on, kind=kind, name=name, basis=basis, **facts)
    return actions.add_calendar_day(day, by=SYSTEM, at=NOON)


def test_announced_days_are_loaded_once():
    assert import_calendar(by=SYSTEM, at=NOON) == (103, 7)
    assert import_calendar(by=SYSTEM, at=NOON) == (0, 0)
    calendar = calendar_for(None)
    assert calendar.why_off(date(2026, 11, 24)).name
    assert not calendar.is_working_day(date(2026, 1, 2))
    assert calendar.is_working_day(date(2026, 1, 10))
    assert calendar.covered_years == frozenset(range(2020, 2027))


def test_an_administrators_row_survives_the_import():
    add(on=date(2026, 11, 24), kind="holiday", name="Ngày Văn hóa", basis="own")
    import_calendar(by=SYSTEM, at=NOON)
    assert CalendarDay.objects.get(on=date(2026, 11, 24)).basis == "own"


def test_without_rows_the_province_keeps_its_ordinary_hours():
    assert calendar_for(None).is_working_day(MONDAY)
    assert calendar_for(make_body().pk) is calendar_for(None)


def test_an_offices_own_day_off_holds_for_it_and_for_what_is_below_it_only():
    ward, other = make_body(), make_body()
    division = make_body(kind=BodyKind.DIVISION, parent=ward)
    add(body=ward)
    assert not calendar_for(ward.pk).is_working_day(MONDAY)
    assert not calendar_for(division.pk).is_working_day(MONDAY)
    assert calendar_for(other.pk).is_working_day(MONDAY)
    assert calendar_for(None).is_working_day(MONDAY)


def test_the_nearest_body_has_the_last_word():
    ward = make_body()
    division = make_body(kind=BodyKind.DIVISION, parent=ward)
    add(on=date(2026, 11, 28), kind="local_off")
    add(on=date(2026, 11, 28), kind="swapped_work", body=ward)
    assert calendar_for(division.pk).is_working_day(date(2026, 11, 28))


def test_own_hours_begin_on_their_date():
    ward = make_body()
    actions.set_office_hours(ward, HOURS, valid_from=MONDAY, by=SYSTEM, at=NOON)
    opens = [calendar_for(ward.pk).spans_on(on)[0][0].time() for on in (date(2026, 11, 20), MONDAY)]
    assert opens == [time(7, 30), time(7, 0)]


@pytest.mark.parametrize(
    "week", [[], HOURS[:6], [[["11:30", "07:00"], None]] * 7, [[["morning", "noon"], None]] * 7, 5]
)
def test_hours_that_make_no_sense_are_refused(week):
    with pytest.raises(NotFilledIn) as refused:
        actions.set_office_hours(None, week, valid_from=MONDAY, by=SYSTEM, at=NOON)
    assert set(refused.value.faults) == {"hours"}


def test_a_change_shows_at_once_and_a_second_look_costs_nothing(django_assert_num_queries):
    assert calendar_for(None).is_working_day(MONDAY)
    day = add()
    assert not calendar_for(None).is_working_day(MONDAY)
    with django_assert_num_queries(0):
        calendar_for(None)
    actions.remove_calendar_day(day, by=SYSTEM, at=NOON)
    assert calendar_for(None).is_working_day(MONDAY)


def test_a_change_that_is_taken_back_to_a_savepoint_leaves_nothing_behind():
    with pytest.raises(RuntimeError), transaction.atomic():
        add()
        assert not calendar_for(None).is_working_day(MONDAY)
        raise RuntimeError
    assert calendar_for(None).is_working_day(MONDAY)


def test_a_change_by_another_process_shows_within_a_second(monkeypatch):
    calendar_for(None)
    CalendarDay.objects.create(on=MONDAY, kind="local_off", name="Lễ hội", basis="12/TB-UBND")
    CalendarVersion.objects.update_or_create(id=1, defaults={"token": "00000000-0000-4000-8000-000000000001"})
    assert calendar_for(None).is_working_day(MONDAY)
    later = calendars.clock.monotonic() + 2
    monkeypatch.setattr(calendars.clock, "monotonic", lambda: later)
    assert not calendar_for(None).is_working_day(MONDAY)


def test_one_date_has_one_row():
    add()
    with pytest.raises(AlreadyGiven):
        add(half="morning")
    with pytest.raises(NotFilledIn) as refused:
        add(on=date(2026, 12, 1), name=" ", basis="")
    assert set(refused.value.faults) == {"name", "basis"}


def test_two_half_days_may_stand_side_by_side():
    add(half="morning")
    add(half="afternoon")
    assert not calendar_for(None).is_working_day(MONDAY)


def test_a_swap_writes_both_rows_under_one_act():
    actions.swap_days(
        off_on=MONDAY, worked_on=date(2026, 11, 21), name="Hoán đổi", basis="1/TB-BNV", by=SYSTEM, at=NOON
    )
    assert not calendar_for(None).is_working_day(MONDAY)
    assert calendar_for(None).is_working_day(date(2026, 11, 21))
    assert list(Event.objects.filter(subject="calendar").values_list("kind", flat=True)) == ["CalendarDayAdded"] * 2
