"""Each rule of the rulebook, B.7.2, as a sentence, and its table of examples, B.7.4."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from motcua.lib.worktime import (
    SAME_DAY,
    ZONE,
    BadLimit,
    Calendar,
    Cutoff,
    DayKind,
    DayRow,
    Due,
    Half,
    Limit,
    OutOfCalendar,
    Reason,
    Unit,
    calendar_from,
    due,
)

HOLIDAYS = Path(__file__).parents[2] / "motcua/directory/data/holidays.json"
PROVINCE = calendar_from(json.loads(HOLIDAYS.read_text(encoding="utf-8")))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


def workdays(number: int) -> Limit:
    return Limit(number, Unit.WORKDAY)


def hours(number: int) -> Limit:
    return Limit(number, Unit.WORKHOUR)


def reasons(found: Due) -> list[Reason]:
    return [line.reason for line in found.lines]


@pytest.mark.parametrize(
    "accepted, limit, expected",
    [
        ("31/12/2025 09:00", workdays(3), "07/01/2026 17:00"),  # 1/1 holiday, 2/1 swapped off, weekend
        ("08/01/2026 10:00", workdays(3), "12/01/2026 17:00"),  # Saturday 10/1 is worked
        ("12/02/2026 10:00", workdays(5), "26/02/2026 17:00"),  # Tết 16-20/2
        ("23/04/2026 10:00", workdays(5), "05/05/2026 17:00"),  # 27/4, 30/4, 1/5 off
        ("28/08/2026 10:00", workdays(3), "07/09/2026 17:00"),  # 31/8-2/9 off
        ("20/11/2026 10:00", workdays(3), "26/11/2026 17:00"),  # 24/11 off
        ("23/11/2026 15:30", hours(8), "25/11/2026 16:00"),  # 1.5 h on Monday, 6.5 h on Wednesday
        ("23/11/2026 15:30", hours(4), "25/11/2026 10:00"),  # 1.5 h on Monday, 2.5 h on Wednesday
    ],
)
def test_promises_of_the_rulebook(accepted: str, limit: Limit, expected: str) -> None:
    found = due(limit, at(accepted), PROVINCE)
    assert found.due_at == at(expected)
    assert found.counted == limit.value * (60 if limit.unit is Unit.WORKHOUR else 1)
    assert not found.warnings


@pytest.mark.parametrize(
    "accepted, cutoff, expected",
    [
        ("20/11/2026 15:20", Cutoff.SAME_DAY, "23/11/2026 17:00"),
        ("23/11/2026 15:20", Cutoff.SAME_DAY, "25/11/2026 17:00"),  # 24/11 is a holiday
        ("20/11/2026 15:00", Cutoff.SAME_DAY, "20/11/2026 17:00"),  # at 15:00 is not after it
        ("20/11/2026 06:10", Cutoff.SAME_DAY, "20/11/2026 17:00"),
        ("21/11/2026 09:00", Cutoff.SAME_DAY, "23/11/2026 17:00"),  # received on a Saturday
        ("20/11/2026 16:59", Cutoff.NONE, "20/11/2026 17:00"),
        ("20/11/2026 17:01", Cutoff.NONE, "23/11/2026 17:00"),
        ("20/11/2026 15:20", Cutoff.COUNT_FROM_NEXT_DAY, "23/11/2026 17:00"),
    ],
)
def test_same_day_means_close_of_that_day_until_fifteen_hours(accepted: str, cutoff: Cutoff, expected: str) -> None:
    found = due(SAME_DAY, at(accepted), PROVINCE, cutoff=cutoff)
    assert found.due_at == at(expected)
    assert found.counted == 1


@pytest.mark.parametrize("accepted", ["20/11/2026 10:00", "20/11/2026 15:20", "21/11/2026 09:00"])
def test_the_same_day_cutoff_does_not_move_the_start_of_other_limits(accepted: str) -> None:
    plain = due(workdays(3), at(accepted), PROVINCE)
    assert due(workdays(3), at(accepted), PROVINCE, cutoff=Cutoff.SAME_DAY) == plain


@pytest.mark.parametrize(
    "limit, accepted, expected",
    [
        (workdays(3), "16/11/2026 15:00", "19/11/2026 17:00"),
        (workdays(3), "16/11/2026 15:01", "20/11/2026 17:00"),  # as if received on Tuesday
        (workdays(3), "14/11/2026 09:00", "19/11/2026 17:00"),  # a Saturday: as if received on Monday
        (hours(2), "16/11/2026 15:01", "17/11/2026 09:30"),
        (Limit(1, Unit.DAY), "16/11/2026 15:01", "18/11/2026 17:00"),
    ],
)
def test_special_law_counts_from_the_next_working_day(limit: Limit, accepted: str, expected: str) -> None:
    assert due(limit, at(accepted), PROVINCE, cutoff=Cutoff.COUNT_FROM_NEXT_DAY).due_at == at(expected)


@pytest.mark.parametrize(
    "limit, accepted, expected",
    [
        (Limit(10, Unit.DAY), "02/11/2026 10:00", "12/11/2026 17:00"),
        (Limit(5, Unit.DAY), "02/11/2026 10:00", "09/11/2026 17:00"),  # Saturday moves to Monday
        (Limit(4, Unit.DAY), "20/11/2026 10:00", "25/11/2026 17:00"),  # 24/11 moves to Wednesday
        (Limit(1, Unit.MONTH), "10/03/2026 10:00", "10/04/2026 17:00"),
        (Limit(1, Unit.MONTH), "30/01/2026 10:00", "02/03/2026 17:00"),  # 28/2 is a Saturday
        (Limit(3, Unit.MONTH), "31/08/2026 10:00", "30/11/2026 17:00"),  # November has no 31st
        (Limit(1, Unit.MONTH), "31/03/2026 10:00", "04/05/2026 17:00"),  # 30/4, 1/5 and a weekend
    ],
)
def test_calendar_days_and_months_end_on_a_working_day(limit: Limit, accepted: str, expected: str) -> None:
    assert due(limit, at(accepted), PROVINCE).due_at == at(expected)


@pytest.mark.parametrize(
    "limit, accepted, expected",
    [
        (workdays(1), "21/11/2026 09:00", "23/11/2026 17:00"),  # a Saturday
        (workdays(1), "24/11/2026 09:00", "25/11/2026 17:00"),  # a holiday
        (workdays(1), "20/11/2026 22:00", "23/11/2026 17:00"),  # Friday night
        (hours(1), "20/11/2026 12:00", "20/11/2026 14:30"),  # the lunch hour
        (hours(1), "20/11/2026 18:00", "23/11/2026 08:30"),
        (hours(4), "20/11/2026 07:30", "20/11/2026 11:30"),  # ends with the morning, not after lunch
    ],
)
def test_acceptance_outside_office_hours_waits_for_office_time(limit: Limit, accepted: str, expected: str) -> None:
    assert due(limit, at(accepted), PROVINCE).due_at == at(expected)


def test_any_time_zone_will_do_but_none_will_not() -> None:
    in_utc = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert due(hours(8), in_utc, PROVINCE) == due(hours(8), at("23/11/2026 15:30"), PROVINCE)
    with pytest.raises(ValueError, match="no time zone"):
        due(hours(8), datetime(2026, 11, 23, 15, 30), PROVINCE)


def test_seconds_are_dropped_because_form_01_prints_minutes() -> None:
    accepted = at("20/11/2026 15:00").replace(second=59)
    assert due(SAME_DAY, accepted, PROVINCE, cutoff=Cutoff.SAME_DAY).due_at == at("20/11/2026 17:00")


@pytest.mark.parametrize("year", [1, 1899, 1999, 2100, 2999, 9999])
def test_a_date_outside_the_calendar_is_named_not_searched(year: int) -> None:
    with pytest.raises(OutOfCalendar):
        due(workdays(3), datetime(year, 12, 31, 23, 59, tzinfo=UTC), PROVINCE)


def test_a_limit_that_runs_over_the_end_of_the_calendar_is_named() -> None:
    with pytest.raises(OutOfCalendar):
        due(workdays(10), at("30/12/2099 10:00"), PROVINCE)


@pytest.mark.parametrize(
    "value, unit",
    [
        (0, Unit.WORKDAY),
        (-3, Unit.DAY),
        (10**6, Unit.WORKDAY),
        (2, Unit.SAMEDAY),
        (1.5, Unit.DAY),
        (True, Unit.DAY),
        ("3", Unit.DAY),
        (3, "fortnight"),
    ],
)
def test_an_unreasonable_limit_is_refused(value: int, unit: Unit) -> None:
    with pytest.raises(BadLimit):
        Limit(value, unit)


def test_a_half_day_off_ends_the_last_day_early() -> None:
    row = DayRow(date(2026, 3, 5), DayKind.LOCAL_OFF, "Mất điện", "12/TB-UBND", Half.AFTERNOON)
    office = PROVINCE.with_rows([row])
    assert due(workdays(3), at("02/03/2026 10:00"), office).due_at == at("05/03/2026 11:30")
    found = due(hours(8), at("05/03/2026 07:30"), office)
    assert found.due_at == at("06/03/2026 11:30")
    half = next(line for line in found.lines if line.reason is Reason.LOCAL_OFF)
    assert (half.amount, half.name, half.basis) == (210, "Mất điện", "12/TB-UBND")


def test_the_explanation_tells_every_stretch_in_order() -> None:
    found = due(workdays(5), at("12/02/2026 10:00"), PROVINCE)
    assert [(line.reason, line.counted, line.amount) for line in found.lines] == [
        (Reason.START, False, 0),
        (Reason.FIRST_DAY, False, 1),
        (Reason.WORKING, True, 1),
        (Reason.WEEKEND, False, 2),
        (Reason.HOLIDAY, False, 5),
        (Reason.WEEKEND, False, 2),
        (Reason.WORKING, True, 4),
        (Reason.DUE_AT_CLOSE, False, 0),
    ]
    tet = found.lines[4]
    assert (tet.from_, tet.to) == (date(2026, 2, 16), date(2026, 2, 20))
    assert (tet.name, tet.basis) == ("Tết Âm lịch", "9441/TB-BNV")


def test_each_rule_cites_its_act() -> None:
    found = due(SAME_DAY, at("23/11/2026 15:20"), PROVINCE, cutoff=Cutoff.SAME_DAY)
    acts = {line.reason: line.basis for line in found.lines}
    assert acts[Reason.START] == "NĐ 309/2026/NĐ-CP, Điều 17.3"
    assert acts[Reason.AFTER_CUTOFF] == "Luật Hộ tịch 2014, Điều 16; NĐ 23/2015/NĐ-CP, Điều 7"
    assert acts[Reason.HOLIDAY] == "28/2026/QH16"
    found = due(Limit(5, Unit.DAY), at("02/11/2026 10:00"), PROVINCE)
    acts = {line.reason: line.basis for line in found.lines}
    assert acts[Reason.FIRST_DAY] == "Bộ luật Dân sự 2015, Điều 147-148"
    assert acts[Reason.MOVED_FROM_DAY_OFF] == "Bộ luật Dân sự 2015, Điều 148.5"


def test_a_swapped_saturday_counts_and_says_why() -> None:
    found = due(workdays(3), at("08/01/2026 10:00"), PROVINCE)
    swap = next(line for line in found.lines if line.reason is Reason.SWAPPED_WORK)
    assert (swap.from_, swap.counted, swap.basis) == (date(2026, 1, 10), True, "12729/VPCP-KGVX")


def test_a_year_not_yet_announced_is_told() -> None:
    found = due(workdays(10), at("25/12/2026 10:00"), PROVINCE)
    assert [line.name for line in found.warnings] == ["2027"]
    assert found.due_at == at("08/01/2027 17:00")
    assert [line.name for line in due(workdays(3), at("02/03/2026 10:00"), Calendar()).warnings] == ["2026"]


def test_a_month_of_hours_is_told_in_few_lines() -> None:
    found = due(hours(150), at("05/10/2026 07:30"), PROVINCE)
    assert found.due_at == at("30/10/2026 17:00")
    assert [line.amount for line in found.lines if line.counted] == [2250] * 4
    assert found.lines[1].to == datetime.combine(date(2026, 10, 9), time(17), ZONE)
