"""What is no life is refused with every fault at once, each with the number of its event."""

from datetime import UTC, datetime
from typing import Any

import pytest

from motcua.lib.life import BadLife, Event, Kind, Life, clock, document_of, life_from
from motcua.lib.worktime import ZONE, Cutoff, Limit, Mode, Unit
from tests.lib.life.making import PROVINCE, at, life, workdays

SEVEN = workdays(7)
ACCEPTED = "accepted 2/3 9:00"
WEEK = {"value": 7, "unit": "workday"}
TAKEN_IN = {"at": "2026-03-02T09:00", "kind": "accepted"}
NO_MOMENT = "is not a moment like 2026-03-02T09:00"


def read(*events: Any, **further: Any) -> Any:
    return life_from({"limit": WEEK, "events": list(events), **further})


def faults(*events: Any, **further: Any) -> list[str]:
    with pytest.raises(BadLife) as refused:
        read(*events, **further)
    assert str(refused.value) == "\n".join(refused.value.faults)
    return list(refused.value.faults)


@pytest.mark.parametrize(
    "events, fault",
    [
        ([], "events: there are none"),
        ([ACCEPTED, "accepted 3/3 9:00"], "event 2: accepted a second time, after event 1"),
        (["lodged 1/3 9:00", "lodged 1/3 9:00"], "event 2: lodged a second time, after event 1"),
        ([ACCEPTED, "lodged 3/3 9:00"], "event 2: lodged after the acceptance (event 1)"),
        ([ACCEPTED, "received_elsewhere 3/3 9:00"], "event 2: received_elsewhere after the acceptance (event 1)"),
        ([ACCEPTED, "not_accepted 3/3 9:00"], "event 2: not_accepted after the acceptance (event 1)"),
        ([ACCEPTED, "transferred 1/3 9:00"], "event 2: it happened before event 1; put the events in order of time"),
        (["payment_asked 1/3 9:00", ACCEPTED], "event 1: payment_asked before the acceptance"),
        (["resolved 1/3 9:00"], "event 1: resolved before the acceptance"),
        (["extended 1/3 9:00 to 9/3 9:00", ACCEPTED], "event 1: extended before the acceptance"),
        (
            [ACCEPTED, "supplemented 3/3 9:00"],
            "event 2: supplemented without a supplement_asked before it that is still open",
        ),
        ([ACCEPTED, "paid 3/3 9:00"], "event 2: paid without a payment_asked before it that is still open"),
        (
            ["supplement_asked 1/3 9:00", ACCEPTED, "supplemented 3/3 9:00"],
            "event 3: supplemented without a supplement_asked before it that is still open",
        ),
        ([ACCEPTED, "resolved 3/3 9:00", "paid 4/3 9:00"], "event 3: paid after the end of the life (event 2)"),
        ([ACCEPTED, "resolved 3/3 9:00", "stopped 4/3 9:00"], "event 3: stopped after the end of the life (event 2)"),
        (
            [ACCEPTED, "returned 3/3 9:00", "returned 4/3 9:00"],
            "event 3: returned after the end of the life (event 2)",
        ),
        (["not_accepted 1/3 9:00", "returned 2/3 9:00"], "event 2: returned after the end of the life (event 1)"),
        ([ACCEPTED, "outage 3/3 9:00 to 2/3 9:00"], "event 2: until is earlier than at"),
        ([ACCEPTED, "extended 3/3 9:00 to 2/3 9:00"], "event 2: new_due is earlier than at"),
        ([ACCEPTED, "extended 3/3 9:00"], "event 2: new_due is missing"),
        ([ACCEPTED, "resolved 3/3 9:00 to 4/3 9:00"], "event 2: new_due does not belong to resolved"),
        ([ACCEPTED, "resolved 3/3 9:00 resume"], "event 2: mode does not belong to resolved"),
        ([ACCEPTED, "outage 3/3 9:00 resume"], "event 2: mode does not belong to outage"),
    ],
)
def test_events_that_are_no_life(events: list[str], fault: str) -> None:
    with pytest.raises(BadLife) as refused:
        life(SEVEN, *events)
    assert fault in refused.value.faults


@pytest.mark.parametrize("late_fact", ["consultation_answered 20/3 9:00", "returned 20/3 9:00"])
def test_an_opinion_that_came_too_late_and_the_visit_to_the_counter_are_still_told(late_fact: str) -> None:
    events = [ACCEPTED, "consultation_asked 3/3 9:00", "resolved 10/3 9:00", late_fact]
    assert clock(life(SEVEN, *events), PROVINCE).ended_at == at("10/3 9:00")


def test_events_of_the_same_minute_stand_in_the_order_given() -> None:
    assert life(SEVEN, ACCEPTED, "payment_asked 4/3 9:00", "paid 4/3 9:00", "resolved 4/3 9:00").end


@pytest.mark.parametrize(
    "moment, fault",
    [(datetime(2026, 3, 2, 9), "has no time zone"), (datetime(1999, 3, 2, 9, tzinfo=UTC), "outside the calendar")],
)
def test_an_instant_must_be_one_that_can_be_counted_from(moment: datetime, fault: str) -> None:
    with pytest.raises(BadLife, match=rf"event 1: at: .*{fault}"):
        Life(SEVEN, (Event(moment, Kind.ACCEPTED),))
    with pytest.raises(BadLife, match=rf"as_of: .*{fault}"):
        clock(life(SEVEN, ACCEPTED), PROVINCE, as_of=moment)


def test_nobody_looks_at_a_life_before_it_has_happened() -> None:
    with pytest.raises(BadLife, match="as_of: the last event is later than that"):
        clock(life(SEVEN, ACCEPTED, "resolved 10/3 9:00"), PROVINCE, as_of=at("9/3 9:00"))


def test_a_cut_limit_is_no_longer_than_the_limit() -> None:
    with pytest.raises(BadLife, match="cut_limit: 8 workday is longer than the limit of 7"):
        life(SEVEN, ACCEPTED, cut_limit=workdays(8))


@pytest.mark.parametrize("document", [None, 7, "x", [], {}, {"events": []}, {"events": {}, "limit": 7}])
def test_another_shape_is_told_what_is_missing(document: object) -> None:
    with pytest.raises(BadLife) as refused:
        life_from(document)
    assert any(fault.startswith("limit") for fault in refused.value.faults)
    assert any(fault.startswith("events") for fault in refused.value.faults)


@pytest.mark.parametrize(
    "limit, fault",
    [
        (None, "limit is missing"),
        ({}, "limit: value is missing"),
        ({"value": 7}, "limit: unit is missing"),
        ({"value": 7, "unit": "week"}, "limit: unit: 'week' is not one of workhour, workday, day, month, sameday"),
        ({"value": 0, "unit": "day"}, "limit: a limit of 0 day is not between 1 and 1100"),
        ({"value": 1.5, "unit": "day"}, "limit: a limit is a whole number of units, not 1.5"),
        ({"value": "7", "unit": "day"}, "limit: a limit is a whole number of units, not '7'"),
        ({"value": 7, "unit": ["day"]}, "limit: unit: ['day'] is not one of workhour, workday, day, month, sameday"),
        ({**WEEK, "cut": 5}, "limit: unknown key 'cut'; known are value, unit"),
        (7, "limit: must be an object with value, unit"),
    ],
)
def test_a_limit_that_is_none(limit: object, fault: str) -> None:
    assert fault in faults(TAKEN_IN, limit=limit)


@pytest.mark.parametrize(
    "event, fault",
    [
        ({"kind": "accepted"}, "event 1: at is missing"),
        ({"at": "2026-03-02T09:00"}, "event 1: kind is missing"),
        ({"at": "2026-03-02", "kind": "accepted"}, f"event 1: at: '2026-03-02' {NO_MOMENT}"),
        ({"at": 5, "kind": "accepted"}, f"event 1: at: 5 {NO_MOMENT}"),
        ({"at": "2026-02-30T09:00", "kind": "accepted"}, f"event 1: at: '2026-02-30T09:00' {NO_MOMENT}"),
        (TAKEN_IN | {"ground": 5}, "event 1: ground: must be text in one line"),
        (TAKEN_IN | {"ground": "\ud800"}, "event 1: ground: must be text in one line"),
        ("accepted", "event 1: must be an object with at, kind, mode, until, new_due, ground, basis"),
    ],
)
def test_an_event_that_cannot_be_read(event: object, fault: str) -> None:
    assert faults(event) == [fault]


def test_all_faults_are_told_at_once_and_none_that_only_follows_from_another() -> None:
    found = faults(
        {"at": "soon", "kind": "accepted"},
        {"at": "2026-03-05T09:00", "kind": "supplement_aksed", "mode": "pause"},
        {"at": "2026-03-04T09:00", "kind": "supplemented"},
        {"at": "2026-03-06T09:00", "kind": "accepted"},
        {"at": "2026-03-06T09:00", "kind": "extended", "new_due": "?", "until": "2026-03-01T09:00"},
        limit={"value": 0, "unit": "workday"},
        cut_limit=5,
        cutoff="late",
        as_of="2026-03-01T09:00",
        colour="red",
    )
    starts = [fault.split("; ")[0].split(", ")[0] for fault in found]
    assert starts == [
        "unknown key 'colour'",
        "limit: a limit of 0 workday is not between 1 and 750",
        "cut_limit: must be an object with value",
        "cutoff: 'late' is not one of none",
        "event 1: at: 'soon' is not a moment like 2026-03-02T09:00",
        "event 2: kind: 'supplement_aksed' is not one of lodged",
        "event 2: mode: 'pause' is not one of resume",
        "event 5: new_due: '?' is not a moment like 2026-03-02T09:00",
        "event 5: until does not belong to extended",
        "event 5: until is earlier than at",
        "event 3: it happened before event 2",
        "event 4: accepted a second time",
        "as_of: the last event is later than that",
    ]


@pytest.mark.parametrize("written", ["2026-03-02T09:00", "2026-03-02T02:00Z", "2026-03-02T03:00+01:00"])
def test_local_time_and_an_offset_say_the_same(written: str) -> None:
    found = read({"at": written, "kind": "accepted"}).life.events[0].at
    assert found == at("2/3 9:00")


def test_what_goes_without_saying() -> None:
    found, as_of = read({"at": "2026-03-02T09:00", "kind": "accepted", "mode": None, "ground": None}, as_of=None)
    assert (found, as_of) == (life(SEVEN, ACCEPTED), None)
    same_day = read({"at": "2026-03-02T09:00", "kind": "accepted"}, limit={"value": 1, "unit": "sameday"})
    assert same_day.life.cutoff is Cutoff.SAME_DAY


def test_a_document_says_everything_of_a_life() -> None:
    events = (
        Event(at("2/3 9:00"), Kind.ACCEPTED),
        Event(at("3/3 9:00"), Kind.OUTAGE, until=at("3/3 11:00"), ground="Mất điện", basis="12/TB-UBND"),
        Event(at("4/3 9:00"), Kind.SUPPLEMENT_ASKED, Mode.RESUME),
        Event(datetime(2026, 3, 9, 9, 0, 30, tzinfo=ZONE), Kind.SUPPLEMENTED),
    )
    written = Life(SEVEN, events, Cutoff.COUNT_FROM_NEXT_DAY, cut_limit=Limit(5, Unit.WORKDAY))
    assert life_from(document_of(written)) == (written, None)
    assert document_of(written)["events"][1] == {
        "at": "2026-03-03T09:00:00+07:00",
        "kind": "outage",
        "until": "2026-03-03T11:00:00+07:00",
        "ground": "Mất điện",
        "basis": "12/TB-UBND",
    }
