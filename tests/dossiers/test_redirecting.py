"""Sent to the right agency (M22): asked by one head, agreed to or declined by the other."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from motcua.catalogue.models import Service
from motcua.directory.actors import Actor
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.redirecting import AnsweredBefore, AskedAlready, SignedSoNotSent
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible, Stale
from motcua.dossiers.models import Decision, Dossier, Redirection, Task, TaskEnd
from motcua.dossiers.redirecting import asked_by, asked_of, readable_by
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from motcua.notices.models import Notice
from tests.catalogue.makers import make_handling, make_route, make_service
from tests.directory.makers import make_body, make_officer, make_one_stop
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.outside import TAXED, make_waiting, march, waits_of
from tests.dossiers.supplementing import make_drafted_further

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=1)


@dataclass
class Two:
    """Two offices that settle the same procedure, and the heads of their one-stop units."""

    here: Office
    there: Office
    head: Actor
    other_head: Actor


@pytest.fixture
def two() -> Two:
    here = make_office()
    committee = make_body(kind=BodyKind.COMMUNE_COMMITTEE)
    service = make_service(competent=committee, one_stop=make_one_stop(committee), handling=here.service.handling)
    there = make_office(handling=here.service.handling)
    there.service.delete()
    there.service = service
    there.case = make_officer(committee, Role.CASE_OFFICER, on=NINE.date())[1]
    head = make_officer(here.service.one_stop, Role.ONE_STOP_HEAD, on=NINE.date())[1]
    other_head = make_officer(service.one_stop, Role.ONE_STOP_HEAD, on=NINE.date())[1]
    return Two(here, there, head, other_head)


def ask(two: Two, dossier: Dossier, **facts: object) -> Redirection:
    usual = {"service_id": two.there.service.pk, "reason": "Đất thuộc xã bên", "by": two.head, "at": LATER}
    return actions.ask_redirection(dossier.pk, **usual | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.IN_PROGRESS])
def test_with_the_other_heads_agreement_the_dossier_moves_and_its_clock_runs_on(two: Two, status: Status) -> None:
    dossier = make_dossier(two.here, status)
    due_at = dossier.due_at
    row = ask(two, dossier)
    assert list(asked_of(two.other_head)) == [row] and list(asked_by(two.head)) == [row]
    moved = actions.agree_to_redirection(row.pk, by=two.other_head, at=LATER)
    assert (moved.status, moved.competent_id) == (Status.IN_PROGRESS, two.there.service.competent_id)
    assert (moved.due_at, moved.receiving_id) == (due_at, two.here.service.one_stop_id)
    old, new = Task.objects.filter(dossier=dossier).order_by("-pk")[:2][::-1]
    assert (old.end, old.note, old.officer_id) == (TaskEnd.HANDED_ON, "Đất thuộc xã bên", two.head.officer_id)
    assert (new.body_id, new.received_at) == (two.there.service.competent_id, LATER)
    actions.take(dossier.pk, by=two.there.case, at=LATER)
    assert not list(check())
    assert not asked_of(two.other_head) and list(readable_by(two.other_head)) == [row]


def test_what_another_agency_was_waited_for_is_over_when_the_dossier_goes(two: Two) -> None:
    route = make_route(steps=TAXED)
    taxed = make_handling(version=two.here.service.handling.version, number=2, route=route, limit_value=7)
    for office in (two.here, two.there):
        Service.objects.filter(pk=office.service.pk).update(handling=taxed)
    dossier = make_waiting(two.here, march(4))
    row = ask(two, dossier, at=march(5))
    moved = actions.agree_to_redirection(row.pk, by=two.other_head, at=march(9))
    assert (moved.due_at, moved.waits_outside, waits_of(moved)) == (march(16, 17), False, "outside 4-9")
    told = list(Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", flat=True))
    assert told[-2:] == ["OutsideWaitEnded", "Redirected"] and not list(check())


def test_a_declined_dossier_stays_where_it_is(two: Two) -> None:
    dossier = make_dossier(two.here)
    row = ask(two, dossier)
    actions.decline_redirection(row.pk, reason="Không thuộc xã tôi", by=two.other_head, at=LATER)
    dossier.refresh_from_db()
    assert dossier.competent_id == two.here.service.competent_id
    assert Event.objects.get(kind="RedirectionDeclined").payload["reason"] == "Không thuộc xã tôi"
    with pytest.raises(AnsweredBefore):
        actions.agree_to_redirection(row.pk, by=two.other_head, at=LATER)
    ask(two, dossier)  # it may be asked again


def test_everything_that_is_wrong_with_a_question_is_told_at_once(two: Two) -> None:
    dossier = make_dossier(two.here)
    for service_id, reason in ((None, " "), (two.here.service.pk, "x\x00"), (make_office().service.pk, "x" * 2001)):
        with pytest.raises(Incomplete) as missing:
            ask(two, dossier, service_id=service_id, reason=reason)
        assert [place for place, _sentence in missing.value.faults] == ["service", "reason"]
    assert not Redirection.objects.exists() and not Event.objects.filter(kind="RedirectionAsked").exists()


def test_a_refusal_needs_its_reason(two: Two) -> None:
    row = ask(two, make_dossier(two.here))
    with pytest.raises(Incomplete):
        actions.decline_redirection(row.pk, reason=" ", by=two.other_head, at=LATER)
    row.refresh_from_db()
    assert row.answered_at is None


def test_one_agency_is_asked_at_a_time(two: Two) -> None:
    dossier = make_dossier(two.here)
    ask(two, dossier)
    with pytest.raises(AskedAlready):
        ask(two, dossier)


def test_a_page_made_before_the_question_is_stale_after_it(two: Two) -> None:
    dossier = make_dossier(two.here)
    ask(two, dossier)
    with pytest.raises(Stale):
        actions.take(dossier.pk, by=two.here.case, at=LATER, version=dossier.version)


def test_a_signed_dossier_goes_nowhere_and_a_draft_is_left_behind(two: Two) -> None:
    dossier, words = make_dossier(two.here), {"outcome": "granted", "title": "QĐ", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=two.here.case, at=NINE)
    row = ask(two, dossier)
    actions.complete_step(dossier.pk, by=two.here.case, at=LATER)
    actions.approve(dossier.pk, by=two.here.signatory, at=LATER)
    with pytest.raises(SignedSoNotSent):
        actions.agree_to_redirection(row.pk, by=two.other_head, at=LATER)
    other = make_dossier(two.here)
    actions.draft_decision(other.pk, **words, by=two.here.case, at=NINE)
    actions.agree_to_redirection(ask(two, other).pk, by=two.other_head, at=LATER)
    assert not Decision.objects.filter(dossier=other).exists()


def test_a_request_drafted_by_the_agency_before_does_not_go_along(two: Two) -> None:
    dossier = make_drafted_further(two.here)
    later = NINE + timedelta(days=2)
    actions.agree_to_redirection(ask(two, dossier, at=later).pk, by=two.other_head, at=later)
    assert dossier.supplement_requests.get(no=2).dropped_at == later and not list(check())


def test_only_the_two_heads_act(two: Two) -> None:
    dossier = make_dossier(two.here)
    for actor in (two.here.reception, two.here.case, two.here.head, two.other_head):
        with pytest.raises(NotAllowed):
            ask(two, dossier, by=actor)
    row = ask(two, dossier)
    for actor in (two.head, two.there.case, two.here.reception):
        with pytest.raises(NotAllowed):
            actions.agree_to_redirection(row.pk, by=actor, at=LATER)
        with pytest.raises(NotAllowed):
            actions.decline_redirection(row.pk, reason="x", by=actor, at=LATER)


@pytest.mark.parametrize("status", [Status.LODGED, Status.RESOLVED, Status.RETURNED])
def test_only_a_dossier_under_way_is_sent(two: Two, status: Status) -> None:
    with pytest.raises(NotPossible):
        ask(two, make_dossier(two.here, status))


def test_the_applicant_is_told_of_the_move(two: Two) -> None:
    from motcua.notices.actions import tell_applicant

    dossier = make_dossier(two.here)
    actions.agree_to_redirection(ask(two, dossier).pk, by=two.other_head, at=LATER)
    tell_applicant(Event.objects.get(kind="Redirected"))
    assert Notice.objects.get(kind="Redirected").dossier_id == dossier.pk
