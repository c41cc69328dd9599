"""Each verb: what it changes, what it records, and that a refusal leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.actions.drafts import MOST_FILES
from motcua.dossiers.errors import DossierError, HeldByOther, Incomplete, NotAllowed, NotOffered, NotPossible, Stale
from motcua.dossiers.models import Counter, Decision, Dossier, Draft, Task
from motcua.dossiers.replay import check, status_after
from motcua.dossiers.statuses import Outcome, Stage, Status
from motcua.journal.models import Event
from motcua.journal.verifying import broken_links
from tests.directory.makers import make_body, make_citizen, make_officer
from tests.dossiers.makers import (
    ANSWERS,
    NINE,
    Office,
    make_dossier,
    make_draft,
    make_file,
    make_intake,
    make_lodged,
    make_office,
    resolve,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def kinds(dossier: Dossier) -> list[str]:
    return list(Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", flat=True))


def trace() -> tuple[int, ...]:
    """What an act leaves behind, to compare before and after."""
    versions = sum(Dossier.objects.values_list("version", flat=True))
    return (Event.objects.count(), Dossier.objects.count(), Task.objects.count(), Counter.objects.count(), versions)


def refused(error: type[DossierError], act: Callable[[], Any]) -> None:
    before = trace()
    with pytest.raises(error):
        act()
    assert trace() == before


def test_a_counter_dossier_is_accepted_promised_and_passed_on(office: Office) -> None:
    dossier = actions.receive(make_intake(office.service), by=office.reception, at=NINE)
    assert dossier.status == Status.IN_PROGRESS
    assert dossier.due_at == dossier.first_due_at
    assert dossier.due_at.date().isoformat() == "2026-03-05"
    assert (dossier.holder_body_id, dossier.step.role) == (office.service.competent_id, "case_officer")
    assert kinds(dossier) == ["HandedIn", "Accepted", "Transferred"]
    assert [task.end for task in dossier.tasks.all()] == ["done", ""]


def test_the_code_names_unit_day_and_number(office: Office) -> None:
    first, second = (make_dossier(office) for _ in range(2))
    assert first.code == f"{office.service.one_stop.code}-260302-0001"
    assert second.code.endswith("-0002")


def test_the_same_form_sent_twice_makes_one_dossier(office: Office) -> None:
    intake = make_intake(office.service, key=uuid4())
    first = actions.receive(intake, by=office.reception, at=NINE)
    assert actions.receive(intake, by=office.reception, at=NINE) == first
    assert Dossier.objects.count() == 1


def test_a_draft_sent_twice_makes_one_dossier(office: Office) -> None:
    citizen = make_citizen()[1]
    draft = make_draft(office.service, citizen)
    first = actions.lodge(draft.pk, by=citizen, at=NINE)
    assert actions.lodge(draft.pk, by=citizen, at=NINE) == first
    assert first.status == Status.LODGED
    assert first.due_at is None


def test_every_fault_of_a_dossier_is_told_at_once(office: Office) -> None:
    intake = make_intake(office.service, papers=[], answers=ANSWERS | {"phone": "x", "full_name": ""})
    before = trace()
    with pytest.raises(Incomplete) as refusal:
        actions.receive(intake, by=office.reception, at=NINE)
    places = {place for place, _sentence in refusal.value.faults}
    assert {"phone", "full_name"} <= places
    assert len([place for place in places if place.startswith("paper-")]) == 3
    assert trace() == before


def test_a_stranger_at_another_counter_takes_nothing_in(office: Office) -> None:
    stranger = make_office().reception
    refused(NotAllowed, lambda: actions.receive(make_intake(office.service), by=stranger, at=NINE))


def test_a_closed_service_takes_nothing_in(office: Office) -> None:
    office.service.valid_to = NINE.date() - timedelta(days=1)
    office.service.save()
    refused(NotOffered, lambda: actions.receive(make_intake(office.service), by=office.reception, at=NINE))


def test_an_online_dossier_waits_for_acceptance_and_then_is_promised(office: Office) -> None:
    dossier = actions.accept(make_lodged(office).pk, by=office.reception, at=NINE + timedelta(days=1))
    assert dossier.status == Status.ACCEPTED
    assert dossier.due_at.date().isoformat() == "2026-03-06"
    dossier = actions.transfer(dossier.pk, by=office.reception, at=NINE + timedelta(days=1))
    assert dossier.status == Status.IN_PROGRESS
    assert kinds(dossier) == ["Lodged", "Accepted", "Transferred"]


def test_declining_needs_a_reason(office: Office) -> None:
    lodged = make_lodged(office)
    refused(Incomplete, lambda: actions.decline(lodged.pk, ground=" ", by=office.reception, at=NINE))
    dossier = actions.decline(lodged.pk, ground="Sai thẩm quyền", by=office.reception, at=NINE)
    assert (dossier.status, dossier.ended_at) == (Status.NOT_ACCEPTED, NINE)


def test_a_stale_page_changes_nothing(office: Office) -> None:
    lodged = make_lodged(office)
    actions.accept(lodged.pk, by=office.reception, at=NINE, version=lodged.version)
    refused(Stale, lambda: actions.accept(lodged.pk, by=office.reception, at=NINE, version=lodged.version))


def test_a_taken_step_is_not_a_colleagues(office: Office) -> None:
    dossier = make_dossier(office)
    colleague = make_officer(office.service.competent, "case_officer", on=NINE.date())[1]
    actions.take(dossier.pk, by=office.case, at=NINE)
    refused(HeldByOther, lambda: actions.take(dossier.pk, by=colleague, at=NINE))
    actions.release(dossier.pk, by=office.case, at=NINE)
    assert actions.take(dossier.pk, by=colleague, at=NINE).holder_id == colleague.officer_id


def test_the_head_reassigns_to_somebody_with_the_role(office: Office) -> None:
    dossier = make_dossier(office)
    colleague = make_officer(office.service.competent, "case_officer", on=NINE.date())[1]
    actions.take(dossier.pk, by=office.case, at=NINE)
    moved = actions.assign(dossier.pk, officer_id=colleague.officer_id, by=office.head, at=NINE)
    assert moved.holder_id == colleague.officer_id
    clerk = office.clerk.officer_id
    refused(NotAllowed, lambda: actions.assign(dossier.pk, officer_id=clerk, by=office.head, at=NINE))


def test_nothing_goes_for_signature_without_a_draft(office: Office) -> None:
    dossier = make_dossier(office)
    refused(Incomplete, lambda: actions.complete_step(dossier.pk, by=office.case, at=NINE))


def test_a_granted_dossier_is_resolved_when_it_is_issued(office: Office) -> None:
    dossier = resolve(make_dossier(office), office)
    assert (dossier.status, dossier.outcome, dossier.stage) == (Status.RESOLVED, Outcome.GRANTED, Stage.ISSUED)
    assert dossier.resolved_at == NINE + timedelta(hours=1)
    assert Decision.objects.get(dossier=dossier).number.startswith("1/2026/KQ-")
    assert kinds(dossier)[-1] == "Granted"


def test_a_signatory_sends_back_and_the_case_officer_has_it_again(office: Office) -> None:
    dossier = make_dossier(office)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=NINE)
    actions.complete_step(dossier.pk, by=office.case, at=NINE)
    dossier = actions.send_back(dossier.pk, reason="Thiếu căn cứ", by=office.signatory, at=NINE)
    assert (dossier.step.kind, dossier.status) == ("process", Status.IN_PROGRESS)
    assert [task.end for task in dossier.tasks.all()] == ["done", "done", "sent_back", ""]


def test_a_refusal_after_appraisal_is_a_result(office: Office) -> None:
    dossier = make_dossier(office)
    words = {"outcome": "refused", "title": "Từ chối", "ground": "Không đủ điều kiện"}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=NINE)
    actions.complete_step(dossier.pk, by=office.case, at=NINE)
    dossier = actions.approve(dossier.pk, by=office.signatory, at=NINE)
    assert (dossier.status, dossier.outcome) == (Status.RESOLVED, Outcome.REFUSED)


def test_a_result_is_handed_over_once(office: Office) -> None:
    dossier = make_dossier(office, Status.RETURNED)
    assert dossier.ended_at
    refused(NotPossible, lambda: actions.hand_over(dossier.pk, by=office.returning, at=NINE))


def test_a_lodged_dossier_is_withdrawn_at_once_and_an_accepted_one_when_confirmed(office: Office) -> None:
    citizen = make_citizen()[1]
    lodged = make_lodged(office, citizen)
    assert actions.ask_withdrawal(lodged.pk, reason="Nhầm", by=citizen, at=NINE).status == Status.WITHDRAWN
    running = actions.accept_and_transfer(make_lodged(office, citizen).pk, by=office.reception, at=NINE)
    refused(NotPossible, lambda: actions.withdraw(running.pk, by=office.case, at=NINE))
    assert actions.ask_withdrawal(running.pk, reason="Nhầm", by=citizen, at=NINE).status == Status.IN_PROGRESS
    assert actions.withdraw(running.pk, by=office.case, at=NINE).status == Status.WITHDRAWN


def test_nothing_is_withdrawn_after_the_signature(office: Office) -> None:
    citizen = make_citizen()[1]
    dossier = actions.accept_and_transfer(make_lodged(office, citizen).pk, by=office.reception, at=NINE)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=NINE)
    actions.complete_step(dossier.pk, by=office.case, at=NINE)
    actions.approve(dossier.pk, by=office.signatory, at=NINE)
    refused(DossierError, lambda: actions.ask_withdrawal(dossier.pk, reason="Nhầm", by=citizen, at=NINE))


def test_only_the_applicant_asks_to_withdraw(office: Office) -> None:
    lodged = make_lodged(office)
    stranger = make_citizen()[1]
    refused(NotAllowed, lambda: actions.ask_withdrawal(lodged.pk, reason="Nhầm", by=stranger, at=NINE))


def test_answers_are_encrypted_at_rest(office: Office) -> None:
    from django.db import connection

    dossier = make_dossier(office)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM dossiers_declaration WHERE dossier_id = %s", [dossier.pk])
        assert ANSWERS["personal_number"].encode() not in bytes(cursor.fetchone()[0])
    assert dossier.declaration.answers["personal_number"] == ANSWERS["personal_number"]


def test_replay_gives_the_status_of_every_life(office: Office) -> None:
    for status in (Status.LODGED, Status.ACCEPTED, Status.IN_PROGRESS, Status.RESOLVED, Status.RETURNED):
        dossier = make_dossier(office, status)
        assert status_after(kinds(dossier)) == dossier.status == status
    assert list(check()) == []
    assert list(broken_links()) == []


STRANGERS: dict[str, Callable[[Office], Actor]] = {
    "another office's reception": lambda office: make_office().reception,
    "another office's case officer": lambda office: make_office().case,
    "a citizen who is not the applicant": lambda office: make_citizen()[1],
    "nobody": lambda office: Actor(),
    "an administrator": lambda office: make_officer(make_body(), "administrator", on=NINE.date())[1],
}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_sees_no_dossier_and_moves_none(office: Office, who: str) -> None:
    stranger, dossier = STRANGERS[who](office), make_dossier(office)
    assert not Dossier.objects.visible_to(stranger).filter(pk=dossier.pk).exists()
    for act in (actions.take, actions.release, actions.complete_step, actions.approve, actions.grant):
        refused(DossierError, lambda act=act: act(dossier.pk, by=stranger, at=NINE))  # type: ignore[misc]


def test_files_of_another_procedure_are_no_papers_of_this_one(office: Office) -> None:
    other = make_office().service
    intake = make_intake(office.service, papers=make_intake(other).papers)
    refused(NotOffered, lambda: actions.receive(intake, by=office.reception, at=NINE))


def test_a_draft_is_its_owners_alone(office: Office) -> None:
    citizen, stranger = make_citizen()[1], make_citizen()[1]
    draft = make_draft(office.service, citizen)
    assert not Draft.objects.visible_to(stranger).exists()
    refused(NotAllowed, lambda: actions.save_draft(draft.pk, answers={}, by=stranger, at=NINE))
    component = draft.files.first().component_id
    refused(
        NotAllowed,
        lambda: actions.attach(draft.pk, component_id=component, files=[make_file()], by=stranger, at=NINE),
    )


def test_a_draft_that_is_full_takes_no_more_files(office: Office) -> None:
    citizen = make_citizen()[1]
    draft = make_draft(office.service, citizen)
    component, here = draft.files.first().component_id, draft.files.count()
    one_too_many = [make_file() for _ in range(MOST_FILES - here + 1)]

    def put(files: list[File]) -> None:
        actions.attach(draft.pk, component_id=component, files=files, by=citizen, at=NINE)

    refused(Incomplete, lambda: put(one_too_many))
    put(one_too_many[1:])
    assert draft.files.count() == MOST_FILES
