"""Form 04: the current date moves, the first one stays (rulebook B.4 M17, B.7.2-12)."""

import pytest

from motcua.lib.worktime import Limit, Reason, Unit
from tests.lib.life.making import at, hours, told, workdays

SEVEN = workdays(7)  # accepted on Monday 2/3: due on Wednesday 11/3
ACCEPTED = "accepted 2/3 9:00"
EXTENDED = "extended 9/3 9:00 to 20/3 17:00"
MOVED = ("13/3 17:00", "24/3 17:00")  # by two working days, both dates


@pytest.mark.parametrize(
    "events, first, due",
    [
        ([EXTENDED], "11/3 17:00", "20/3 17:00"),
        # A wait after the form pushes both dates by the days it cost; one before it pushed the first one already.
        ([EXTENDED, "payment_asked 10/3 9:00", "paid 12/3 9:00"], *MOVED),
        (["payment_asked 4/3 9:00", "paid 5/3 9:00", EXTENDED], "12/3 17:00", "20/3 17:00"),
        # Of a wait that was under way, only the days after the form.
        (["payment_asked 6/3 9:00", EXTENDED, "paid 11/3 9:00"], "16/3 17:00", "24/3 17:00"),
        # A wait after the first date but before the new one: the first stays.
        ([EXTENDED, "payment_asked 16/3 9:00", "paid 18/3 9:00"], "11/3 17:00", "24/3 17:00"),
        ([EXTENDED, "payment_asked 20/3 9:00", "paid 22/3 9:00"], "11/3 17:00", "23/3 17:00"),
        ([EXTENDED, "payment_asked 20/3 17:01", "paid 25/3 9:00"], "11/3 17:00", "20/3 17:00"),
        (
            [EXTENDED, "outage 10/3 9:00 to 12/3 9:00", "payment_asked 11/3 9:00", "paid 11/3 15:00"],
            *MOVED,
        ),
        # The full limit again: the form belonged to the count before.
        ([EXTENDED, "supplement_asked 10/3 9:00", "supplemented 12/3 9:00"], "23/3 17:00", "23/3 17:00"),
        ([EXTENDED, "supplement_asked 16/3 9:00", "supplemented 18/3 9:00"], "11/3 17:00", "27/3 17:00"),
        (["supplement_asked 3/3 9:00", "supplemented 4/3 9:00", EXTENDED], "13/3 17:00", "20/3 17:00"),
    ],
)
def test_the_new_date_stands_beside_the_first(events: list[str], first: str, due: str) -> None:
    found = told(SEVEN, ACCEPTED, *events)
    assert found.first_due_at == at(first)
    assert found.due_at == at(due)
    assert found.counted == 7
    assert found.warnings == ()


@pytest.mark.parametrize(
    "limit, new, due",
    [
        (Limit(9, Unit.DAY), "20/3 17:00", "23/3 17:00"),  # two days later is a Sunday
        (Limit(1, Unit.MONTH), "20/4 17:00", "22/4 17:00"),
        (hours(60), "20/3 8:30", "24/3 9:30"),  # 16 office hours
    ],
)
def test_the_wait_is_measured_in_the_unit_of_the_limit(limit: Limit, new: str, due: str) -> None:
    found = told(limit, ACCEPTED, f"extended 6/3 9:00 to {new}", "outage 10/3 9:00 to 12/3 10:00")
    assert found.due_at == at(due)


@pytest.mark.parametrize("asked", ["10/3 9:00", "16/3 9:00"])
def test_a_wait_after_the_extension_leaves_the_date_unknown_while_it_is_open(asked: str) -> None:
    found = told(SEVEN, ACCEPTED, EXTENDED, f"payment_asked {asked}")
    assert (found.first_due_at, found.due_at) == (at("11/3 17:00"), None)
    assert [line.reason for line in found.lines].count(Reason.WAITING) == 1
    assert Reason.PAUSE_TOO_LATE not in [line.reason for line in found.lines]


def test_the_explanation_tells_the_extension_after_the_first_date() -> None:
    found = told(SEVEN, ACCEPTED, EXTENDED, "payment_asked 16/3 9:00", "paid 18/3 9:00")
    assert [line.reason for line in found.lines[-3:]] == [
        Reason.DUE_AT_CLOSE,
        Reason.EXTENDED,
        Reason.MOVED_FROM_PAUSE,
    ]
    extended = found.lines[-2]
    assert (extended.from_, extended.to, extended.basis) == (
        at("9/3 9:00"),
        at("20/3 17:00"),
        "NĐ 61/2018/NĐ-CP, Điều 19.9",
    )


def test_a_wait_that_was_over_before_a_late_form_keeps_its_line() -> None:
    wait = ["payment_asked 12/3 9:00", "paid 13/3 9:00"]
    found = told(SEVEN, ACCEPTED, *wait, "extended 16/3 9:00 to 20/3 17:00")
    assert Reason.PAUSE_TOO_LATE in [line.reason for line in found.lines]
    assert found.due_at == at("20/3 17:00")


def test_a_restart_says_that_the_extension_is_over() -> None:
    found = told(SEVEN, ACCEPTED, EXTENDED, "supplement_asked 16/3 9:00", "supplemented 18/3 9:00")
    assert [line.reason for line in found.lines[-3:]] == [
        Reason.EXTENDED,
        Reason.EXTENSION_OVER,
        Reason.DUE_AT_CLOSE,
    ]
    assert found.lines[-1].from_ == at("27/3 17:00")


@pytest.mark.parametrize(
    "forms, reasons, due",
    [
        (["extended 10/3 23:59 to 20/3 17:00"], [], "20/3 17:00"),
        (["extended 11/3 8:00 to 20/3 17:00"], [Reason.EXTENDED_LATE], "20/3 17:00"),
        (["extended 12/3 8:00 to 20/3 17:00"], [Reason.EXTENDED_LATE], "20/3 17:00"),
        (["extended 9/3 9:00 to 11/3 17:00"], [Reason.EXTENDED_TO_EARLIER], "11/3 17:00"),
        (["extended 9/3 9:00 to 10/3 17:00"], [Reason.EXTENDED_TO_EARLIER], "11/3 17:00"),
        ([EXTENDED, "extended 17/3 9:00 to 25/3 17:00"], [Reason.EXTENDED_AGAIN], "25/3 17:00"),
        (
            [EXTENDED, "extended 20/3 9:00 to 20/3 17:00"],
            [Reason.EXTENDED_AGAIN, Reason.EXTENDED_LATE, Reason.EXTENDED_TO_EARLIER],
            "20/3 17:00",
        ),
        # While the clock stands still no date comes nearer, so no form is late.
        (["payment_asked 10/3 9:00", "extended 13/3 9:00 to 20/3 17:00", "paid 16/3 9:00"], [], "23/3 17:00"),
    ],
)
def test_breaches_are_told_and_the_clock_goes_on(forms: list[str], reasons: list[Reason], due: str) -> None:
    found = told(SEVEN, ACCEPTED, *forms)
    assert [line.reason for line in found.warnings] == reasons
    assert found.due_at == at(due)
