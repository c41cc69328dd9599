"""Sharing lateness out: exact sums, nobody inside the limit, no order of legs; what a dossier's rows make of it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.directory.calendars import mark_changed
from motcua.directory.models import Post
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.lateness import Leg, Reckoning, merged, minutes_within, reckoning, shares, transfer_due
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Cause, Consultation, Dossier, Extension, Outage, Task
from motcua.dossiers.statuses import Status
from motcua.lib.worktime import Calendar, DayKind, DayRow, Half, Mode
from tests.directory.makers import make_officer
from tests.dossiers.consulting import DEADLINE, make_consultation
from tests.dossiers.makers import NINE, ZONE, Office, make_dossier, make_office
from tests.dossiers.walking import ABREAST, make_abreast, make_office_with, side_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THURSDAY = NINE + 3 * DAY  # the dossiers below are due at its close of business
FRIDAY = THURSDAY + DAY
MONDAY = NINE + 7 * DAY
OVERRUNS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.integers(0, 10_000), max_size=12)


def leg(key: str, over: int, **facts: object) -> Leg:
    return Leg(**{"key": key, "cause": Cause.STEP, "what": "", "received_at": NINE, "over": over} | facts)  # type: ignore[arg-type]


@given(st.integers(0, 100_000), OVERRUNS)
def test_shares_are_whole_minutes_that_add_up_to_the_lateness(late: int, over: dict[str, int]) -> None:
    found = reckoning(1, late, [leg(key, minutes) for key, minutes in over.items()], NINE, None)
    assert sum(found.shares.values()) == late
    assert all(minutes >= 0 for minutes in found.shares.values())


@given(st.integers(0, 100_000), OVERRUNS)
def test_who_kept_the_own_limit_bears_nothing(late: int, over: dict[str, int]) -> None:
    found = shares(late, over)
    assert all(not found.get(key) for key, minutes in over.items() if not minutes)


@given(st.integers(0, 100_000), OVERRUNS, st.randoms())
def test_no_order_of_the_legs_matters(late: int, over: dict[str, int], luck: object) -> None:
    mixed = list(over.items())
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    assert shares(late, dict(mixed)) == shares(late, over)


@given(st.integers(0, 100_000), OVERRUNS)
def test_a_share_is_in_proportion_to_the_own_overrun(late: int, over: dict[str, int]) -> None:
    whole, found = sum(over.values()), shares(late, over)
    assert all(abs(found[key] - late * over[key] / whole) < 1 for key in found)


def test_where_every_leg_kept_its_limit_the_rule_bears_it() -> None:
    found = reckoning(1, 90, [leg("task:1", 0)], NINE, NINE)
    assert [(each.cause, minutes) for each, minutes in found.charged()] == [(Cause.RULE, 90)]


def test_what_a_restart_set_aside_bears_nothing() -> None:
    found = reckoning(1, 90, [leg("task:1", 50, is_void=True), leg("task:2", 10)], NINE, NINE)
    assert found.shares == {"task:2": 90}


def test_stretches_that_overlap_are_taken_off_once() -> None:
    calendar = Calendar()
    morning = [(NINE, NINE + 2 * HOUR), (NINE + HOUR, NINE + 2 * HOUR), (NINE + HOUR, NINE + HOUR)]
    assert merged(morning) == [(NINE, NINE + 2 * HOUR)]
    assert minutes_within(NINE, NINE + 2.5 * HOUR, calendar, morning) == 30


@pytest.mark.parametrize(
    "accepted, due",
    [
        (NINE, NINE.replace(hour=17)),
        (NINE.replace(hour=15), NINE.replace(hour=17)),
        (NINE.replace(hour=15, minute=1), (NINE + DAY).replace(hour=8, minute=30)),
        (NINE - 2 * DAY, NINE.replace(hour=8, minute=30)),  # on a Saturday
    ],
)
def test_an_accepted_dossier_is_passed_on_that_day_or_first_thing_next_day(accepted: datetime, due: datetime) -> None:
    assert transfer_due(accepted, Calendar()) == due


def test_after_noon_where_the_afternoon_is_off_it_is_passed_on_first_thing_next_day() -> None:
    calendar = Calendar(rows=(DayRow(NINE.date(), DayKind.LOCAL_OFF, "Nghỉ", "QĐ 1", Half.AFTERNOON),))
    assert transfer_due(NINE, calendar) == NINE.replace(hour=11, minute=30)
    assert transfer_due(NINE.replace(hour=14), calendar) == (NINE + DAY).replace(hour=8, minute=30)


def ended(dossier: Dossier, at: datetime) -> Reckoning:
    Dossier.objects.filter(pk=dossier.pk).update(resolved_at=at, outcome="granted", status=9)
    return reckoning_of(Dossier.objects.get(pk=dossier.pk), at)


def borne(found: Reckoning) -> dict[str, int]:
    return {f"{each.cause}": minutes for each, minutes in found.charged()}


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def test_a_dossier_in_time_has_legs_and_no_lateness(office: Office) -> None:
    found = reckoning_of(make_dossier(office), NINE + HOUR)
    assert (found.late, found.charged()) == (0, [])
    assert [each.cause for each in found.legs] == [Cause.RECEPTION, Cause.STEP]


def test_the_step_that_kept_the_dossier_bears_it_and_its_officer_is_named(office: Office) -> None:
    dossier = make_dossier(office)
    actions.take(dossier.pk, by=office.case, at=NINE)
    found = ended(dossier, FRIDAY)
    assert found.late == 90  # Friday from 7:30 to 9:00
    ((step, minutes),) = found.charged()
    assert (step.cause, step.officer_id, minutes) == (Cause.STEP, office.case.officer_id, 90)
    assert step.over > 90 and step.used == step.limit + step.over


def test_reception_bears_what_it_kept_beyond_the_day(office: Office) -> None:
    dossier = make_dossier(office, Status.ACCEPTED)
    actions.transfer(dossier.pk, by=office.reception, at=THURSDAY)
    found = ended(dossier, FRIDAY)
    assert borne(found) == {Cause.RECEPTION: 90}


def test_a_silent_agency_bears_its_overrun_and_its_head_of_that_day_is_named(office: Office) -> None:
    asked = make_office()
    question = make_consultation(office, asked)
    Post.objects.filter(officer=asked.head.officer_id).update(valid_to=DEADLINE.date())
    make_officer(asked.service.competent, Role.HEAD, on=THURSDAY.date())
    found = ended(question.dossier, FRIDAY)
    consulted = next(each for each in found.legs if each.cause == Cause.CONSULTED)
    assert (consulted.body_id, consulted.officer_id) == (asked.service.competent_id, asked.head.officer_id)
    assert borne(found) == {Cause.CONSULTED: 90}  # the step only waited


def test_silence_that_a_rule_takes_for_consent_is_not_charged(office: Office) -> None:
    question = make_consultation(office, make_office(), deemed_basis="NĐ 217/2026, Điều 54.2c")
    assert Cause.CONSULTED not in borne(ended(question.dossier, FRIDAY))


def test_an_answer_in_time_is_not_charged(office: Office) -> None:
    question = make_consultation(office, make_office())
    Consultation.objects.filter(pk=question.pk).update(answered_at=NINE + HOUR, answer="agree")
    assert borne(ended(question.dossier, FRIDAY)) == {Cause.STEP: 90}


def test_a_declared_failure_is_nobodys(office: Office) -> None:
    dossier = make_dossier(office)
    morning = {"starts_at": FRIDAY.replace(hour=7), "ends_at": FRIDAY.replace(hour=8)}
    Outage.objects.create(**morning, ground="Mất điện", declared_by_id=office.head.officer_id, declared_at=FRIDAY)
    mark_changed()
    found = ended(dossier, FRIDAY)
    assert found.late == 60
    outage = next(each for each in found.legs if each.cause == Cause.OUTAGE)
    assert outage.over == 0


def test_a_wait_for_the_applicant_is_nobodys(office: Office) -> None:
    dossier = make_dossier(office)
    dossier.pauses.create(kind="supplement", mode=Mode.RESUME, stopped_at=THURSDAY, resumed_at=FRIDAY)
    Task.objects.filter(dossier=dossier, done_at=None).update(done_at=THURSDAY, end="paused")
    found = ended(dossier, FRIDAY + HOUR)
    wait = next(each for each in found.legs if each.cause == Cause.APPLICANT)
    assert (found.late, wait.over) == (60, 0)


def test_an_apology_makes_nobody_timely(office: Office) -> None:
    dossier = make_dossier(office)
    dates = {"old_due_at": dossier.due_at, "new_due_at": MONDAY, "drafted_at": NINE}
    Extension.objects.create(dossier=dossier, cause=Cause.STEP, reason="x", **dates)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=MONDAY)
    assert ended(dossier, FRIDAY).late == 90


def test_of_two_late_steps_side_by_side_each_bears_its_own_share(db: None) -> None:
    """A day and half a day of 450 minutes, after 31 days: over by 13,500 and 13,725, so half of the 90 each."""
    dossier = make_abreast(make_office_with(ABREAST))
    main, side = dossier.tasks.get(is_side=False, done_at=None), side_of(dossier)
    found = ended(dossier, datetime(2026, 4, 14, 9, 0, tzinfo=ZONE))
    over = {each.key: each.over for each in found.legs if each.over}
    assert over == {f"task:{main.pk}": 13_500, f"task:{side.pk}": 13_725}
    assert found.late == 90
    assert found.shares == {f"task:{main.pk}": 45, f"task:{side.pk}": 45}


def test_a_step_that_nobody_took_is_its_bodys_alone(office: Office) -> None:
    found = ended(make_dossier(office), FRIDAY)
    assert [each.officer_id for each, _minutes in found.charged()] == [None]
