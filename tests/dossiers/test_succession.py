"""A body is closed: its open dossiers go on at its successor, and who serves there may do what is to be done."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from motcua.directory.actions import close_body
from motcua.directory.actors import SYSTEM, Actor, actor_of
from motcua.directory.models import Account, Body, Officer, Post
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.clock import Rows, dates_of
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.statuses import Status
from motcua.dossiers.succession import Share, left_behind, shared_out, waiting_for_choice
from motcua.journal.models import Event
from tests.directory.makers import make_administrator, make_body, make_officer, make_one_stop, make_post
from tests.dossiers.linking_makers import child_of, grant_part, make_group, make_parent
from tests.dossiers.makers import NINE, Office, make_dossier, make_office, resolve

pytestmark = pytest.mark.django_db
CLOSED = (NINE + timedelta(days=1)).date()
AFTER = NINE + timedelta(days=1)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("step").get(pk=dossier.pk)


def close(office: Office, *heirs: Body) -> None:
    """The one-stop unit first, then the committee, each with its own successor."""
    one_stop = make_one_stop(heirs[0])
    said = {"kind": "merged", "on": CLOSED, "basis": "NQ 1/2026", "by": SYSTEM, "at": NINE}
    close_body(office.service.one_stop, [one_stop], **said)
    close_body(office.service.competent, list(heirs), **said)


def on_the_day(officer: Officer) -> Actor:
    return actor_of(Account.objects.get(officer=officer), CLOSED)


def case_officer_of(body: Body) -> Actor:
    return make_officer(body, Role.CASE_OFFICER, on=CLOSED)[1]


def test_an_open_dossier_follows_with_its_step_and_its_date_and_keeps_where_it_was_received() -> None:
    office, heir = make_office(), make_body()
    dossier = make_dossier(office)
    actions.take(dossier.pk, by=office.case, at=NINE)
    close(office, heir)
    assert list(actions.follow_successions(by=SYSTEM, at=AFTER)) == [1]
    moved = again(dossier)
    assert (moved.competent_id, moved.holder_body_id, moved.holder_id) == (heir.pk, heir.pk, None)
    assert moved.receiving_id == office.service.one_stop_id
    old, new = Task.objects.filter(dossier=dossier, step=moved.step).order_by("pk")
    assert (old.end, new.body_id, new.due_at) == (TaskEnd.HANDED_ON, heir.pk, old.due_at)
    told = Event.objects.get(subject=dossier.subject, kind="Succeeded")
    assert told.payload == {"body_id": heir.pk, "basis": "NQ 1/2026"}


def test_an_officer_who_moved_along_keeps_what_he_had_in_hand() -> None:
    office, heir = make_office(), make_body()
    dossier = make_dossier(office)
    actions.take(dossier.pk, by=office.case, at=NINE)
    make_post(Officer.objects.get(pk=office.case.officer_id), heir, Role.CASE_OFFICER)
    close(office, heir)
    actions.succeed(dossier.pk, by=SYSTEM, at=AFTER)
    assert again(dossier).holder_id == office.case.officer_id


def test_the_rest_of_the_route_is_walked_at_the_successor() -> None:
    office, heir = make_office(), make_body()
    dossier = make_dossier(office)
    close(office, heir)
    actions.succeed(dossier.pk, by=SYSTEM, at=AFTER)
    case = case_officer_of(heir)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=case, at=AFTER)
    actions.complete_step(dossier.pk, by=case, at=AFTER)
    assert again(dossier).holder_body_id == heir.pk
    actions.approve(dossier.pk, by=make_officer(heir, Role.SIGNATORY, on=CLOSED)[1], at=AFTER)


def test_a_result_of_a_closed_counter_is_handed_over_by_its_successor() -> None:
    office, heir = make_office(), make_body()
    dossier = resolve(make_dossier(office), office)
    close(office, heir)
    assert sum(actions.follow_successions(by=SYSTEM, at=AFTER)) == 1
    heir_counter = again(dossier).holder_body_id
    officer, _actor = make_officer(Body.objects.get(pk=heir_counter), Role.RETURN_OFFICER, on=CLOSED)
    by = on_the_day(officer)
    assert Dossier.objects.visible_to(by).filter(pk=dossier.pk).exists()
    assert actions.hand_over(dossier.pk, by=by, at=AFTER).status == Status.RETURNED


def test_what_moved_is_not_moved_again_and_a_cut_off_run_goes_on() -> None:
    office, heir = make_office(), make_body()
    dossiers = [make_dossier(office) for _ in range(3)]
    close(office, heir)
    actions.succeed(dossiers[0].pk, by=SYSTEM, at=AFTER)
    assert not actions.succeed(dossiers[0].pk, by=SYSTEM, at=AFTER)
    assert list(actions.follow_successions(by=SYSTEM, at=AFTER, size=1)) == [1, 1]
    assert not left_behind(CLOSED).exists()
    assert Event.objects.filter(kind="Succeeded").count() == 3


def test_ended_dossiers_and_days_before_stay_as_they_were() -> None:
    office, heir = make_office(), make_body()
    running, ended = make_dossier(office), make_dossier(office, Status.RETURNED)
    close(office, heir)
    assert list(actions.follow_successions(by=SYSTEM, at=NINE)) == []
    actions.follow_successions(by=SYSTEM, at=AFTER)
    assert again(ended).competent_id == office.service.competent_id
    assert again(running).competent_id == office.service.competent_id, "nothing is done before it is asked for"


def test_where_several_go_on_somebody_must_choose() -> None:
    office, heirs = make_office(), [make_body(), make_body()]
    dossier = make_dossier(office)
    close(office, *heirs)
    assert sum(actions.follow_successions(by=SYSTEM, at=AFTER)) == 0
    assert list(waiting_for_choice(CLOSED)) == [dossier]


def test_the_command_tells_its_progress() -> None:
    said = StringIO()
    call_command("follow_successions", stdout=said)
    assert "no dossier was left behind" in said.getvalue()


def test_who_serves_at_the_successor_serves_for_the_closed_body_too() -> None:
    office, heir = make_office(), make_body()
    make_dossier(office)
    close(office, heir)
    officer, actor = make_officer(heir, Role.CASE_OFFICER, on=NINE.date())
    assert (office.service.competent_id, Role.CASE_OFFICER) not in actor.posts
    assert (office.service.competent_id, Role.CASE_OFFICER) in on_the_day(officer).posts
    assert not Post.objects.filter(officer=officer, body=office.service.competent).exists()


def split(office: Office, *heirs: Body) -> Actor:
    """The committee is split among the heirs; an administrator of the province on that day."""
    close(office, *heirs)
    return make_administrator(on=CLOSED)


def test_of_a_split_body_each_procedure_goes_on_where_the_administrator_says() -> None:
    office, heirs = make_office(), [make_body(), make_body()]
    first, kept = make_dossier(office), make_dossier(office)
    Dossier.objects.filter(pk=kept.pk).update(procedure_code="9.777777")
    by = split(office, *heirs)
    closed = office.service.competent
    assert {(row.code, row.number) for row in shared_out(closed, CLOSED)} == {
        (first.procedure_code, 1),
        ("9.777777", 1),
    }
    share = Share(closed.pk, heirs[1].pk, [first.procedure_code], " QĐ 12/2026 ")
    assert actions.share_out(share, by=by, at=AFTER) == 1
    moved = again(first)
    assert (moved.competent_id, moved.holder_body_id, moved.holder_id) == (heirs[1].pk, heirs[1].pk, None)
    assert again(kept).competent_id == closed.pk
    told = Event.objects.get(subject=first.subject, kind="Succeeded")
    assert told.payload == {"body_id": heirs[1].pk, "basis": "QĐ 12/2026"}
    assert actions.share_out(share, by=by, at=AFTER) == 0
    assert [row.code for row in shared_out(closed, CLOSED)] == ["9.777777"]


def test_the_rest_of_the_route_is_walked_at_the_chosen_part_of_a_split_body() -> None:
    office, heirs = make_office(), [make_body(), make_body()]
    dossier = make_dossier(office)
    by = split(office, *heirs)
    share = Share(office.service.competent_id, heirs[0].pk, [dossier.procedure_code], "QĐ 12")
    actions.share_out(share, by=by, at=AFTER)
    case = case_officer_of(heirs[0])
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=case, at=AFTER)
    actions.complete_step(dossier.pk, by=case, at=AFTER)
    assert again(dossier).holder_body_id == heirs[0].pk
    actions.approve(dossier.pk, by=make_officer(heirs[0], Role.SIGNATORY, on=CLOSED)[1], at=AFTER)


def test_every_fault_of_a_share_is_told_and_nothing_moves() -> None:
    office, heirs, stranger = make_office(), [make_body(), make_body()], make_body()
    dossier = make_dossier(office)
    by = split(office, *heirs)
    closed = office.service.competent_id
    with pytest.raises(Incomplete) as refusal:
        actions.share_out(Share(closed, stranger.pk, [], " "), by=by, at=AFTER)
    assert [place for place, _sentence in refusal.value.faults] == ["procedures", "heir", "basis"]
    share = Share(closed, heirs[0].pk, [dossier.procedure_code], "QĐ 12")
    for other in (office.head, office.case):
        with pytest.raises(NotAllowed):
            actions.share_out(share, by=other, at=AFTER)
    assert again(dossier).competent_id == closed and not Event.objects.filter(kind="Succeeded").exists()


def test_a_body_that_one_other_goes_on_with_has_nothing_to_share_out() -> None:
    office, heir = make_office(), make_body()
    make_dossier(office)
    close(office, heir)
    assert shared_out(office.service.competent, CLOSED) == []
    assert shared_out(heir, CLOSED) == []


def test_what_failed_at_the_closed_body_still_moves_the_date() -> None:
    office, there = make_office(), make_office()
    dossier, other = make_dossier(office), make_dossier(there)
    until = AFTER + timedelta(hours=8)
    down = Declared(office.service.competent_id, NINE, until, "Mất điện", "1/TB", is_planned=False)
    Dossier.objects.filter(pk__in=[dossier.pk, other.pk]).update(clock_started_at=NINE)
    before = dates_of(again(dossier), Rows()).due_at, dates_of(again(other), Rows()).due_at
    actions.declare_outage(down, by=make_administrator(on=NINE.date()), at=until)
    moved = dates_of(again(dossier), Rows()).due_at
    close(office, there.service.competent)
    actions.succeed(dossier.pk, by=SYSTEM, at=AFTER)
    assert moved > before[0]
    assert dates_of(again(dossier), Rows()).due_at == moved
    assert dates_of(again(other), Rows()).due_at == before[1], "the heir's own dossiers had no failure"


def test_what_failed_at_a_body_between_the_first_and_the_last_still_moves_the_date() -> None:
    office, between, last = make_office(), make_body(), make_body()
    dossier = make_dossier(office)
    Dossier.objects.filter(pk=dossier.pk).update(clock_started_at=NINE)
    close(office, between)
    actions.succeed(dossier.pk, by=SYSTEM, at=AFTER)
    before = dates_of(again(dossier), Rows()).due_at
    until = AFTER + timedelta(hours=32)
    failed = Declared(between.pk, AFTER, until, "Mất điện", "1/TB", is_planned=False)
    actions.declare_outage(failed, by=make_administrator(on=NINE.date()), at=until)
    moved = dates_of(again(dossier), Rows()).due_at
    later = AFTER + timedelta(days=2)
    said = {"kind": "merged", "on": later.date(), "basis": "NQ 2/2026", "by": SYSTEM, "at": AFTER}
    close_body(Body.objects.get(parent=between), [make_one_stop(last)], **said)
    close_body(between, [last], **said)
    actions.succeed(dossier.pk, by=SYSTEM, at=later)
    assert again(dossier).competent_id == last.pk
    assert before < moved == dates_of(again(dossier), Rows()).due_at


def test_a_linked_part_that_begins_after_its_agency_was_merged_begins_at_the_heir() -> None:
    group, heir = make_group(), make_body()
    parent = make_parent(group)
    said = {"kind": "merged", "on": CLOSED, "basis": "NQ 1/2026", "by": SYSTEM, "at": NINE}
    close_body(group.agencies[2].service.competent, [heir], **said)
    grant_part(group, parent, 1, AFTER)
    child = child_of(parent, 2)
    assert (child.competent_id, child.holder_body_id) == (heir.pk, heir.pk)
    actions.take(child.pk, by=case_officer_of(heir), at=AFTER)
    assert child_of(parent, 3).competent_id == group.agencies[3].service.competent_id
