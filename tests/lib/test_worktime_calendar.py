"""Which days and hours count, and why the others do not."""

import json
from datetime import date, datetime, time
from pathlib import Path

import holidays
import pytest

from motcua.lib.worktime import (
    CLOSED,
    PROVINCE_HOURS,
    ZONE,
    BadHours,
    Calendar,
    DayHours,
    DayKind,
    DayRow,
    Half,
    NotAWorkingDay,
    OfficeHours,
    OutOfCalendar,
    Reason,
    calendar_from,
)

HOLIDAYS = Path(__file__).parents[2] / "motcua/directory/data/holidays.json"
PROVINCE = calendar_from(json.loads(HOLIDAYS.read_text(encoding="utf-8")))
SATURDAY, MONDAY = date(2026, 3, 7), date(2026, 3, 9)
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))


def off(on: date, half: Half = Half.DAY, kind: DayKind = DayKind.LOCAL_OFF) -> DayRow:
    return DayRow(on, kind, "Ngày hội của huyện", "5/TB-UBND", half)


def spans(calendar: Calendar, on: date) -> list[tuple[time, time]]:
    return [(opens.time(), closes.time()) for opens, closes in calendar.spans_on(on)]


def test_an_ordinary_weekday_has_two_halves() -> None:
    assert spans(PROVINCE, MONDAY) == [MORNING, AFTERNOON]
    assert PROVINCE.spans_on(MONDAY)[0][0] == datetime(2026, 3, 9, 7, 30, tzinfo=ZONE)
    assert PROVINCE.close_of(MONDAY) == datetime(2026, 3, 9, 17, tzinfo=ZONE)
    assert PROVINCE.why_off(MONDAY) is None


@pytest.mark.parametrize(
    "on, reason, basis",
    [
        (date(2026, 2, 17), Reason.HOLIDAY, "9441/TB-BNV"),
        (date(2026, 4, 27), Reason.SUBSTITUTE_OFF, "Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3"),
        (date(2026, 1, 2), Reason.SWAPPED_OFF, "12729/VPCP-KGVX"),
        (date(2026, 3, 8), Reason.WEEKEND, "QĐ 188/1999/QĐ-TTg"),
    ],
)
def test_a_day_off_says_why(on: date, reason: Reason, basis: str) -> None:
    why = PROVINCE.why_off(on)
    assert why is not None
    assert (why.reason, why.basis) == (reason, basis)
    assert not PROVINCE.is_working_day(on)
    with pytest.raises(NotAWorkingDay):
        PROVINCE.close_of(on)


def test_the_next_working_day_jumps_over_tet() -> None:
    assert PROVINCE.next_working_day(date(2026, 2, 13)) == date(2026, 2, 23)


def test_a_swapped_saturday_has_the_hours_of_a_monday() -> None:
    longer = DayHours((time(7), time(11, 30)), AFTERNOON)
    office = PROVINCE.with_hours([(date(2026, 1, 1), PROVINCE_HOURS.on_weekday(0, longer))])
    assert spans(office, date(2026, 1, 10)) == [(time(7), time(11, 30)), AFTERNOON]
    assert spans(office, date(2026, 1, 9)) == [MORNING, AFTERNOON]


def test_receiving_on_saturday_does_not_make_it_a_working_day() -> None:
    office = Calendar(((date(2026, 1, 1), PROVINCE_HOURS.on_weekday(5, DayHours(MORNING))),))
    assert not office.is_working_day(SATURDAY)
    assert [opens.time() for opens, _ in office.reception_on(SATURDAY)] == [time(7, 30)]
    assert office.reception_on(MONDAY) == office.spans_on(MONDAY)
    assert office.with_rows([off(SATURDAY)]).reception_on(SATURDAY) == ()


def test_summer_and_winter_are_periods() -> None:
    summer = OfficeHours((DayHours((time(7), time(11)), (time(13), time(17))),) * 5 + (CLOSED,) * 2)
    periods = ((date(2026, 10, 16), PROVINCE_HOURS), (date(2026, 4, 16), summer))
    calendar = Calendar(periods)
    assert spans(calendar, date(2026, 4, 16))[0] == (time(7), time(11))
    assert spans(calendar, date(2026, 10, 16)) == [MORNING, AFTERNOON]
    assert spans(calendar, date(2026, 1, 5))[0] == (time(7), time(11)), "before the first period it already holds"


def test_an_office_with_its_own_hours_keeps_the_provinces_before_them() -> None:
    own = OfficeHours((DayHours((time(8), time(12))),) * 5 + (CLOSED,) * 2)
    office = PROVINCE.with_hours([(date(2026, 3, 10), own)])
    assert spans(office, MONDAY) == [MORNING, AFTERNOON]
    assert spans(office, date(2026, 3, 10)) == [(time(8), time(12))]
    assert office.close_of(date(2026, 3, 10)).time() == time(12)


def test_an_offices_own_row_wins_over_the_provinces() -> None:
    holiday = date(2026, 4, 30)
    office = PROVINCE.with_rows([off(holiday, Half.MORNING, DayKind.SWAPPED_WORK), off(date(2026, 1, 10))])
    assert spans(office, holiday) == [MORNING]
    assert not office.is_working_day(date(2026, 1, 10))
    assert not PROVINCE.is_working_day(holiday), "the province's own calendar is untouched"


@pytest.mark.parametrize(
    "half, left, closes", [(Half.MORNING, [AFTERNOON], time(17)), (Half.AFTERNOON, [MORNING], time(11, 30))]
)
def test_half_a_day_off_leaves_a_working_day(half: Half, left: list[object], closes: time) -> None:
    office = PROVINCE.with_rows([off(MONDAY, half)])
    assert spans(office, MONDAY) == left
    assert office.close_of(MONDAY).time() == closes
    assert office.why_off(MONDAY) is None


def test_two_halves_off_are_a_day_off() -> None:
    office = PROVINCE.with_rows([off(MONDAY, Half.MORNING), off(MONDAY, Half.AFTERNOON)])
    assert not office.is_working_day(MONDAY)


def test_a_weekday_without_hours_is_closed() -> None:
    office = Calendar(((date(2026, 1, 1), PROVINCE_HOURS.on_weekday(2, CLOSED)),))
    why = office.why_off(date(2026, 3, 11))
    assert why is not None
    assert why.reason is Reason.OFFICE_CLOSED


def test_an_office_that_never_opens_is_named_not_searched_forever() -> None:
    with pytest.raises(OutOfCalendar):
        Calendar(((date(2026, 1, 1), OfficeHours((CLOSED,) * 7)),)).next_working_day(MONDAY)


@pytest.mark.parametrize("year", [1899, 2999])
def test_days_of_other_centuries_are_out_of_the_calendar(year: int) -> None:
    with pytest.raises(OutOfCalendar, match=str(year)):
        PROVINCE.is_working_day(date(year, 6, 1))


def test_hours_run_forward() -> None:
    with pytest.raises(BadHours):
        DayHours((time(11), time(7)))
    with pytest.raises(BadHours):
        DayHours(MORNING, (time(11), time(17)))
    with pytest.raises(BadHours):
        OfficeHours((CLOSED,) * 6)


def test_the_file_agrees_with_the_holidays_package_but_for_one_swap() -> None:
    theirs = holidays.country_holidays("VN", years=range(2020, 2027))
    days = [date.fromordinal(day) for day in range(date(2020, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    differing = [on for on in days if PROVINCE.is_working_day(on) != theirs.is_working_day(on)]
    assert differing == [date(2026, 1, 2), date(2026, 1, 10)]
    assert PROVINCE.covered_years == frozenset(range(2020, 2027))
