"""Who was in time: by law (rulebook B.7.5), and in the national score (F.3)."""

from datetime import datetime, timedelta

import pytest

from motcua.lib.life import Request, clock, on_time_766
from motcua.lib.worktime import Reason
from tests.lib.life.making import PROVINCE, at, life, told, workdays

SEVEN = workdays(7)  # accepted on Monday 2/3: due on Wednesday 11/3 at 17:00
ACCEPTED = "accepted 2/3 9:00"
ASKED, SUPPLEMENTED = "supplement_asked 4/3 9:00", "supplemented 9/3 9:00"


@pytest.mark.parametrize(
    "events, ended, is_on_time",
    [
        (["resolved 11/3 17:00"], "11/3 17:00", True),
        (["resolved 11/3 17:01"], "11/3 17:01", False),
        (["resolved 10/3 9:00", "returned 25/3 9:00"], "10/3 9:00", True),  # the visit to the counter is not measured
        (["returned 10/3 9:00"], "10/3 9:00", True),  # no status 9: the time of 10
        (["returned 12/3 9:00"], "12/3 9:00", False),
        (["refused 10/3 9:00", "returned 25/3 9:00"], "10/3 9:00", True),  # a refusal after appraisal is a result
        (["stopped 11/3 9:00"], "11/3 9:00", True),
        (["stopped 12/3 9:00"], "12/3 9:00", False),
        (["withdrawn 11/3 9:00"], "11/3 9:00", True),
        (["withdrawn 12/3 9:00", "returned 13/3 9:00"], "13/3 9:00", False),
        ([ASKED, SUPPLEMENTED, "resolved 18/3 17:00"], "18/3 17:00", True),
        ([ASKED, SUPPLEMENTED, "resolved 19/3 9:00"], "19/3 9:00", False),
        # The limit had not run out when the clock stopped for good.
        ([ASKED, "stopped 30/4 9:00"], "30/4 9:00", True),
        (["payment_asked 4/3 9:00", "withdrawn 30/4 9:00"], "30/4 9:00", True),
        (["payment_asked 12/3 9:00", "withdrawn 30/4 9:00"], "30/4 9:00", False),
        # Form 04 makes nobody timely.
        (["extended 9/3 9:00 to 20/3 17:00", "resolved 18/3 9:00"], "18/3 9:00", False),
    ],
)
def test_by_law_the_measured_end_is_compared_with_the_first_date(
    events: list[str], ended: str, is_on_time: bool
) -> None:
    found = told(SEVEN, ACCEPTED, *events)
    assert (found.ended_at, found.on_time) == (at(ended), is_on_time)


@pytest.mark.parametrize(
    "events, as_of, is_on_time",
    [([], "11/3 17:00", True), ([], "11/3 17:01", False), ([ASKED], "30/4 9:00", True), ([], "", None)],
)
def test_an_open_life_is_judged_only_as_of_a_moment(events: list[str], as_of: str, is_on_time: bool | None) -> None:
    assert told(SEVEN, ACCEPTED, *events, as_of=as_of).on_time is is_on_time


@pytest.mark.parametrize("end", ["not_accepted 3/3 9:00", "withdrawn 3/3 9:00", "stopped 3/3 9:00"])
def test_what_was_never_accepted_ends_but_is_not_judged(end: str) -> None:
    found = told(SEVEN, "lodged 2/3 9:00", end)
    assert (found.ended_at, found.on_time, found.on_time_766) == (at("3/3 9:00"), None, None)


@pytest.mark.parametrize(
    "events, as_of, is_on_time",
    [
        # Rule 1: the end by priority.
        (["resolved 11/3 9:00", "returned 25/3 9:00"], "", True),
        (["returned 12/3 9:00"], "", False),
        (["stopped 11/3 9:00"], "", True),
        (["withdrawn 12/3 9:00"], "", False),
        (["withdrawn 11/3 9:00", "returned 12/3 9:00"], "", False),
        # Rule 2: the end of the period stands in.
        ([], "11/3 17:00", True),
        ([], "12/3 0:00", False),
        ([], "", None),
        # Rule 3: the first request unanswered; two or more.
        ([ASKED], "", True),
        ([ASKED], "30/6 17:00", True),
        (["supplement_asked 12/3 9:00"], "30/6 17:00", False),
        ([ASKED, "stopped 30/4 9:00"], "", True),
        ([ASKED, "supplement_asked 5/3 9:00"], "", False),
        (
            [ASKED, SUPPLEMENTED, "supplement_asked 10/3 9:00", "supplemented 11/3 9:00", "resolved 11/3 10:00"],
            "",
            False,
        ),
        # Rule 4: five days, 4/3 9:00 to 9/3 9:00, are taken from the end, and the printed promise stays.
        ([ASKED, SUPPLEMENTED, "resolved 16/3 17:00"], "", True),
        ([ASKED, SUPPLEMENTED, "resolved 16/3 17:01"], "", False),
        ([ASKED, SUPPLEMENTED], "16/3 17:00", True),
        # Only a supplement is subtracted, and only one after acceptance.
        (["payment_asked 4/3 9:00", "paid 9/3 9:00", "resolved 12/3 9:00"], "", False),
        # Form 04 does not move the printed promise either.
        (["extended 9/3 9:00 to 20/3 17:00", "resolved 12/3 9:00"], "", False),
        # Rule 6: instants.
        (["resolved 11/3 17:00"], "", True),
        (["resolved 11/3 17:01"], "", False),
    ],
)
def test_the_nation_counts_by_its_own_rules(events: list[str], as_of: str, is_on_time: bool | None) -> None:
    assert told(SEVEN, ACCEPTED, *events, as_of=as_of).on_time_766 is is_on_time


def test_requests_before_acceptance_are_no_requests_to_the_nation() -> None:
    before = ["lodged 20/2 9:00", "supplement_asked 23/2 9:00", "supplemented 27/2 9:00"]
    assert told(SEVEN, *before, ACCEPTED, ASKED, SUPPLEMENTED, "resolved 10/3 9:00").on_time_766 is True


def test_a_moved_appointment_would_count_the_supplement_twice() -> None:
    late = life(SEVEN, ACCEPTED, ASKED, SUPPLEMENTED, "resolved 20/3 9:00")
    assert clock(late, PROVINCE).on_time_766 is False
    assert clock(late, PROVINCE, appointed_at=at("18/3 17:00")).on_time_766 is True


@pytest.mark.parametrize("ended, is_on_time", [("9/3 9:00", True), ("9/3 9:01", False)])
def test_without_an_appointment_the_maximum_of_the_catalogue_decides(ended: str, is_on_time: bool) -> None:
    asked = Request(at("4/3 9:00"), at("5/3 9:00"))
    found = on_time_766(
        accepted_at=at("2/3 9:00"),
        ended_at=at(ended),
        appointed_at=None,
        requests=[asked],
        longest=timedelta(days=6),
    )
    assert found is is_on_time


@pytest.mark.parametrize("accepted, ended", [("2/3 9:00", None), (None, "5/3 9:00"), ("2/3 9:00", "5/3 9:00")])
def test_what_is_not_known_is_not_judged(accepted: str | None, ended: str | None) -> None:
    def moment(text: str | None) -> datetime | None:
        return at(text) if text else None

    assert on_time_766(accepted_at=moment(accepted), ended_at=moment(ended), appointed_at=None) is None


@pytest.mark.parametrize(
    "events, reasons",
    [
        ([ASKED, SUPPLEMENTED, "resolved 10/3 9:00"], []),
        ([ASKED, SUPPLEMENTED, "supplement_asked 10/3 9:00"], [Reason.ASKED_AGAIN]),
        (["payment_asked 4/3 9:00", "resolved 10/3 9:00"], [Reason.RESOLVED_WHILE_WAITING]),
        (["outage 4/3 9:00", "resolved 10/3 9:00"], []),
        ([ASKED, "refused 10/3 9:00"], []),  # the law may want a refusal when no answer comes (M12)
    ],
)
def test_breaches_of_waiting_are_told(events: list[str], reasons: list[Reason]) -> None:
    assert [line.reason for line in told(SEVEN, ACCEPTED, *events).warnings] == reasons
