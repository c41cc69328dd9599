"""A wait for another agency as others see it: steps beside, lists, forecasts, charges, and who stood there before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from motcua.dossiers import actions, worklist
from motcua.dossiers.actions.charging import differing
from motcua.dossiers.actions.standing_outside import left_running, stop_left_running
from motcua.dossiers.consulting import Question
from motcua.dossiers.foreseeing import foresee, foreseeable
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Cause, Charge, Dossier, Pause, Task
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Stage
from motcua.dossiers.why import why_due
from motcua.dossiers.worklist import Day, Filters, Lane
from tests.directory.makers import make_body
from tests.dossiers.makers import Office
from tests.dossiers.outside import (
    TAXED_BESIDE,
    again,
    answer,
    make_taxed,
    make_waiting,
    march,
    owe,
    send_back,
    waits_of,
)
from tests.dossiers.test_actions import kinds
from tests.dossiers.walking import side_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_taxed()


def test_while_others_work_the_clock_runs_and_stands_still_once_only_the_other_agency_is_left() -> None:
    office = make_taxed(TAXED_BESIDE)
    dossier = make_waiting(office, march(4))
    assert dossier.step_id != side_of(dossier).step_id and side_of(dossier).step.kind == "wait"
    assert (dossier.stage, waits_of(dossier)) == (Stage.UNDER_REVIEW, "")
    actions.complete_step(dossier.pk, by=office.clerk, at=march(5))
    assert again(dossier).waits_outside and waits_of(dossier) == "outside 5-"
    assert kinds(dossier)[-2:] == ["SideStepDone", "OutsideWaitBegun"]
    answer(office, dossier, march(9))
    assert (again(dossier).due_at, waits_of(dossier)) == (march(13, 17), "outside 5-9")


def test_what_the_other_agency_did_beside_stops_no_clock() -> None:
    office = make_taxed(TAXED_BESIDE)
    dossier = make_waiting(office, march(4))
    actions.complete_side_step(dossier.pk, task_id=side_of(dossier).pk, by=office.case, at=march(6))
    actions.complete_step(dossier.pk, by=office.clerk, at=march(9))
    assert (again(dossier).due_at, waits_of(dossier)) == (march(11, 17), "")


@pytest.mark.parametrize("hour, lane, day", [(8, Lane.SOON, Day.RESULT), (18, Lane.LATE, Day.NEWLY_LATE)])
def test_no_list_calls_it_late_or_soon_late(office: Office, hour: int, lane: Lane, day: Day) -> None:
    waiting, moment = make_waiting(office, march(4)), march(11, hour)
    assert list(worklist.page(office.case, Filters(lane=lane), moment).rows) == []
    assert list(worklist.page(office.case, Filters(), moment).rows) == [waiting]
    assert worklist.of_the_day(office.head, Lane.ALL, moment)[day] == "0"
    assert not Dossier.objects.late(moment).exists()


def test_no_forecast_is_made_of_a_clock_that_stands_still(office: Office) -> None:
    dossier = make_waiting(office, march(4))
    assert not foreseeable(march(9)).exists()
    send_back(office, dossier, march(9))
    (found,) = foresee(list(foreseeable(march(9)).select_related("service", "step")), {}, march(9))
    assert [step.kind for step in found.steps] == ["process", "wait", "sign", "issue"] and not found.is_late


def test_lateness_is_shared_among_those_who_worked(office: Office) -> None:
    """Six days at the tax office past the date, and then the signatory and the clerk took theirs."""
    dossier = make_waiting(office, march(10))
    answer(office, dossier, march(25))
    actions.approve(dossier.pk, by=office.signatory, at=march(26))
    actions.grant(dossier.pk, by=office.clerk, at=march(27))
    actions.charge([dossier.pk])
    told = reckoning_of(again(dossier), march(31))
    outside = [leg for leg in told.legs if leg.cause == Cause.TAX]
    assert sorted((leg.key.split(":")[0], leg.over, leg.officer_id, leg.body_id) for leg in outside) == [
        ("pause", 0, None, None),
        ("task", 0, None, None),
    ]
    assert told.late and sum(minutes for _leg, minutes in told.charged()) == told.late
    own = Task.objects.get(dossier=dossier, step__kind="wait")
    assert Charge.objects.exists() and not Charge.objects.filter(leg=f"task:{own.pk}").exists()
    assert differing([dossier.pk]) == []


def test_waiting_for_a_payment_is_the_applicants_time(office: Office) -> None:
    dossier = make_waiting(office, march(4))
    owe(office, dossier, march(5))
    found = reckoning_of(again(dossier), march(6))
    assert [leg.cause for leg in found.legs if leg.key.startswith("pause")] == [Cause.TAX, Cause.APPLICANT]


@pytest.mark.parametrize(
    "language, words",
    [("en", "waiting for another agency, outside the clock"), ("vi", "chờ cơ quan khác, không tính vào thời hạn")],
)
def test_the_page_of_the_date_names_the_wait(office: Office, language: str, words: str) -> None:
    dossier = make_waiting(office, march(4))
    with override(language):
        waiting = why_due(again(dossier))
        answer(office, dossier, march(9))
        ended = why_due(again(dossier))
    assert waiting and waiting.stands_still and any(words in line.sentence for line in waiting.lines)
    assert ended and not ended.stands_still and any(words in line.sentence for line in ended.lines)


def test_a_question_asked_meanwhile_does_not_hide_the_wait(office: Office) -> None:
    dossier, other = make_waiting(office, march(4)), make_body()
    question = Question(body_id=other.pk, text="Có vướng quy hoạch không?", due_at=march(9, 17))
    asked = actions.consult(dossier.pk, question, by=office.case, at=march(5))
    assert again(dossier).waits_outside
    actions.recall_consultation(asked.pk, reason="Không cần nữa", by=office.case, at=march(6))
    assert again(dossier).waits_outside and waits_of(dossier) == "outside 4-"


def _as_before_the_upgrade(dossier: Dossier) -> None:
    Pause.objects.filter(dossier=dossier).delete()
    Dossier.objects.filter(pk=dossier.pk).update(stage=Stage.VERIFYING)


def test_what_stood_there_before_the_upgrade_is_stopped_from_when_it_came(office: Office) -> None:
    dossier = make_waiting(office, march(4))
    _as_before_the_upgrade(dossier)
    assert [row.pk for row in left_running()] == [dossier.pk]
    assert stop_left_running(dossier.pk, at=march(10)) and not stop_left_running(dossier.pk, at=march(10))
    assert again(dossier).waits_outside and waits_of(dossier) == "outside 4-"
    assert kinds(dossier)[-1] == "OutsideWaitBegun"
    answer(office, dossier, march(10))
    assert again(dossier).due_at == march(17, 17) and list(check()) == []


def test_of_steps_side_by_side_only_the_time_alone_is_made_up_for() -> None:
    office = make_taxed(TAXED_BESIDE)
    dossier = make_waiting(office, march(4))
    assert not left_running().exists()
    actions.complete_step(dossier.pk, by=office.clerk, at=march(5))
    _as_before_the_upgrade(dossier)
    assert stop_left_running(dossier.pk, at=march(6) + timedelta(hours=1))
    assert waits_of(dossier) == "outside 5-"
