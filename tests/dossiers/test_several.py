"""One act on many dossiers, work handed to a colleague, lists kept under a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions, worklist
from motcua.dossiers.actions.views import MOST
from motcua.dossiers.bulk import UNDONE_WITHIN, Known, why_not
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotPossible, TooLate
from motcua.dossiers.models import BulkAct, BulkItem, BulkRun, Dossier, SavedView
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_citizen, make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.walking import ABREAST, make_abreast, make_office_with, side_of

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=1)
DRAFT = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}


@pytest.fixture
def office() -> Office:
    return make_office()


def colleague(office: Office) -> Actor:
    return make_officer(office.service.competent, Role.CASE_OFFICER, on=NINE.date())[1]


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("step", "holder").get(pk=dossier.pk)


def run(act: BulkAct, dossiers: list[Dossier], by: Actor, **values: Any) -> BulkRun:
    chosen = [(row.pk, again(row).version) for row in dossiers]
    return actions.run_bulk(values.pop("key", uuid4()), act, chosen, by=by, at=LATER, **values)


def facts(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_each_dossier_of_a_run_has_its_own_fact_and_its_own_refusal(office: Office) -> None:
    free, taken = make_dossier(office), make_dossier(office)
    other = colleague(office)
    actions.take(taken.pk, by=other, at=LATER)
    found = run(BulkAct.TAKE, [free, taken], office.case)
    items = {item.dossier_id: item for item in found.items.all()}
    assert items[free.pk].version == again(free).version and not items[free.pk].refusal
    assert items[taken.pk].version is None and other.name in items[taken.pk].refusal
    assert again(free).holder_id == office.case.officer_id
    assert facts("StepTaken") == 2


def test_the_same_key_again_does_nothing_twice_and_goes_on_where_it_was_cut_off(office: Office) -> None:
    key, dossiers = uuid4(), [make_dossier(office) for _ in range(3)]
    first = run(BulkAct.TAKE, dossiers, office.case, key=key)
    BulkItem.objects.filter(run=first, dossier=dossiers[2]).update(version=None)  # as if the process had died
    actions.release(dossiers[2].pk, by=office.case, at=LATER)
    BulkItem.objects.filter(run=first, dossier=dossiers[2]).update(seen_version=again(dossiers[2]).version)
    before = facts("StepTaken")
    assert run(BulkAct.TAKE, dossiers, office.case, key=key).pk == first.pk
    assert facts("StepTaken") == before + 1
    with pytest.raises(NotAllowed):
        run(BulkAct.TAKE, dossiers, colleague(office), key=key)


def test_what_somebody_moved_since_the_preview_is_left_alone(office: Office) -> None:
    dossier = make_dossier(office)
    seen = dossier.version
    actions.draft_decision(dossier.pk, **DRAFT, by=office.case, at=LATER)
    found = actions.run_bulk(uuid4(), BulkAct.COMPLETE, [(dossier.pk, seen)], by=office.case, at=LATER)
    assert found.items.get().refusal
    assert again(dossier).step.kind == "process"  # type: ignore[union-attr]


def test_what_the_actor_may_not_see_is_not_in_the_run(office: Office) -> None:
    stranger = make_officer(make_body(), Role.CASE_OFFICER, on=NINE.date())[1]
    assert not run(BulkAct.TAKE, [make_dossier(office)], stranger).items.exists()
    with pytest.raises(NotAllowed):
        run(BulkAct.TAKE, [make_dossier(office)], make_citizen()[1])


def test_drafts_are_finished_and_approved_together(office: Office) -> None:
    drafted, empty = make_dossier(office), make_dossier(office)
    actions.draft_decision(drafted.pk, **DRAFT, by=office.case, at=LATER)
    run(BulkAct.COMPLETE, [drafted, empty], office.case)
    assert (again(drafted).step.kind, again(empty).step.kind) == ("sign", "process")  # type: ignore[union-attr]
    run(BulkAct.APPROVE, [drafted, empty], office.signatory)
    assert again(drafted).step.kind == "issue"  # type: ignore[union-attr]


@pytest.mark.parametrize("held", [False, True])
def test_an_assignment_is_taken_back_to_how_it_was(office: Office, held: bool) -> None:
    dossier, other = make_dossier(office), colleague(office)
    if held:
        actions.take(dossier.pk, by=office.case, at=LATER)
    before = again(dossier).holder_id
    found = run(BulkAct.ASSIGN, [dossier], office.head, officer_id=other.officer_id)
    assert again(dossier).holder_id == other.officer_id
    actions.undo_bulk(found.pk, by=office.head, at=LATER + UNDONE_WITHIN)
    assert again(dossier).holder_id == before
    assert found.items.get().undone_at is not None


def test_taking_and_giving_back_are_undone_within_ten_minutes_unless_somebody_moved(office: Office) -> None:
    first, moved = make_dossier(office), make_dossier(office)
    taken = run(BulkAct.TAKE, [first, moved], office.case)
    actions.draft_decision(moved.pk, **DRAFT, by=office.case, at=LATER)
    actions.undo_bulk(taken.pk, by=office.case, at=LATER)
    assert (again(first).holder_id, again(moved).holder_id) == (None, office.case.officer_id)
    assert taken.items.get(dossier=moved).refusal
    released = run(BulkAct.RELEASE, [moved], office.case)
    with pytest.raises(TooLate):
        actions.undo_bulk(released.pk, by=office.case, at=LATER + UNDONE_WITHIN + timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        actions.undo_bulk(released.pk, by=office.head, at=LATER)
    actions.undo_bulk(released.pk, by=office.case, at=LATER)
    assert again(moved).holder_id == office.case.officer_id


def test_what_was_finished_or_approved_cannot_be_taken_back(office: Office) -> None:
    dossier = make_dossier(office)
    actions.draft_decision(dossier.pk, **DRAFT, by=office.case, at=LATER)
    done = run(BulkAct.COMPLETE, [dossier], office.case)
    with pytest.raises(NotAllowed):
        actions.undo_bulk(done.pk, by=office.case, at=LATER)


def test_a_run_takes_gives_back_and_finishes_steps_beside_others_too() -> None:
    office = make_office_with(ABREAST)
    dossier = make_abreast(office)
    run(BulkAct.TAKE, [dossier], office.clerk)
    assert side_of(dossier).officer_id == office.clerk.officer_id
    run(BulkAct.RELEASE, [dossier], office.clerk)
    assert side_of(dossier).officer_id is None
    run(BulkAct.COMPLETE, [dossier], office.clerk)
    assert again(dossier).holder_id is None and not again(dossier).tasks.filter(is_side=True, done_at=None).exists()


def test_a_preview_says_what_the_act_would_say(office: Office) -> None:
    """For every act, actor and standing the preview refuses exactly what the verb refuses."""
    other = colleague(office)
    to_fit = Known(posts=other.posts)
    held = make_dossier(office)
    actions.take(held.pk, by=office.case, at=LATER)
    drafted = make_dossier(office)
    actions.draft_decision(drafted.pk, **DRAFT, by=office.case, at=LATER)
    signing = make_dossier(office)
    actions.draft_decision(signing.pk, **DRAFT, by=office.case, at=LATER)
    actions.complete_step(signing.pk, by=office.case, at=LATER)
    rows = [make_dossier(office), held, drafted, signing]
    known = Known(drafted={drafted.pk, signing.pk}, asking_for_draft={row.pk for row in rows[:3]}, posts=to_fit.posts)
    for act in BulkAct:
        for by in (office.case, other, office.signatory, office.head, office.clerk):
            for row in rows:
                told = why_not(act, again(row), known, by)
                assert bool(told) == _is_refused(act, row, by, other), (act, by.name, row.pk, told)


def _is_refused(act: BulkAct, dossier: Dossier, by: Actor, other: Actor) -> bool:
    with transaction.atomic():
        before = again(dossier).version
        found = run(act, [dossier], by, officer_id=other.officer_id if act == BulkAct.ASSIGN else None)
        item = found.items.get()
        nothing = bool(item.refusal) or again(dossier).version == before
        transaction.set_rollback(True)
    return nothing


def test_a_head_gives_all_that_an_officer_has_to_another(office: Office) -> None:
    rows, other = [make_dossier(office) for _ in range(2)], colleague(office)
    for row in rows:
        actions.take(row.pk, by=office.case, at=LATER)
    held = list(worklist.held_by(office.head, office.case.officer_id or 0))
    assert {row.pk for row in held} == {row.pk for row in rows}
    run(BulkAct.ASSIGN, held, office.head, officer_id=other.officer_id, from_officer_id=office.case.officer_id)
    assert {again(row).holder_id for row in rows} == {other.officer_id}
    assert facts("StepAssigned") == 2


def test_a_step_beside_is_handed_on_with_its_own_fact() -> None:
    office = make_office_with(ABREAST)
    dossier = make_abreast(office)
    actions.take_side_step(dossier.pk, task_id=side_of(dossier).pk, by=office.clerk, at=LATER)
    other = make_officer(office.service.competent, Role.RECORDS_CLERK, on=NINE.date())[1]
    values = {"from_officer_id": office.clerk.officer_id, "officer_id": other.officer_id, "at": LATER}
    actions.hand_on(dossier.pk, **values, by=office.head)
    assert side_of(dossier).officer_id == other.officer_id and again(dossier).holder_id is None
    assert facts("StepAssigned") == 1


def test_steps_are_handed_on_by_a_head_to_who_fits_alone(office: Office) -> None:
    dossier, other = make_dossier(office), colleague(office)
    actions.take(dossier.pk, by=office.case, at=LATER)
    values: dict[str, Any] = {"from_officer_id": office.case.officer_id, "officer_id": other.officer_id, "at": LATER}
    wrong: list[tuple[type[DossierError], dict[str, Any], Actor]] = [
        (NotAllowed, {}, office.case),
        (NotAllowed, {"officer_id": office.clerk.officer_id}, office.head),
        (NotPossible, {"from_officer_id": other.officer_id}, office.head),
    ]
    for error, changed, by in wrong:
        with pytest.raises(error):
            actions.hand_on(dossier.pk, **values | changed, by=by)
    assert facts("StepAssigned") == 0
    actions.unassign(dossier.pk, by=office.head, at=LATER)
    assert again(dossier).holder_id is None
    with pytest.raises(NotPossible):
        actions.unassign(dossier.pk, by=office.head, at=LATER)


def test_a_list_is_kept_renamed_and_deleted_by_its_owner(office: Office) -> None:
    view = actions.save_view(" Trễ hạn ", "lane=late", by=office.case, at=LATER)
    assert (view.name, view.body_id) == ("Trễ hạn", None)
    for name in ("", "Trễ hạn", "x" * 81, "\x00"):
        with pytest.raises(Incomplete):
            actions.save_view(name, "lane=late", by=office.case, at=LATER)
    actions.rename_view(view.pk, name="Quá hạn", by=office.case)
    for act in (
        lambda: actions.rename_view(view.pk, name="A", by=office.head),
        lambda: actions.delete_view(view.pk, by=office.head),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not SavedView.objects.visible_to(office.head).exists()
    actions.delete_view(view.pk, by=office.case)
    assert not SavedView.objects.exists()


def test_a_head_shares_a_view_with_all_who_serve_in_his_body(office: Office) -> None:
    body_id = office.service.competent_id
    with pytest.raises(NotAllowed):
        actions.save_view("Chung", "lane=all", body_id=body_id, by=office.case, at=LATER)
    actions.save_view("Chung", "lane=all", body_id=body_id, by=office.head, at=LATER)
    assert SavedView.objects.visible_to(office.case).count() == 1
    stranger = make_officer(make_body(), Role.CASE_OFFICER, on=NINE.date())[1]
    assert not SavedView.objects.visible_to(stranger).exists()
    assert not SavedView.objects.visible_to(make_citizen()[1]).exists()


def test_nobody_keeps_more_than_twenty_lists(office: Office) -> None:
    for number in range(MOST):
        actions.save_view(f"Danh sách {number}", "lane=all", by=office.case, at=LATER)
    with pytest.raises(Incomplete):
        actions.save_view("Thêm", "lane=all", by=office.case, at=LATER)
