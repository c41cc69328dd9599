"""Linked procedures: one dossier for the applicant, a child for each agency, begun and ended as the graph says."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from motcua.catalogue.models import LinkedPart
from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.following import carry_on, renew_whole
from motcua.dossiers.actions.stopping import AlreadySigned
from motcua.dossiers.clock import promise_of
from motcua.dossiers.errors import NotAllowed, NotOffered, NotPossible
from motcua.dossiers.linking import consequence_of, critical_path, doomed, ends_along, outcome_of, ready
from motcua.dossiers.models import Branch, Dossier, Obligation, Pause, Task
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Outcome, Status
from motcua.journal.models import Event
from tests.directory.makers import make_citizen, make_officer, make_person
from tests.dossiers.linking_makers import (
    PARTS,
    carried,
    child_of,
    grant_part,
    make_group,
    make_parent,
    refuse_part,
    states_of,
)
from tests.dossiers.makers import NINE, make_draft, make_file, papers_for

LATER = NINE + timedelta(hours=1)


@dataclass
class Node:
    no: int
    state: str
    depends_on: list[int] = field(default_factory=list)


@pytest.mark.parametrize(
    "states, begins, lost",
    [
        ({1: "waiting", 2: "waiting", 3: "waiting"}, [1], {}),
        ({1: "done", 2: "waiting", 3: "waiting"}, [2, 3], {}),
        ({1: "failed", 2: "waiting", 3: "waiting"}, [], {2: 1, 3: 1}),
        ({1: "done", 2: "failed", 3: "waiting"}, [3], {}),
        ({1: "open", 2: "waiting", 3: "not_chosen"}, [], {}),
    ],
)
def test_what_goes_on_and_what_is_called_off(states: dict[int, str], begins: list[int], lost: dict[int, int]) -> None:
    graph = {1: [], 2: [1], 3: [1]}
    nodes = [Node(no, state, graph[no]) for no, state in states.items()]
    assert ready(nodes) == begins
    assert doomed(nodes) == lost


def test_a_lost_branch_loses_all_that_comes_after_it() -> None:
    chain = [Node(1, "failed"), Node(2, "waiting", [1]), Node(3, "waiting", [2]), Node(4, "waiting")]
    assert doomed(chain) == {2: 1, 3: 2}
    assert ready(chain) == [4]


@pytest.mark.parametrize(
    "ended, outcome",
    [
        ([("done", "granted"), ("open", "")], ""),
        ([("done", "granted"), ("done", "granted"), ("not_chosen", "")], "granted"),
        ([("done", "granted"), ("failed", "refused")], "partly"),
        ([("done", "granted"), ("done", "partly")], "partly"),
        ([("failed", "refused"), ("called_off", "")], "refused"),
    ],
)
def test_the_outcome_of_the_whole(ended: list[tuple[str, str]], outcome: str) -> None:
    assert outcome_of(ended) == outcome


@pytest.mark.parametrize(
    "status, outcome, state, refunded",
    [
        (Status.RESOLVED, "granted", "done", False),
        (Status.RETURNED, "partly", "done", False),
        (Status.RESOLVED, "refused", "failed", False),
        (Status.STOPPED, "", "failed", True),
        (Status.WITHDRAWN, "", "failed", True),
    ],
)
def test_what_an_end_means(status: Status, outcome: str, state: str, refunded: bool) -> None:
    found = consequence_of(status, outcome)
    assert found is not None and (found.state, found.is_refunded) == (state, refunded)


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.AWAITING_SUPPLEMENT, Status.ACCEPTED])
def test_a_child_under_way_means_nothing_yet(status: Status) -> None:
    assert consequence_of(status, "") is None


def test_the_longest_way_makes_the_date() -> None:
    before, days = {1: [], 2: [1], 3: [1], 4: [2, 3]}, {1: 1, 2: 5, 3: 2, 4: 1}
    ends = ends_along(before, NINE, lambda no, begins: begins + timedelta(days=days[no]))
    assert ends[4] == NINE + timedelta(days=7)
    assert critical_path(before, ends) == [1, 2, 4]


def test_nobody_knows_the_end_behind_a_branch_that_stands_still() -> None:
    before = {1: [], 2: [1], 3: []}
    ends = ends_along(before, NINE, lambda no, begins: None if no == 1 else begins)
    assert ends == {1: None, 3: NINE, 2: None}
    assert critical_path(before, ends)[0] == 1


@pytest.mark.django_db
def test_the_whole_has_one_code_and_its_first_part_begins_at_once() -> None:
    group = make_group()
    parent = make_parent(group)
    child = child_of(parent, 1)
    assert (parent.status, parent.step_id, parent.holder_body_id) == (4, None, group.service.one_stop_id)
    assert states_of(parent) == {1: "open", 2: "waiting", 3: "waiting", 4: "not_chosen"}
    assert child.code != parent.code and child.parent_id == parent.pk
    assert (child.status, child.competent_id) == (4, group.agencies[1].service.competent_id)
    assert Task.objects.get(dossier=child, done_at=None).received_at == NINE
    assert not list(check()), "every life can be read back from its events"


@pytest.mark.django_db
def test_the_promise_is_the_longest_way_and_a_chosen_part_makes_it_longer() -> None:
    parent = make_parent(make_group())  # Monday: one day for the first, two for those after it
    assert parent.due_at is not None and localtime(parent.due_at).date().isoformat() == "2026-03-05"
    longer = make_parent(make_group(), parts=frozenset({4}))
    assert longer.due_at is not None and localtime(longer.due_at).date().isoformat() == "2026-03-09"
    assert promise_of(longer).due_at == longer.due_at
    assert states_of(longer)[4] == "waiting"


@pytest.mark.django_db
def test_a_result_begins_the_parts_that_waited_for_it_and_goes_with_them() -> None:
    group = make_group()
    parent = make_parent(group)
    first = grant_part(group, parent, 1)
    assert states_of(parent) == {1: "done", 2: "open", 3: "open", 4: "not_chosen"}
    second = child_of(parent, 2)
    assert second.accepted_at == LATER == second.clock_started_at
    shared = second.papers.last()
    assert shared is not None and shared.name == "Giấy khai sinh"
    assert shared.files.get().file_id == first.decision.file_id, "the same file, not a copy"
    assert second.papers.count() == parent.papers.count() + 1


@pytest.mark.django_db
def test_all_results_settle_the_whole_and_taking_it_returns_them_all() -> None:
    group = make_group()
    parent = make_parent(group)
    for no in (1, 2, 3):
        grant_part(group, parent, no)
    parent.refresh_from_db()
    assert (parent.status, parent.outcome, parent.resolved_at) == (Status.RESOLVED, Outcome.GRANTED, LATER)
    carried(actions.hand_over(parent.pk, by=group.returning, at=LATER))
    assert set(parent.children.values_list("status", flat=True)) == {Status.RETURNED}
    assert not list(check())


@pytest.mark.django_db
def test_the_last_result_taken_by_itself_returns_the_whole() -> None:
    group = make_group()
    parent = make_parent(group)
    for no in (1, 2, 3):
        grant_part(group, parent, no)
    for no in (1, 2, 3):
        carried(actions.hand_over(child_of(parent, no).pk, by=group.returning, at=LATER))
    parent.refresh_from_db()
    assert (parent.status, parent.ended_at) == (Status.RETURNED, LATER)


@pytest.mark.django_db
def test_a_refused_part_leaves_the_independent_ones_alone() -> None:
    group = make_group()
    parent = make_parent(group)
    grant_part(group, parent, 1)
    refuse_part(group, parent, 2)
    assert states_of(parent) == {1: "done", 2: "failed", 3: "open", 4: "not_chosen"}
    grant_part(group, parent, 3)
    parent.refresh_from_db()
    assert (parent.status, parent.outcome) == (Status.RESOLVED, Outcome.PARTLY)


@pytest.mark.django_db
def test_when_the_first_part_is_refused_the_others_never_begin_and_the_whole_failed() -> None:
    group = make_group()
    parent = make_parent(group)
    waiting = Branch.objects.get(parent=parent, no=2)
    asked = {"asked_by_id": group.reception.officer_id, "asked_at": NINE, "receipt": "BL 1", "paid_at": NINE}
    money = {"name": "Lệ phí", "amount": 20_000, "account": "1", "basis": "TT 75/2022/TT-BTC"}
    paid = Obligation.objects.create(dossier=parent, branch=waiting, **money, **asked)
    refuse_part(group, parent, 1)
    parent.refresh_from_db()
    assert states_of(parent) == {1: "failed", 2: "called_off", 3: "called_off", 4: "not_chosen"}
    assert (parent.status, parent.outcome) == (Status.RESOLVED, Outcome.REFUSED)
    paid.refresh_from_db()
    assert paid.refundable_at == LATER, "what was paid for a part that never began goes back"
    kinds = Event.objects.filter(subject=parent.subject).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds)[-4:] == ["BranchFailed", "BranchCalledOff", "BranchCalledOff", "GroupFailed"]
    assert not list(check())


@pytest.mark.django_db
def test_an_event_told_twice_changes_nothing() -> None:
    group = make_group()
    parent = make_parent(group)
    child = grant_part(group, parent, 1)
    before = Event.objects.count(), Dossier.objects.count()
    carry_on(Event.objects.get(subject=child.subject, kind="Granted"))
    assert (Event.objects.count(), Dossier.objects.count()) == before


@pytest.mark.django_db
def test_withdrawing_the_whole_withdraws_its_parts() -> None:
    group, person = make_group(), make_person()
    parent, citizen = make_parent(group, person=person), make_citizen(person)[1]
    actions.ask_withdrawal(parent.pk, reason="Nhầm", by=citizen, at=LATER)
    carried(actions.withdraw(parent.pk, by=group.reception, at=LATER))
    assert child_of(parent, 1).status == Status.WITHDRAWN
    assert states_of(parent)[2] == "called_off"
    assert not list(check())


@pytest.mark.django_db
def test_a_whole_with_a_signed_result_is_not_withdrawn() -> None:
    group, person = make_group(), make_person()
    parent, citizen = make_parent(group, person=person), make_citizen(person)[1]
    grant_part(group, parent, 1)
    with pytest.raises(AlreadySigned):
        actions.ask_withdrawal(parent.pk, reason="Nhầm", by=citizen, at=LATER)


@pytest.mark.django_db
def test_what_agencies_do_is_done_to_the_parts_alone() -> None:
    group = make_group()
    parent = make_parent(group)
    with pytest.raises(NotPossible):
        actions.take(parent.pk, by=group.agencies[1].case, at=LATER)
    assert parent.version == Dossier.objects.get(pk=parent.pk).version


@pytest.mark.django_db
def test_an_agency_sees_its_own_part_only() -> None:
    group = make_group()
    parent = make_parent(group)
    grant_part(group, parent, 1)
    seen = Dossier.objects.visible_to(group.agencies[2].case)
    assert list(seen) == [child_of(parent, 2)]
    assert set(Dossier.objects.visible_to(group.reception)) == {parent, *parent.children.all()}


@pytest.mark.django_db
def test_the_next_agency_acknowledges_once() -> None:
    group = make_group()
    parent = make_parent(group)
    child = child_of(parent, 1)
    for _ in range(2):
        actions.acknowledge(child.pk, by=group.agencies[1].case, at=LATER)
    assert Branch.objects.get(child=child).acknowledged_at == LATER
    assert Event.objects.filter(subject=parent.subject, kind="BranchAcknowledged").count() == 1
    with pytest.raises(NotAllowed):
        actions.acknowledge(child.pk, by=group.agencies[2].case, at=LATER)


@pytest.mark.django_db
def test_a_wait_of_a_part_moves_the_date_of_the_whole() -> None:
    parent = make_parent(make_group())
    first = child_of(parent, 1)
    promised = parent.due_at
    pause = Pause.objects.create(dossier=first, kind="supplement", mode="resume", stopped_at=LATER)
    assert promise_of(parent).due_at is None, "nobody knows it while the applicant is waited for"
    pause.resumed_at = LATER + timedelta(days=2)
    pause.save()
    moved = promise_of(parent).due_at
    assert moved is not None and promised is not None and moved - promised >= timedelta(days=2)


@pytest.mark.django_db
def test_when_the_clock_of_a_part_runs_again_the_whole_gets_its_new_date() -> None:
    group = make_group()
    parent = make_parent(group)
    child, agency = child_of(parent, 1), group.agencies[1]
    words = {"name": "Lệ phí", "amount": 20_000, "account": "1", "basis": "TT 75/2022/TT-BTC"}
    actions.ask_payment(child.pk, **words, by=agency.case, at=LATER)
    paid_at = LATER + timedelta(days=2)
    cashier = make_officer(group.service.one_stop, Role.CASHIER, on=NINE.date())[1]
    obligation = Obligation.objects.get()
    receipt = {"obligation_id": obligation.pk, "amount": 20_000, "receipt": "BL 1"}
    actions.pay(child.pk, **receipt, by=cashier, at=paid_at)
    for _ in range(2):
        renew_whole(Event.objects.get(subject=child.subject, kind="Paid"))
    promised, moved = parent.due_at, Dossier.objects.get(pk=parent.pk).due_at
    assert promised is not None and moved is not None and moved - promised >= timedelta(days=2)
    assert moved == promise_of(parent).due_at
    assert Event.objects.filter(kind="GroupRescheduled").count() == 1


@pytest.mark.django_db
def test_a_group_sent_online_keeps_what_was_chosen() -> None:
    group, citizen = make_group(), make_citizen()[1]
    draft = make_draft(group.service, citizen)
    actions.save_draft(draft.pk, parts=[4, 1, 99], by=citizen, at=NINE)
    parent = actions.lodge(draft.pk, by=citizen, at=NINE)
    assert states_of(parent) == dict.fromkeys((1, 2, 3, 4), "waiting")
    actions.accept_and_transfer(parent.pk, by=group.reception, at=LATER)
    assert states_of(parent)[1] == "open"


@pytest.mark.django_db
def test_a_group_is_not_accepted_when_a_part_has_no_office() -> None:
    group = make_group()
    closed = group.agencies[3].service
    closed.valid_to = NINE.date() - timedelta(days=1)
    closed.save()
    with pytest.raises(NotOffered):
        make_parent(group)
    assert not Dossier.objects.exists() and not Event.objects.filter(subject__startswith="dossier").exists()


@pytest.mark.django_db
def test_the_parts_of_a_published_group_never_change() -> None:
    group = make_group()
    for change in (
        lambda: LinkedPart.objects.filter(handling=group.service.handling).update(name="Khác"),
        lambda: LinkedPart.objects.filter(handling=group.service.handling).delete(),
        lambda: LinkedPart.objects.create(handling=group.service.handling, no=9, name="x", procedure_code="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert LinkedPart.objects.count() == len(PARTS)


@pytest.mark.django_db
def test_files_of_the_whole_are_read_by_its_parts() -> None:
    group, scan = make_group(), make_file()
    papers = papers_for(group.service)
    papers[0] = type(papers[0])(component_id=papers[0].component_id, state="attached", files=[scan])
    parent = make_parent(group, papers=papers)
    assert scan.pk in child_of(parent, 1).file_ids()


@pytest.mark.django_db
def test_a_stranger_reads_nothing() -> None:
    make_parent(make_group())
    assert not Dossier.objects.visible_to(make_citizen()[1]).exists()
    assert not Dossier.objects.visible_to(Actor()).exists()
