"""Received away from the competent body: the receiving unit's leg, the moment the clock starts, the way back."""

from datetime import date, datetime, timedelta

import pytest

from motcua.catalogue.models import Reach
from motcua.dossiers import actions
from motcua.dossiers.clock import promise_of
from motcua.dossiers.errors import Incomplete, NotAllowed, NotOffered, NotPossible
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.passing import passed_on_by
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from motcua.lib.worktime import Calendar, DayKind, DayRow, Half
from tests.dossiers.makers import NINE, ZONE, Office, make_intake, make_office, resolve

MORNING_AFTER = NINE + timedelta(days=1)  # Tuesday nine o'clock


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    "received, until",
    [
        (on(2, 9), on(2, 17)),  # Monday morning: the same day
        (on(2, 15), on(2, 17)),
        (on(2, 15, 1), on(3, 11, 30)),  # after 15:00: the next working morning
        (on(6, 16), on(9, 11, 30)),  # Friday afternoon: Monday morning
        (on(7, 9), on(9, 11, 30)),  # Saturday
    ],
)
def test_papers_are_passed_on_the_same_day_or_the_next_morning(received: datetime, until: datetime) -> None:
    assert passed_on_by(received, Calendar(covered_years=frozenset({2026}))) == until


def test_where_the_afternoon_is_off_papers_go_on_by_noon_or_the_next_morning() -> None:
    off = DayRow(date(2026, 3, 2), DayKind.LOCAL_OFF, "Nghỉ", "QĐ 1", Half.AFTERNOON)
    calendar = Calendar(rows=(off,), covered_years=frozenset({2026}))
    assert passed_on_by(on(2, 9), calendar) == on(2, 11, 30)
    assert passed_on_by(on(2, 14), calendar) == on(3, 11, 30)


@pytest.fixture
def offices(db: None) -> tuple[Office, Office]:
    """Where it is received, and who is competent; the procedure is on the list."""
    here, there = make_office(), make_office()
    code = there.service.handling.version.procedure.code
    Reach.objects.create(procedure_code=code, scope="province", basis="QĐ 1", valid_from=date(2026, 1, 1))
    return here, there


def receive(offices: tuple[Office, Office], at: datetime = NINE, **facts: object) -> Dossier:
    here, there = offices
    whole = {"receiving_id": here.service.one_stop_id, "by": here.reception, "at": at} | facts
    return actions.receive_for_other(make_intake(there.service), **whole)  # type: ignore[arg-type]


def test_another_office_receives_and_the_clock_waits(offices: tuple[Office, Office]) -> None:
    here, there = offices
    dossier = receive(offices)
    assert (dossier.status, dossier.receiving_id) == (Status.ACCEPTED, here.service.one_stop_id)
    assert dossier.code.startswith(here.service.one_stop.code)
    assert (dossier.competent_id, dossier.clock_started_at) == (there.service.competent_id, None)
    assert dossier.accepted_at == NINE
    assert promise_of(dossier).due_at == dossier.due_at, "the date of form 01 can be explained"
    first, second = Task.objects.filter(dossier=dossier).order_by("pk")
    assert (first.body_id, first.end, first.due_at) == (here.service.one_stop_id, TaskEnd.HANDED_ON, on(2, 17))
    assert (second.body_id, second.done_at) == (there.service.one_stop_id, None)


def test_the_clock_starts_when_the_competent_unit_has_it(offices: tuple[Office, Office]) -> None:
    _here, there = offices
    dossier = receive(offices)
    promised = dossier.due_at
    taken = actions.take_over(dossier.pk, by=there.reception, at=MORNING_AFTER)
    assert (taken.status, taken.clock_started_at) == (Status.IN_PROGRESS, MORNING_AFTER)
    assert taken.due_at == taken.first_due_at == promise_of(taken).due_at
    assert taken.due_at is not None and promised is not None and taken.due_at > promised, "a day later, a day more"
    kinds = Event.objects.filter(subject=taken.subject).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == [
        "HandedIn",
        "Accepted",
        "ReceivedForOther",
        "PassedToCompetent",
        "HandedToCompetent",
        "Transferred",
    ]
    assert not list(check())


def test_papers_may_lie_until_they_are_passed_on_and_the_leg_is_the_receiving_units(
    offices: tuple[Office, Office],
) -> None:
    here, there = offices
    dossier = receive(offices, pass_now=False)
    assert dossier.holder_body_id == here.service.one_stop_id
    with pytest.raises(NotAllowed):
        actions.pass_to_competent(dossier.pk, by=there.reception, at=MORNING_AFTER)
    actions.pass_to_competent(dossier.pk, by=here.reception, at=MORNING_AFTER)
    leg = Task.objects.filter(dossier=dossier).earliest("pk")
    assert leg.done_at is not None and leg.done_at > leg.due_at, "late, and it shows on its own leg"


def test_only_the_competent_units_reception_takes_it_over(offices: tuple[Office, Office]) -> None:
    here, there = offices
    dossier = receive(offices)
    for actor in (here.reception, there.case, there.head, make_office().reception):
        with pytest.raises(NotAllowed):
            actions.take_over(dossier.pk, by=actor, at=NINE)
    with pytest.raises(NotAllowed):
        actions.transfer(dossier.pk, by=here.reception, at=NINE)
    actions.take_over(dossier.pk, by=there.reception, at=NINE)
    with pytest.raises(NotPossible):
        actions.take_over(dossier.pk, by=there.reception, at=NINE)


def test_either_place_returns_the_result(offices: tuple[Office, Office]) -> None:
    here, there = offices
    for returning in (here.returning, there.returning):
        dossier = resolve(actions.take_over(receive(offices).pk, by=there.reception, at=NINE), there)
        ended = actions.hand_over(dossier.pk, by=returning, at=NINE + timedelta(hours=2))
        assert ended.status == Status.RETURNED


def test_what_is_not_on_the_list_is_not_received_elsewhere(offices: tuple[Office, Office]) -> None:
    Reach.objects.update(valid_to=date(2026, 3, 1))
    with pytest.raises(NotOffered):
        receive(offices)
    assert not Dossier.objects.exists()


def test_an_office_receives_for_itself_as_always(offices: tuple[Office, Office]) -> None:
    _here, there = offices
    with pytest.raises(NotOffered):
        receive(offices, receiving_id=there.service.one_stop_id, by=there.reception)


def test_only_the_reception_of_the_receiving_unit_receives(offices: tuple[Office, Office]) -> None:
    here, there = offices
    for actor in (here.returning, here.case, there.reception):
        with pytest.raises(NotAllowed):
            receive(offices, by=actor)


def test_everything_that_is_missing_is_told_and_nothing_is_written(offices: tuple[Office, Office]) -> None:
    here, there = offices
    intake = make_intake(there.service, papers=[])
    with pytest.raises(Incomplete):
        actions.receive_for_other(intake, receiving_id=here.service.one_stop_id, by=here.reception, at=NINE)
    assert not Dossier.objects.exists() and not Event.objects.filter(kind="HandedIn").exists()


def test_the_agency_and_both_units_see_it(offices: tuple[Office, Office]) -> None:
    here, there = offices
    dossier = receive(offices)
    for actor in (here.reception, there.reception, there.head):
        assert dossier in Dossier.objects.visible_to(actor)
    assert dossier not in Dossier.objects.visible_to(here.case)
