"""Routes that people really use: side by side, by outcome, back to any step, through a council, switched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions, replay, worklist
from motcua.dossiers.actions.pausing import run_clock
from motcua.dossiers.errors import DossierError, HeldByOther, Incomplete, NotAllowed, NotPossible, Stale
from motcua.dossiers.models import CouncilSitting, Decision, Dossier, Pause, PauseKind, Task, TaskEnd
from motcua.dossiers.statuses import Outcome, Status
from motcua.journal.models import Event
from tests.catalogue.makers import make_handling, make_route
from tests.directory.makers import make_body, make_citizen, make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_office, resolve
from tests.dossiers.walking import (
    ABREAST,
    ADVISED,
    FORKED,
    division_head,
    make_abreast,
    make_all_rounder,
    make_office_with,
    side_of,
)

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=1)
DRAFT = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý.", "ground": "Không đủ điều kiện"}


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("step").get(pk=dossier.pk)


def step_no(dossier: Dossier) -> int:
    step = again(dossier).step
    assert step is not None
    return step.no


def kinds(dossier: Dossier) -> list[str]:
    return list(Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", flat=True))


def refused(error: type[DossierError], dossier: Dossier, act: Any) -> None:
    """The act is refused and leaves no trace."""
    before = kinds(dossier), again(dossier).version
    with pytest.raises(error):
        act()
    assert (kinds(dossier), again(dossier).version) == before


@pytest.fixture
def abreast() -> Office:
    return make_office_with(ABREAST)


def test_steps_side_by_side_open_together_and_the_dossier_goes_on_when_all_are_done(abreast: Office) -> None:
    dossier = make_abreast(abreast)
    side = side_of(dossier)
    assert (step_no(dossier), side.step.no) == (3, 4)
    assert kinds(dossier)[-2:] == ["StepDone", "SideStepOpened"]
    actions.complete_side_step(dossier.pk, task_id=side.pk, note="Đủ căn cứ", by=abreast.clerk, at=LATER)
    assert step_no(dossier) == 3
    actions.complete_step(dossier.pk, by=abreast.case, at=LATER)
    assert step_no(dossier) == 5
    side.refresh_from_db()
    assert (side.end, side.note, side.officer_id) == (TaskEnd.DONE, "Đủ căn cứ", abreast.clerk.officer_id)


def test_when_the_first_is_done_sooner_the_dossier_stands_at_the_other_with_its_own_clock(abreast: Office) -> None:
    dossier = make_abreast(abreast)
    due_at = side_of(dossier).due_at
    actions.complete_step(dossier.pk, by=abreast.case, at=LATER)
    stands = again(dossier)
    assert (step_no(dossier), stands.step_due_at, stands.holder_id) == (4, due_at, None)
    assert not Task.objects.filter(dossier=dossier, is_side=True, done_at=None).exists()
    assert kinds(dossier)[-1] == "SideStepDone"
    actions.complete_step(dossier.pk, by=abreast.clerk, at=LATER)
    assert step_no(dossier) == 5


def test_a_step_beside_is_work_to_do_for_its_own_officer_alone(abreast: Office) -> None:
    dossier = make_abreast(abreast)

    def lists(actor: Actor) -> bool:
        return dossier in worklist.page(actor, worklist.Filters(), LATER).rows

    assert lists(abreast.clerk) and lists(abreast.case) and not lists(abreast.signatory)
    colleague = make_officer(abreast.service.competent, Role.RECORDS_CLERK, on=NINE.date())[1]
    actions.take_side_step(dossier.pk, task_id=side_of(dossier).pk, by=colleague, at=LATER)
    assert lists(colleague) and not lists(abreast.clerk)
    actions.release_side_step(dossier.pk, task_id=side_of(dossier).pk, by=colleague, at=LATER)
    assert lists(abreast.clerk)


def test_a_step_beside_is_closed_to_others(abreast: Office) -> None:
    dossier = make_abreast(abreast)
    values = {"task_id": side_of(dossier).pk, "at": LATER}
    for stranger in (abreast.case, make_officer(make_body(), Role.RECORDS_CLERK, on=NINE.date())[1]):
        refused(NotAllowed, dossier, lambda by=stranger: actions.take_side_step(dossier.pk, by=by, **values))
    refused(NotAllowed, dossier, lambda: actions.take_side_step(dossier.pk, by=make_citizen()[1], **values))
    actions.take_side_step(dossier.pk, by=abreast.clerk, **values)
    other = make_officer(abreast.service.competent, Role.RECORDS_CLERK, on=NINE.date())[1]
    refused(HeldByOther, dossier, lambda: actions.complete_side_step(dossier.pk, by=other, **values))
    refused(
        Incomplete,
        dossier,
        lambda: actions.complete_side_step(dossier.pk, note="x" * 2001, by=abreast.clerk, **values),
    )
    refused(Stale, dossier, lambda: actions.complete_side_step(dossier.pk, by=abreast.clerk, version=1, **values))
    foreign = side_of(make_abreast(abreast)).pk
    refused(
        NotPossible, dossier, lambda: actions.take_side_step(dossier.pk, task_id=foreign, by=abreast.clerk, at=LATER)
    )


def test_sending_back_ends_what_ran_beside_and_coming_again_opens_it_anew(abreast: Office) -> None:
    dossier = make_abreast(abreast)
    side = side_of(dossier)
    actions.send_back(dossier.pk, reason="Thiếu", by=abreast.case, at=LATER)
    side.refresh_from_db()
    assert (step_no(dossier), side.end) == (2, TaskEnd.SENT_BACK)
    actions.complete_step(dossier.pk, by=division_head(abreast), at=LATER)
    assert side_of(dossier).pk != side.pk


def test_a_stopped_clock_stops_the_steps_beside_too_and_runs_them_again(abreast: Office) -> None:
    dossier = make_abreast(abreast)
    before = side_of(dossier)
    money = {"name": "Lệ phí", "amount": 50_000, "account": "0101", "basis": "Nghị quyết 1"}
    actions.ask_payment(dossier.pk, **money, by=abreast.case, at=LATER)
    before.refresh_from_db()
    assert before.end == TaskEnd.PAUSED
    assert not Task.objects.filter(dossier=dossier, done_at=None).exists()
    run_clock(again(dossier), PauseKind.PAYMENT, at=LATER + timedelta(days=1))
    after = side_of(dossier)
    assert after.received_at == LATER + timedelta(days=1) and after.due_at > before.due_at
    assert Pause.objects.get(dossier=dossier).resumed_at is not None


def test_the_way_forks_by_what_was_drafted() -> None:
    for outcome, no in (("granted", 3), ("partly", 3), ("refused", 4)):
        office = make_office_with(FORKED)
        dossier = make_dossier(office)
        refused(Incomplete, dossier, lambda d=dossier, o=office: actions.complete_step(d.pk, by=o.case, at=LATER))
        actions.draft_decision(dossier.pk, **{**DRAFT, "outcome": outcome}, by=office.case, at=LATER)
        actions.complete_step(dossier.pk, by=office.case, at=LATER)
        assert step_no(dossier) == no
        by = office.clerk if no == 4 else division_head(office)
        actions.complete_step(dossier.pk, by=by, at=LATER)
        assert step_no(dossier) == 5


def test_a_dossier_goes_back_to_any_earlier_step_and_is_signed_again() -> None:
    office = make_office_with(ABREAST)
    dossier = make_abreast(office)
    actions.draft_decision(dossier.pk, **DRAFT, by=office.case, at=LATER)
    actions.complete_step(dossier.pk, by=office.case, at=LATER)
    actions.complete_step(dossier.pk, by=office.clerk, at=LATER)
    actions.complete_step(dossier.pk, by=division_head(office), at=LATER)
    actions.approve(dossier.pk, by=office.signatory, at=LATER)
    assert step_no(dossier) == 7
    steps = {step.no: step.pk for step in again(dossier).step.route.steps.all()}  # type: ignore[union-attr]
    for wrong in (steps[4], steps[1], steps[7], steps[8]):
        refused(
            Incomplete,
            dossier,
            lambda to=wrong: actions.send_back(dossier.pk, reason="Sai", to_step_id=to, by=office.clerk, at=LATER),
        )
    actions.send_back(dossier.pk, reason="Sai", to_step_id=steps[3], by=office.clerk, at=LATER)
    assert step_no(dossier) == 3 and side_of(dossier).step.no == 4
    assert Decision.objects.get(dossier=dossier).approved_at is None
    refused(Incomplete, dossier, lambda: actions.send_back(dossier.pk, reason="\x00", by=office.case, at=LATER))


def test_a_council_leaves_who_sat_and_what_it_concluded() -> None:
    office = make_office_with(ADVISED)
    dossier, head = make_dossier(office), division_head(office)
    actions.draft_decision(dossier.pk, **DRAFT, by=office.case, at=LATER)
    actions.complete_step(dossier.pk, by=office.case, at=LATER)
    said = {"sat_at": NINE, "members": "Bà A, chủ tịch\n\nÔng B, thư ký", "conclusion": "Nhất trí", "at": LATER}
    refused(NotPossible, dossier, lambda: actions.complete_step(dossier.pk, by=head, at=LATER))
    refused(NotAllowed, dossier, lambda: actions.conclude_council(dossier.pk, **said, by=office.case))
    for wrong in (
        {"sat_at": None},
        {"sat_at": LATER + timedelta(days=1)},
        {"members": " "},
        {"conclusion": "x" * 4001},
    ):
        refused(Incomplete, dossier, lambda w=wrong: actions.conclude_council(dossier.pk, **said | w, by=head))
    actions.conclude_council(dossier.pk, **said, by=head)
    assert step_no(dossier) == 4
    assert CouncilSitting.objects.get().members == "Bà A, chủ tịch\nÔng B, thư ký"
    assert Event.objects.get(kind="CouncilHeld").payload["members"] == 2


def test_another_process_needs_the_heads_decision_and_keeps_the_clock_of_reception() -> None:
    office = make_office()
    dossier = make_dossier(office)
    version = office.service.handling.version
    other = make_handling(version=version, number=2, route=make_route(steps=ABREAST), limit_value=60)
    said: dict[str, Any] = {"handling_id": other.pk, "ground": "Quy trình mới", "basis": "QĐ 9/2026", "at": LATER}
    refused(NotAllowed, dossier, lambda: actions.switch_route(dossier.pk, **said, by=office.signatory))
    for wrong in ({"handling_id": None}, {"handling_id": office.service.handling_id}, {"ground": ""}, {"basis": " "}):
        refused(Incomplete, dossier, lambda w=wrong: actions.switch_route(dossier.pk, **said | w, by=office.head))
    due_at = again(dossier).due_at
    actions.switch_route(dossier.pk, **said, by=office.head)
    switched = again(dossier)
    assert (step_no(dossier), switched.due_at, switched.handling_id) == (2, due_at, office.service.handling_id)
    assert Task.objects.get(dossier=dossier, end=TaskEnd.REROUTED).note == "Quy trình mới"
    actions.complete_step(dossier.pk, by=division_head(office), at=LATER)
    assert side_of(dossier).step.no == 4


def test_a_switch_may_begin_in_the_middle_and_give_the_other_limit() -> None:
    office = make_office()
    dossier = make_dossier(office)
    route = make_route(steps=ABREAST)
    other = make_handling(version=office.service.handling.version, number=2, route=route, limit_value=60)
    entry = route.steps.get(no=3).pk
    due_at = again(dossier).due_at
    words = {"ground": "Quy trình mới", "basis": "QĐ 9/2026"}
    wrong = {"handling_id": other.pk, "step_id": route.steps.get(no=4).pk, **words}
    refused(Incomplete, dossier, lambda: actions.switch_route(dossier.pk, **wrong, by=office.head, at=LATER))
    values = {"handling_id": other.pk, "step_id": entry, "with_clock": True, **words}
    actions.switch_route(dossier.pk, **values, by=office.head, at=LATER)
    switched = again(dossier)
    assert step_no(dossier) == 3 and side_of(dossier).step.no == 4
    assert due_at and switched.due_at and switched.due_at > due_at


def test_one_officer_settles_at_the_counter_in_one_sitting() -> None:
    office = make_office()
    dossier, officer = make_dossier(office, Status.ACCEPTED), make_all_rounder(office)
    said = {"outcome": "granted", "title": "Bản sao", "text": "Cấp bản sao."}
    refused(NotAllowed, dossier, lambda: actions.settle_now(dossier.pk, **said, by=office.reception, at=LATER))
    refused(Incomplete, dossier, lambda: actions.settle_now(dossier.pk, **said | {"text": ""}, by=officer, at=LATER))
    refused(
        Incomplete, dossier, lambda: actions.settle_now(dossier.pk, **said, receiver="nobody", by=officer, at=LATER)
    )
    settled = actions.settle_now(dossier.pk, **said, by=officer, at=LATER)
    assert (settled.status, settled.outcome) == (Status.RETURNED, Outcome.GRANTED)
    told = kinds(dossier)
    assert told[2:] == [
        "SettledOnTheSpot",
        "DecisionDrafted",
        "StepDone",
        "DecisionApproved",
        "StepDone",
        "Granted",
        "Returned",
    ]


def test_a_lodged_dossier_can_be_refused_in_one_sitting_too() -> None:
    office = make_office()
    dossier, officer = make_dossier(office, Status.LODGED), make_all_rounder(office)
    said = {"outcome": "refused", "title": "Từ chối", "ground": "Không đủ điều kiện"}
    settled = actions.settle_now(dossier.pk, **said, by=officer, at=LATER)
    assert (settled.status, settled.outcome) == (Status.RETURNED, Outcome.REFUSED)


def test_a_route_with_steps_side_by_side_is_not_for_one_sitting(abreast: Office) -> None:
    dossier, officer = make_dossier(abreast, Status.ACCEPTED), make_all_rounder(abreast)
    said = {"outcome": "granted", "title": "Bản sao", "text": "Cấp."}
    refused(NotAllowed, dossier, lambda: actions.settle_now(dossier.pk, **said, by=officer, at=LATER))


def test_lives_by_such_routes_can_be_read_back_from_the_journal(abreast: Office) -> None:
    make_abreast(abreast)
    office = make_office()
    resolve(make_dossier(office), office)
    actions.settle_now(make_dossier(office, Status.ACCEPTED).pk, **DRAFT, by=make_all_rounder(office), at=LATER)
    assert list(replay.check()) == []
