"""Waits that overlap are told and lost once."""

import pytest

from motcua.lib.life.standstill import standstills
from motcua.lib.worktime import Awaited, Line, Measure, Mode, Pause, Reason
from motcua.lib.worktime.words import Lang, params, template
from tests.lib.life.making import at, told, workdays

SEVEN = workdays(7)  # accepted on Monday 2/3: due on Wednesday 11/3
ACCEPTED = "accepted 2/3 9:00"


def pause(first: str, last: str | None, mode: Mode = Mode.RESUME, ground: str = "a") -> Pause:
    return Pause(at(first), at(last) if last else None, mode, ground)


@pytest.mark.parametrize(
    "pauses, joined",
    [
        ([], []),
        (
            [pause("4/3 9:00", "5/3 9:00"), pause("6/3 9:00", "9/3 9:00")],
            [("4/3 9:00", "5/3 9:00"), ("6/3 9:00", "9/3 9:00")],
        ),
        ([pause("5/3 9:00", "9/3 9:00"), pause("4/3 9:00", "6/3 9:00")], [("4/3 9:00", "9/3 9:00")]),
        ([pause("4/3 9:00", "9/3 9:00"), pause("5/3 9:00", "6/3 9:00")], [("4/3 9:00", "9/3 9:00")]),
        ([pause("4/3 9:00", "5/3 9:00"), pause("5/3 9:00", "6/3 9:00")], [("4/3 9:00", "6/3 9:00")]),
        ([pause("4/3 9:00", "6/3 9:00"), pause("5/3 9:00", None)], [("4/3 9:00", None)]),
        ([pause("4/3 9:00", None), pause("5/3 9:00", "6/3 9:00")], [("4/3 9:00", None)]),
        (
            [pause("4/3 9:00", "6/3 9:00"), pause("5/3 9:00", "9/3 9:00", Mode.RESTART)],
            [("4/3 9:00", "6/3 9:00"), ("5/3 9:00", "9/3 9:00")],
        ),
    ],
)
def test_stretches_without_clock_are_joined_unless_one_starts_again(
    pauses: list[Pause], joined: list[tuple[str, str | None]]
) -> None:
    found = [(each.stopped_at, each.resumed_at) for each in standstills(pauses)]
    assert found == [(at(first), at(last) if last else None) for first, last in joined]


def test_two_waits_that_meet_on_the_last_day_are_given_one_day_to_finish() -> None:
    waits = ["payment_asked 11/3 9:00", "outage 12/3 9:00 to 17/3 9:00", "paid 14/3 9:00"]
    assert told(SEVEN, ACCEPTED, *waits).due_at == told(SEVEN, ACCEPTED, "outage 11/3 9:00 to 17/3 9:00").due_at
    assert told(SEVEN, ACCEPTED, *waits).due_at == at("17/3 17:00")


@pytest.mark.parametrize(
    "lang, said",
    [
        ("vi", "chờ bổ sung hồ sơ; sự cố hệ thống đã công bố"),
        ("en", "waiting for the supplement; declared failure of the system"),
    ],
)
def test_a_joint_wait_names_all_its_grounds_once(lang: Lang, said: str) -> None:
    waits = ["supplement_asked 4/3 9:00 resume", "outage 5/3 9:00 to 6/3 9:00", "outage 5/3 10:00 to 6/3 9:00"]
    found = told(SEVEN, ACCEPTED, *waits, "supplemented 9/3 9:00")
    (line,) = [line for line in found.lines if line.reason is Reason.PAUSED]
    assert (line.from_, line.to, line.amount) == (at("4/3 9:00"), at("9/3 9:00"), 3)
    assert params(line, lang)["name"] == said


@pytest.mark.parametrize("awaited", Awaited)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_ground_is_said_in_both_languages(awaited: Awaited, lang: Lang) -> None:
    waiting = Line(at("4/3 9:00"), None, False, 0, Measure.WORKDAYS, Reason.WAITING, awaited, "")
    assert f"({awaited})" not in template(waiting) % params(waiting, lang)
