"""Failures of the system: declared by an administrator, ended, called off; the clocks they touch stand still."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.calendars import calendar_for
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions, outages
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.clock import clock_of
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.explaining import countdown
from motcua.dossiers.models import Dossier, Outage
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from motcua.lib.worktime import Reason
from tests.directory.makers import make_administrator, make_body, make_citizen, make_officer
from tests.dossiers.makers import NINE, ZONE, make_dossier, make_office

pytestmark = pytest.mark.django_db
BROKE = NINE + timedelta(hours=1)
BACK = datetime(2026, 3, 4, 10, 0, tzinfo=ZONE)
LATER = BACK + timedelta(hours=1)
FAILED = Declared(None, BROKE, BACK, "Máy chủ hỏng", "12/TB-VP ngày 02/3/2026", is_planned=False)


def administrator() -> Actor:
    return make_administrator(on=NINE.date())


def declare(by: Actor | None = None, at: datetime = LATER, **changed: Any) -> Outage:
    return actions.declare_outage(replace(FAILED, **changed), by=by or administrator(), at=at)


def test_a_declared_outage_is_in_the_journal_under_its_own_name() -> None:
    outage = declare()
    event = Event.objects.get(subject=f"outage:{outage.pk}")
    assert (event.kind, event.payload["ends_at"]) == ("OutageDeclared", BACK.isoformat())


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_declares_ends_or_calls_off(role: Role) -> None:
    stranger, outage = make_officer(make_body(), role, on=NINE.date())[1], declare(ends_at=None)
    with pytest.raises(NotAllowed):
        declare(by=stranger)
    with pytest.raises(NotAllowed):
        actions.end_outage(outage.pk, ends_at=BACK, by=stranger, at=LATER)
    with pytest.raises(NotAllowed):
        actions.call_off_outage(outage.pk, reason="Không cần", by=stranger, at=LATER)
    with pytest.raises(NotAllowed):
        declare(by=make_citizen()[1])
    assert Event.objects.filter(subject=outage.subject).count() == 1


def test_every_fault_is_told_at_once_and_nothing_is_kept() -> None:
    with pytest.raises(Incomplete) as refused:
        declare(starts_at=LATER + timedelta(days=1), ends_at=BACK, ground=" ", basis="x" * 301)
    assert [place for place, _ in refused.value.faults] == ["ground", "basis", "starts_at", "ends_at"]
    assert not Outage.objects.exists()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"starts_at": None}, "starts_at"),
        ({"ends_at": BROKE}, "ends_at"),
        ({"ends_at": LATER + timedelta(hours=1)}, "ends_at"),
        ({"ends_at": None, "is_planned": True}, "ends_at"),
        ({"starts_at": BROKE - timedelta(days=400)}, "ends_at"),
        ({"ground": "Hỏng\x00"}, "ground"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(Incomplete) as refused:
        declare(**changed)
    assert [where for where, _ in refused.value.faults] == [place]


def test_the_button_pressed_twice_declares_one_outage() -> None:
    declare()
    with pytest.raises(Incomplete):
        declare()
    assert Outage.objects.count() == 1


def test_an_open_outage_is_ended_and_its_end_may_be_set_right() -> None:
    outage, chief = declare(ends_at=None), administrator()
    actions.end_outage(outage.pk, ends_at=BACK, by=chief, at=LATER)
    actions.end_outage(outage.pk, ends_at=BACK - timedelta(hours=1), by=chief, at=LATER)
    outage.refresh_from_db()
    assert outage.ends_at == BACK - timedelta(hours=1)
    kinds = list(Event.objects.filter(subject=outage.subject).order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["OutageDeclared", "OutageEnded", "OutageEnded"]


@pytest.mark.parametrize("ends_at", [None, BROKE, LATER + timedelta(minutes=1)])
def test_an_end_is_later_than_the_beginning_and_not_in_the_future(ends_at: datetime | None) -> None:
    outage = declare(ends_at=None)
    with pytest.raises(Incomplete):
        actions.end_outage(outage.pk, ends_at=ends_at, by=administrator(), at=LATER)


def test_a_planned_outage_is_called_off_before_it_begins_and_then_stops_no_clock() -> None:
    begins = LATER + timedelta(days=20)
    outage = declare(starts_at=begins, ends_at=begins + timedelta(hours=4), is_planned=True)
    assert outages.outages_over([make_body().pk], begins)
    actions.call_off_outage(outage.pk, reason="Dời lịch", by=administrator(), at=LATER)
    assert not outages.outages_over([make_body().pk], begins)


def test_an_outage_that_has_begun_is_not_called_off() -> None:
    with pytest.raises(Incomplete):
        actions.call_off_outage(declare().pk, reason="Dời lịch", by=administrator(), at=LATER)


def test_an_outage_of_one_body_holds_for_it_and_what_is_below_it_only() -> None:
    ward, other = make_body(), make_body()
    division = make_body(kind=BodyKind.DIVISION, parent=ward)
    declare(body_id=ward.pk)
    assert [bool(outages.outages_over([body.pk], NINE)) for body in (ward, division, other)] == [True, True, False]


def test_an_outage_moves_the_promise_and_the_step_and_explains_itself() -> None:
    dossier = make_dossier(make_office())
    assert dossier.due_at == datetime(2026, 3, 5, 17, 0, tzinfo=ZONE)
    declare()
    told = clock_of(dossier)
    assert told.due_at == datetime(2026, 3, 9, 17, 0, tzinfo=ZONE)  # Tuesday and Wednesday are lost
    (line,) = [line for line in told.lines if line.reason is Reason.PAUSED]
    assert (line.amount, line.basis) == (2, "12/TB-VP ngày 02/3/2026")
    assert sum(each.amount for each in told.lines if each.counted) == 3  # the limit, whatever happened


def test_while_nobody_knows_the_end_the_date_is_told_as_moving_and_afterwards_it_is_counted_again() -> None:
    dossier = make_dossier(make_office())
    outage, told_at = declare(ends_at=None), dossier.due_at
    assert clock_of(dossier).stands_still
    shown = countdown(dossier, LATER)
    assert shown is not None and (shown.due_at, shown.tone) == (told_at, "paused")
    assert shown.words == "lùi tương ứng trong thời gian hệ thống ngừng hoạt động"
    assert recomputed(dossier).due_at == told_at  # no date can be told yet
    actions.end_outage(outage.pk, ends_at=BACK, by=administrator(), at=LATER)
    dossier = recomputed(dossier)
    assert dossier.due_at == datetime(2026, 3, 9, 17, 0, tzinfo=ZONE)
    shown = countdown(dossier, LATER)
    assert shown is not None and shown.tone == "on_time"


def recomputed(dossier: Dossier) -> Dossier:
    run = actions.start_recompute(because="Sự cố hệ thống", by=SYSTEM, at=LATER)
    actions.recompute_batch(run.pk, at=LATER)
    return Dossier.objects.get(pk=dossier.pk)


def test_a_dossier_accepted_when_an_outage_is_announced_is_promised_the_later_date() -> None:
    office = make_office()
    usual = make_dossier(office).due_at
    begins = NINE + timedelta(days=1)
    ahead = {"starts_at": begins, "ends_at": begins + timedelta(days=1), "is_planned": True}
    declare(at=NINE - timedelta(days=30), **ahead)
    later = make_dossier(office).due_at
    assert usual is not None and later is not None and later > usual


def test_an_outage_after_the_end_of_a_dossier_is_none_of_its_business() -> None:
    dossier = make_dossier(make_office(), Status.RESOLVED)
    declare(starts_at=NINE + timedelta(hours=5))
    assert clock_of(dossier).due_at == dossier.due_at


@pytest.mark.parametrize(("days", "is_late"), [(10, True), (11, False)])
def test_a_planned_outage_is_announced_seven_working_days_ahead(days: int, is_late: bool) -> None:
    begins = NINE.date() + timedelta(days=days - 2)
    assert outages.is_announced_late(begins, NINE.date(), calendar_for(None)) is is_late


def test_the_promise_counts_out_a_planned_outage_of_the_competent_body() -> None:
    office, begins = make_office(), NINE + timedelta(days=1)
    declare(
        at=NINE - timedelta(days=20),
        body_id=office.service.competent_id,
        starts_at=begins,
        ends_at=begins + timedelta(days=1),
        is_planned=True,
    )
    dossier = make_dossier(office)
    assert dossier.first_due_at == clock_of(dossier).first_due_at
    assert dossier.first_due_at > make_dossier(make_office()).first_due_at
