"""How much working time lies between two moments, as a badge shows it."""

from datetime import date, datetime, timedelta

import pytest

from motcua.lib.worktime import (
    ZONE,
    Calendar,
    Measure,
    Remaining,
    add_workdays,
    add_working_minutes,
    remaining,
    workdays_between,
    working_minutes_between,
)
from motcua.lib.worktime.words import Lang, amount, remaining_params, remaining_template

PLAIN = Calendar()


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    "now, expected, words",
    [
        ("11/03/2026 09:00", Remaining(2, 1260, False), "2 working days left"),
        ("13/03/2026 14:00", Remaining(0, 180, False), "3 hours left"),
        ("13/03/2026 17:00", Remaining(0, 0, False), "Due now"),
        ("14/03/2026 10:00", Remaining(0, 0, True), "Overdue"),
        ("16/03/2026 10:30", Remaining(1, 180, True), "1 working day late"),
        ("18/03/2026 17:00", Remaining(3, 1350, True), "3 working days late"),
    ],
)
def test_time_left_is_told_in_days_then_hours(now: str, expected: Remaining, words: str) -> None:
    left = remaining(at("13/03/2026 17:00"), at(now), PLAIN)
    assert left == expected
    assert remaining_template(left) % remaining_params(left, "en") == words


def test_one_second_after_the_due_moment_is_late() -> None:
    due_at = at("13/03/2026 17:00")
    assert remaining(due_at, due_at + timedelta(seconds=1), PLAIN).late
    assert not remaining(due_at, due_at, PLAIN).late


def test_a_step_of_two_hours_runs_over_lunch() -> None:
    assert add_working_minutes(at("13/03/2026 10:30"), 120, PLAIN) == at("13/03/2026 14:30")
    assert add_working_minutes(at("13/03/2026 22:00"), 0, PLAIN) == at("13/03/2026 22:00")
    assert working_minutes_between(at("13/03/2026 10:30"), at("13/03/2026 14:30"), PLAIN) == 120


def test_working_days_between_leave_out_the_first() -> None:
    assert workdays_between(date(2026, 3, 4), date(2026, 3, 9), PLAIN) == 3
    assert workdays_between(date(2026, 3, 9), date(2026, 3, 4), PLAIN) == -3
    assert add_workdays(date(2026, 3, 4), 3, PLAIN) == date(2026, 3, 9)


def test_time_is_never_added_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_minutes(at("13/03/2026 10:30"), -1, PLAIN)
    with pytest.raises(ValueError, match="forward"):
        add_workdays(date(2026, 3, 4), -1, PLAIN)


@pytest.mark.parametrize(
    "number, measure, lang, expected",
    [
        (90, Measure.MINUTES, "vi", "1 giờ 30 phút"),
        (60, Measure.MINUTES, "en", "1 hour"),
        (0, Measure.MINUTES, "en", "0 minutes"),
        (3, Measure.WORKDAYS, "vi", "3 ngày làm việc"),
        (1, Measure.DAYS, "en", "1 day"),
    ],
)
def test_amounts_in_words(number: int, measure: Measure, lang: Lang, expected: str) -> None:
    assert amount(number, measure, lang) == expected
