"""The dates of a life: rulebook B.7.2, the table of B.7.4, and what each event does to the clock."""

import pytest

from motcua.lib.worktime import SAME_DAY, Cutoff, Limit, Reason, Unit
from tests.lib.life.making import at, hours, told, workdays

SEVEN = workdays(7)  # accepted on Monday 2/3: due on Wednesday 11/3
ACCEPTED = "accepted 2/3 9:00"


@pytest.mark.parametrize(
    "accepted, limit, due",
    [
        ("31/12/2025 9:00", workdays(3), "7/1 17:00"),
        ("8/1 10:00", workdays(3), "12/1 17:00"),
        ("12/2 10:00", workdays(5), "26/2 17:00"),
        ("23/4 10:00", workdays(5), "5/5 17:00"),
        ("28/8 10:00", workdays(3), "7/9 17:00"),
        ("20/11 10:00", workdays(3), "26/11 17:00"),
        ("23/11 15:30", hours(8), "25/11 16:00"),
        ("23/11 15:30", hours(4), "25/11 10:00"),
        ("20/11 15:20", SAME_DAY, "23/11 17:00"),
        ("23/11 15:20", SAME_DAY, "25/11 17:00"),
    ],
)
def test_a_life_that_only_began_is_due_as_the_rulebook_says(accepted: str, limit: Limit, due: str) -> None:
    found = told(limit, f"accepted {accepted}", cutoff=Cutoff.SAME_DAY)
    assert found.promised_at == found.first_due_at == found.due_at == at(due)
    assert (found.ended_at, found.on_time, found.on_time_766, found.warnings) == (None, None, None, ())


@pytest.mark.parametrize(
    "cutoff, due",
    [(Cutoff.NONE, "19/11 17:00"), (Cutoff.SAME_DAY, "19/11 17:00"), (Cutoff.COUNT_FROM_NEXT_DAY, "20/11 17:00")],
)
def test_fifteen_hours_moves_only_the_start_that_a_special_law_moves(cutoff: Cutoff, due: str) -> None:
    assert told(workdays(3), "accepted 16/11 15:01", cutoff=cutoff).due_at == at(due)


@pytest.mark.parametrize(
    "events, due",
    [
        # B.7.4: the two rows of pauses, and the modes that go without saying.
        (["supplement_asked 4/3 9:00 resume", "supplemented 9/3 9:00"], "16/3 17:00"),
        (["supplement_asked 4/3 9:00 restart", "supplemented 9/3 9:00"], "18/3 17:00"),
        (["supplement_asked 4/3 9:00", "supplemented 9/3 9:00"], "18/3 17:00"),
        (["payment_asked 4/3 9:00", "paid 9/3 9:00"], "16/3 17:00"),
        (["payment_asked 4/3 9:00 restart", "paid 9/3 9:00"], "18/3 17:00"),
        (["consent_asked 4/3 9:00", "consented 9/3 9:00"], "16/3 17:00"),
        (["outside_begun 4/3 9:00", "outside_ended 9/3 9:00"], "16/3 17:00"),
        (
            ["outside_begun 4/3 9:00", "outside_ended 5/3 9:00", "payment_asked 5/3 9:00", "paid 9/3 9:00"],
            "16/3 17:00",
        ),
        (["outage 4/3 9:00 to 9/3 9:00"], "16/3 17:00"),
        # Neither an opinion nor the way between agencies stops the clock.
        (["transferred 2/3 10:00", "consultation_asked 3/3 9:00", "consultation_answered 9/3 9:00"], "11/3 17:00"),
        (["consultation_asked 3/3 9:00"], "11/3 17:00"),
        # An outage within another wait is not lost twice; one that sticks out adds what sticks out.
        (["payment_asked 4/3 9:00", "outage 5/3 9:00 to 6/3 9:00", "paid 9/3 9:00"], "16/3 17:00"),
        (["payment_asked 4/3 9:00", "outage 5/3 9:00 to 10/3 9:00", "paid 9/3 9:00"], "17/3 17:00"),
        # Two notices of payment: the clock runs again when both are paid.
        (["payment_asked 4/3 9:00", "payment_asked 5/3 9:00", "paid 6/3 9:00", "paid 9/3 9:00"], "16/3 17:00"),
        # Whoever waits after the limit has run out changes nothing.
        (["payment_asked 12/3 9:00", "paid 16/3 9:00"], "11/3 17:00"),
        (["payment_asked 12/3 9:00"], "11/3 17:00"),
    ],
)
def test_what_happened_moves_the_first_date_and_the_current_one_alike(events: list[str], due: str) -> None:
    found = told(SEVEN, ACCEPTED, *events)
    assert found.first_due_at == found.due_at == at(due)
    assert found.promised_at == at("11/3 17:00")
    assert found.counted == 7


@pytest.mark.parametrize(
    "before",
    [
        ["lodged 20/2 9:00", "received_elsewhere 27/2 9:00", "transferred 27/2 10:00"],
        ["lodged 20/2 9:00", "supplement_asked 23/2 9:00", "supplemented 27/2 9:00"],
        ["lodged 20/2 9:00", "supplement_asked 23/2 9:00"],  # accepted: so it was complete after all
        ["outage 26/2 9:00 to 27/2 9:00"],
    ],
)
def test_what_comes_before_acceptance_by_the_competent_agency_stops_no_clock(before: list[str]) -> None:
    found = told(SEVEN, *before, ACCEPTED)
    assert found.due_at == at("11/3 17:00")
    assert found.lines == told(SEVEN, ACCEPTED).lines


@pytest.mark.parametrize("events", [["lodged 2/3 9:00"], ["lodged 2/3 9:00", "supplement_asked 3/3 9:00"]])
def test_a_life_without_acceptance_has_no_dates(events: list[str]) -> None:
    found = told(SEVEN, *events, as_of="30/6 9:00")
    assert (found.first_due_at, found.due_at, found.ended_at, found.on_time, found.lines) == (None,) * 4 + ((),)


@pytest.mark.parametrize("wait", ["supplement_asked 4/3 9:00", "payment_asked 4/3 9:00", "outage 4/3 9:00"])
def test_an_open_wait_leaves_the_due_date_unknown_and_the_first_one_in_place(wait: str) -> None:
    found = told(SEVEN, ACCEPTED, wait)
    assert (found.first_due_at, found.due_at, found.stands_still) == (at("11/3 17:00"), None, True)
    assert found.lines[-1].reason is Reason.WAITING


def test_form_01_uses_the_cut_limit() -> None:
    assert told(SEVEN, ACCEPTED, cut_limit=workdays(5)).due_at == at("9/3 17:00")
    found = told(SEVEN, ACCEPTED, "extended 5/3 9:00 to 11/3 17:00", cut_limit=hours(37))
    assert (found.first_due_at, found.due_at) == (at("9/3 8:30"), at("11/3 17:00"))


@pytest.mark.parametrize(
    "limit, due",
    [(Limit(1, Unit.MONTH), "2/4 17:00"), (Limit(10, Unit.DAY), "12/3 17:00"), (hours(15), "4/3 9:00")],
)
def test_every_unit_is_counted(limit: Limit, due: str) -> None:
    assert told(limit, ACCEPTED).due_at == at(due)


def test_a_year_not_yet_announced_is_a_warning() -> None:
    found = told(workdays(10), "accepted 25/12 10:00")
    assert [line.reason for line in found.warnings] == [Reason.NOT_ANNOUNCED]
