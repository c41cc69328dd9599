"""What a pause does to the due moment: rulebook B.7.2, rules 8 to 10, and the pause rows of B.7.4."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from motcua.lib.worktime import (
    SAME_DAY,
    ZONE,
    BadPause,
    Cutoff,
    Due,
    Limit,
    Mode,
    Pause,
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


def waiting(stopped: str, resumed: str | None, mode: Mode = Mode.RESUME) -> Pause:
    return Pause(at(stopped), None if resumed is None else at(resumed), mode, "chờ bổ sung hồ sơ")


def reasons(found: Due) -> list[Reason]:
    return [line.reason for line in found.lines]


@pytest.mark.parametrize(
    "mode, expected",
    [
        (Mode.RESUME, "16/03/2026 17:00"),  # Wednesday 11/3 and the three days lost
        (Mode.RESTART, "18/03/2026 17:00"),  # seven days after 9/3
    ],
)
def test_pauses_of_the_rulebook(mode: Mode, expected: str) -> None:
    pause = waiting("04/03/2026 10:00", "09/03/2026 10:00", mode)
    found = due(workdays(7), at("02/03/2026 10:00"), PROVINCE, pauses=[pause])
    assert found.due_at == at(expected)
    assert found.counted == 7
    assert [line.amount for line in found.lines if line.reason is Reason.PAUSED] == [3]


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(BadPause):
        waiting("09/03/2026 10:00", "04/03/2026 10:00")


def test_stopping_and_resuming_on_one_day_costs_no_day() -> None:
    pause = waiting("04/03/2026 08:00", "04/03/2026 16:00")
    found = due(workdays(7), at("02/03/2026 10:00"), PROVINCE, pauses=[pause])
    assert found.due_at == at("11/03/2026 17:00")
    assert [line.amount for line in found.lines if line.reason is Reason.PAUSED] == [0]


def test_hours_lose_only_the_office_minutes_of_the_pause() -> None:
    pause = waiting("20/11/2026 14:00", "23/11/2026 09:00")
    found = due(hours(4), at("20/11/2026 12:00"), PROVINCE, pauses=[pause])
    assert found.due_at == at("23/11/2026 14:30")
    assert [line.amount for line in found.lines if line.counted] == [30, 210]
    assert [line.amount for line in found.lines if line.reason is Reason.PAUSED] == [270]


@pytest.mark.parametrize("mode", Mode)
def test_an_open_pause_leaves_the_due_moment_unknown(mode: Mode) -> None:
    for limit in (workdays(7), hours(30), Limit(7, Unit.DAY), Limit(1, Unit.MONTH), SAME_DAY):
        pause = waiting("02/03/2026 11:00", None, mode)
        found = due(limit, at("02/03/2026 10:00"), PROVINCE, pauses=[pause])
        assert found.due_at is None
        assert found.lines[-1].reason is Reason.WAITING
        assert found.lines[-1].to is None


def test_a_stop_on_the_last_day_moves_the_due_moment_to_the_day_of_resumption() -> None:
    pause = waiting("11/03/2026 10:00", "13/03/2026 09:00")
    found = due(workdays(7), at("02/03/2026 10:00"), PROVINCE, pauses=[pause])
    assert found.due_at == at("13/03/2026 17:00")
    assert Reason.MOVED_FROM_PAUSE in reasons(found)


def test_a_wait_that_ends_on_a_sunday_leaves_monday_to_finish() -> None:
    pause = waiting("13/03/2026 10:00", "15/03/2026 20:00")
    found = due(workdays(9), at("02/03/2026 10:00"), PROVINCE, pauses=[pause])
    assert found.due_at == at("16/03/2026 17:00")


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("resumed", ["16/03/2026 10:00", None])
def test_a_pause_after_the_due_moment_makes_no_late_dossier_timely(mode: Mode, resumed: str | None) -> None:
    pause = waiting("12/03/2026 08:00", resumed, mode)
    found = due(workdays(7), at("02/03/2026 10:00"), PROVINCE, pauses=[pause])
    assert found.due_at == at("11/03/2026 17:00")
    assert reasons(found)[-1] is Reason.PAUSE_TOO_LATE


def test_a_restart_sets_aside_what_was_counted() -> None:
    pauses = [
        waiting("03/03/2026 10:00", "04/03/2026 10:00"),
        waiting("05/03/2026 10:00", "09/03/2026 10:00", Mode.RESTART),
        waiting("11/03/2026 10:00", "12/03/2026 10:00"),
    ]
    found = due(workdays(3), at("02/03/2026 10:00"), PROVINCE, pauses=pauses)
    assert found.due_at == at("13/03/2026 17:00")
    assert found.counted == 3
    assert [line.amount for line in found.lines if line.reason is Reason.SET_ASIDE] == [2]


def test_a_restart_obeys_the_fifteen_hours_of_special_law() -> None:
    pause = waiting("03/03/2026 10:00", "05/03/2026 15:30", Mode.RESTART)
    found = due(workdays(3), at("02/03/2026 10:00"), PROVINCE, cutoff=Cutoff.COUNT_FROM_NEXT_DAY, pauses=[pause])
    assert found.due_at == at("11/03/2026 17:00")


def test_overlapping_pauses_are_lost_once() -> None:
    pauses = [
        waiting("04/03/2026 10:00", "09/03/2026 10:00"),
        waiting("05/03/2026 10:00", "06/03/2026 10:00"),
    ]
    found = due(workdays(7), at("02/03/2026 10:00"), PROVINCE, pauses=pauses)
    assert found.due_at == at("16/03/2026 17:00")
    assert sum(line.amount for line in found.lines if line.reason is Reason.PAUSED) == 3
