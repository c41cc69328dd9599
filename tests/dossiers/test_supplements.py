"""Completing a dossier: asked once for everything, answered as a whole, again only with a basis, ended in the end."""

from datetime import timedelta

import pytest

from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import AnotherOpen, AskedBefore
from motcua.dossiers.actions.unanswered import StillInTime
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible, Stale
from motcua.dossiers.judging import points_of
from motcua.dossiers.models import (
    Decision,
    Declaration,
    Dossier,
    EarlierDeclaration,
    Obligation,
    Pause,
    SupplementRequest,
)
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Outcome, Status
from motcua.dossiers.supplements import Findings, Verdict
from motcua.journal.models import Event
from motcua.journal.verifying import broken_links
from motcua.lib.worktime import Mode
from tests.directory.makers import make_citizen
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_lodged, make_office
from tests.dossiers.supplementing import (
    FIELD,
    FIRST_PAPER,
    LAW,
    answer_all,
    findings_on,
    make_answered,
    make_asked,
    make_asked_before_acceptance,
    make_drafted_further,
    make_overdue,
    set_rule,
)
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def payload(dossier: Dossier, kind: str) -> dict[str, object]:
    return Event.objects.get(subject=dossier.subject, kind=kind).payload


def test_every_paper_and_every_answer_is_judged(office: Office) -> None:
    points = points_of(make_dossier(office))
    assert [point.key.partition(":")[0] for point in points[:4]] == ["paper", "paper", "paper", "field"]
    number = next(point for point in points if point.key == "field:personal_number")
    assert "012190000" not in number.value
    assert "field:post_address" not in {point.key for point in points}  # not answered


def test_the_officer_asks_once_for_everything_and_the_clock_stops(office: Office) -> None:
    dossier = make_asked(office)
    assert (dossier.status, dossier.step_due_at) == (Status.AWAITING_SUPPLEMENT, None)
    request = dossier.supplement_requests.get()
    assert [(item.field, item.fault) for item in request.items.all()] == [("", "Sai"), ("phone", "Sai")]
    assert sum(request.verdicts.values()) == len(request.verdicts) - 2
    pause = Pause.objects.get(dossier=dossier)
    assert (pause.stopped_at, pause.resumed_at, pause.mode) == (NINE, None, Mode.RESTART)
    assert [task.end for task in dossier.tasks.all()] == ["done", "paused"]
    assert kinds(dossier)[-1] == "SupplementAsked"
    assert payload(dossier, "SupplementAsked")["items"] == 2


def test_the_reception_asks_before_acceptance_without_a_clock(office: Office) -> None:
    dossier = make_asked_before_acceptance(office)
    assert (dossier.status, dossier.due_at) == (Status.AWAITING_SUPPLEMENT, None)
    assert not Pause.objects.exists()
    assert kinds(dossier) == ["Lodged", "SupplementAskedBeforeAcceptance"]


def test_a_request_names_all_that_is_missing_at_once(office: Office) -> None:
    dossier = make_dossier(office)
    points = points_of(dossier)
    verdicts = {points[0].key: Verdict(False, " "), points[1].key: Verdict(True)}
    with pytest.raises(Incomplete) as refusal:
        findings = Findings(verdicts, reason="", mode="never")
        actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    places = [place for place, _sentence in refusal.value.faults]
    assert places[0] == f"{points[0].place}-fault"
    assert places[1:] == [*(point.place for point in points[2:]), "mode", "reason"]
    assert not SupplementRequest.objects.exists()


@pytest.mark.parametrize("words", ["x" * 1001, "a\x00b"])
def test_words_that_no_row_could_hold_are_refused(words: str, office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier)
    verdicts = {key: Verdict(said.is_right, words if said.fault else "") for key, said in findings.verdicts.items()}
    told = Findings(verdicts, reason="x" * 2001, basis="\x00")
    refused(Incomplete, lambda: actions.ask_supplement(dossier.pk, findings=told, by=office.case, at=NINE))


def test_nothing_wrong_is_nothing_to_ask_for(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier, [])
    refused(Incomplete, lambda: actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE))


def test_only_who_appraises_asks_and_on_a_fresh_page(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier)

    def ask(by: Actor, version: int) -> object:
        return actions.ask_supplement(dossier.pk, findings=findings, by=by, at=NINE, version=version)

    refused(NotAllowed, lambda: ask(office.reception, dossier.version))
    refused(Stale, lambda: ask(office.case, dossier.version - 1))


def test_at_the_signature_it_is_too_late_to_ask(office: Office) -> None:
    dossier = make_dossier(office)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=NINE)
    dossier = actions.complete_step(dossier.pk, by=office.case, at=NINE)
    findings = findings_on(dossier)
    refused(NotPossible, lambda: actions.ask_supplement(dossier.pk, findings=findings, by=office.signatory, at=NINE))


def test_the_time_to_answer_is_the_procedures(office: Office) -> None:
    set_rule(office, supplement_workdays=5)
    request = make_asked(office).supplement_requests.get()
    assert request.answer_by is not None
    assert request.answer_by.astimezone(NINE.tzinfo).isoformat() == "2026-03-09T17:00:00+07:00"


def test_the_applicant_answers_item_by_item_then_sends_all(office: Office) -> None:
    account, citizen = make_citizen()
    dossier = make_asked(office, dossier=make_dossier(office, person=account.person))
    paper = dossier.papers.first()
    assert paper is not None
    refused(Incomplete, lambda: actions.send_supplement(dossier.pk, by=citizen, at=NINE))
    later = NINE + TWO_DAYS
    answer_all(dossier, citizen, later)
    dossier = actions.send_supplement(dossier.pk, by=citizen, at=later)
    assert dossier.status == Status.IN_PROGRESS
    assert dossier.due_at is not None and dossier.due_at == dossier.first_due_at
    assert dossier.due_at.astimezone(NINE.tzinfo).date().isoformat() == "2026-03-09"  # 3 working days after 4/3
    assert dossier.step_due_at is not None and dossier.step_due_at > later
    assert [task.end for task in dossier.tasks.all()] == ["done", "paused", ""]
    paper.refresh_from_db()
    assert paper.state == "attached" and paper.files.count() == 1
    assert Declaration.objects.get(dossier=dossier).answers["phone"] == "0987654321"
    assert EarlierDeclaration.objects.get(dossier=dossier).answers["phone"] == "0912345678"
    assert kinds(dossier)[-1] == "Supplemented"
    assert not list(check()) and not list(broken_links())


def test_with_the_mode_resume_only_the_time_that_was_left_runs(office: Office) -> None:
    set_rule(office, supplement_mode=Mode.RESUME.value)
    dossier = make_asked(office, at=NINE + timedelta(days=1))
    answer_all(dossier, office.reception)
    dossier = actions.send_supplement(dossier.pk, by=office.reception, at=NINE + timedelta(days=3))
    assert dossier.due_at is not None
    assert dossier.due_at.astimezone(NINE.tzinfo).date().isoformat() == "2026-03-09"  # 5/3 and the two days lost


def test_old_pages_stay_and_are_marked(office: Office) -> None:
    citizen = make_citizen()[1]
    dossier = make_asked_before_acceptance(office, citizen)
    answer_all(dossier, citizen)
    dossier = actions.send_supplement(dossier.pk, by=citizen, at=NINE)
    assert dossier.status == Status.LODGED
    paper = dossier.papers.first()
    assert paper is not None
    assert [(page.position, page.replaced_at) for page in paper.files.all()] == [(1, NINE), (2, None)]
    assert kinds(dossier)[-1] == "SupplementedBeforeAcceptance"
    assert actions.accept(dossier.pk, by=office.reception, at=NINE).status == Status.ACCEPTED


def test_a_correction_passes_the_checks_of_the_form(office: Office) -> None:
    dossier = make_asked(office)

    def correct(**answers: str) -> object:
        return actions.answer_item(dossier.pk, no=2, answers=answers, by=office.reception, at=NINE)

    for wrong in ({"phone": "12"}, {"phone": ""}, {"full_name": "Khác"}):
        with pytest.raises(Incomplete) as refusal:
            correct(**wrong)
        assert [place for place, _sentence in refusal.value.faults] == ["phone"]
    correct(phone="0987654321", full_name="Khác")
    item = dossier.supplement_requests.get().items.get(no=2)
    assert item.corrected == {"phone": "0987654321"} and item.answered_at == NINE


def test_a_correction_may_open_further_questions(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier, ["field:receive_by"])
    actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)

    def correct(**answers: str) -> object:
        return actions.answer_item(dossier.pk, no=1, answers=answers, by=office.reception, at=NINE)

    with pytest.raises(Incomplete) as refusal:
        correct(receive_by="post")
    assert [place for place, _sentence in refusal.value.faults] == ["post_address"]
    correct(receive_by="post", post_address="Tổ 2, phường Tân Phong")
    actions.send_supplement(dossier.pk, by=office.reception, at=NINE)
    assert Declaration.objects.get(dossier=dossier).answers["post_address"] == "Tổ 2, phường Tân Phong"


def test_a_paper_is_answered_by_a_file_or_by_words_and_can_be_taken_back(office: Office) -> None:
    dossier, file = make_asked(office), make_file()
    values = {"no": 1, "by": office.reception, "at": NINE}
    with pytest.raises(Incomplete):
        actions.answer_item(dossier.pk, words="  ", **values)
    with pytest.raises(Incomplete):
        actions.answer_item(dossier.pk, files=[make_file() for _ in range(21)], **values)
    actions.answer_item(dossier.pk, files=[file], **values)
    assert actions.remove_item_file(dossier.pk, file_id=file.pk, **values).answered_at is None
    assert actions.answer_item(dossier.pk, words="Giấy đã mất", **values).answered_at == NINE


def test_nobody_else_answers(office: Office) -> None:
    dossier, stranger = make_asked(office), make_citizen()[1]
    for actor in (stranger, office.case, office.returning):
        with pytest.raises(NotAllowed):
            actions.answer_item(dossier.pk, no=1, words="x", by=actor, at=NINE)
        refused(NotAllowed, lambda by=actor: actions.send_supplement(dossier.pk, by=by, at=NINE))


def test_a_second_request_goes_nowhere_without_its_basis_and_the_head(office: Office) -> None:
    dossier = make_answered(office)
    later = NINE + TWO_DAYS

    def draft(basis: str) -> object:
        findings = findings_on(dossier, [FIELD], basis=basis)
        return actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=later)

    findings = findings_on(dossier, basis=LAW)
    refused(AskedBefore, lambda: actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=later))
    refused(Incomplete, lambda: draft(""))
    draft(LAW)
    dossier.refresh_from_db()
    assert (dossier.status, kinds(dossier)[-1]) == (Status.IN_PROGRESS, "SupplementDrafted")
    refused(AnotherOpen, lambda: draft(LAW))
    refused(NotAllowed, lambda: actions.approve_supplement(dossier.pk, by=office.case, at=later))
    dossier = actions.approve_supplement(dossier.pk, by=office.head, at=later)
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    request = dossier.supplement_requests.get(no=2)
    assert (request.basis, request.approved_by_id) == (LAW, office.head.officer_id)
    paused = dossier.tasks.filter(end="paused").last()
    assert paused is not None and paused.officer_id == office.case.officer_id  # not the head's leg
    assert SupplementRequest.objects.filter(dossier=dossier).sent().count() == 2
    assert not list(check())


def test_the_head_drops_a_further_request_with_a_reason(office: Office) -> None:
    dossier = make_drafted_further(office)
    later = NINE + TWO_DAYS
    refused(Incomplete, lambda: actions.drop_supplement(dossier.pk, reason=" ", by=office.signatory, at=later))
    refused(NotAllowed, lambda: actions.drop_supplement(dossier.pk, reason="x", by=office.case, at=later))
    dossier = actions.drop_supplement(dossier.pk, reason="Không có căn cứ", by=office.signatory, at=later)
    assert (dossier.status, kinds(dossier)[-1]) == (Status.IN_PROGRESS, "SupplementDropped")
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))
    assert SupplementRequest.objects.filter(dossier=dossier).sent().count() == 1


def make_drafted_before_acceptance(office: Office) -> Dossier:
    """Answered once before acceptance; the reception has drafted another request."""
    dossier = make_asked_before_acceptance(office)
    answer_all(dossier, office.reception)
    actions.send_supplement(dossier.pk, by=office.reception, at=NINE)
    findings = findings_on(dossier, [FIELD], basis=LAW)
    return actions.draft_supplement(dossier.pk, findings=findings, by=office.reception, at=NINE)


def test_acceptance_drops_a_request_drafted_before_it_and_the_officer_may_draft_another(office: Office) -> None:
    dossier = make_drafted_before_acceptance(office)
    actions.accept_and_transfer(dossier.pk, by=office.reception, at=NINE)
    assert dossier.supplement_requests.get(no=2).dropped_at == NINE
    assert "SupplementDropped" in kinds(dossier)
    findings = findings_on(dossier, [FIELD], basis=LAW)
    actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    dossier = actions.approve_supplement(dossier.pk, by=office.head, at=NINE)
    assert dossier.status == Status.AWAITING_SUPPLEMENT and not list(check())


def test_a_declined_dossier_keeps_no_drafted_request(office: Office) -> None:
    dossier = make_drafted_before_acceptance(office)
    actions.decline(dossier.pk, ground="Sai thẩm quyền", by=office.reception, at=NINE)
    assert dossier.supplement_requests.get(no=2).dropped_at == NINE and not list(check())


def test_what_was_drafted_before_the_signature_neither_goes_out_after_it_nor_outlives_the_result(
    office: Office,
) -> None:
    dossier, later = make_drafted_further(office), NINE + TWO_DAYS
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=later)
    actions.complete_step(dossier.pk, by=office.case, at=later)
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))
    actions.approve(dossier.pk, by=office.signatory, at=later)
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))
    actions.grant(dossier.pk, by=office.clerk, at=later, file=make_file(media_type="application/pdf"))
    assert dossier.supplement_requests.get(no=2).dropped_at == later and not list(check())


def test_nothing_goes_out_at_an_appraisal_after_the_signature(office: Office) -> None:
    dossier, later = make_drafted_further(office), NINE + TWO_DAYS
    signed = {"approved_by_id": office.signatory.officer_id, "approved_at": later}
    drafted = {"drafted_by_id": office.case.officer_id, "drafted_at": later, "outcome": "granted", "title": "x"}
    Decision.objects.create(dossier=dossier, **drafted, **signed)
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))


def test_a_first_request_is_not_drafted(office: Office) -> None:
    dossier = make_lodged(office)
    findings = findings_on(dossier, basis=LAW)
    refused(
        NotPossible, lambda: actions.draft_supplement(dossier.pk, findings=findings, by=office.reception, at=NINE)
    )


def test_silence_is_announced_once_and_changes_nothing(office: Office) -> None:
    dossier = make_overdue(office)
    request = dossier.supplement_requests.get()
    for _run in range(2):
        actions.propose_stop(request.pk, at=NINE)
    assert kinds(dossier).count("StopProposed") == 1
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    answer_all(dossier, office.reception)  # late, but nobody has ended it
    assert actions.send_supplement(dossier.pk, by=office.reception, at=NINE).status == Status.IN_PROGRESS


def test_an_officer_confirms_the_stop_and_no_wait_stays_open(office: Office) -> None:
    dossier = make_overdue(office)
    refused(Incomplete, lambda: actions.stop_unanswered(dossier.pk, ground=" ", by=office.case, at=NINE))
    refused(NotPossible, lambda: actions.refuse_unanswered(dossier.pk, ground="x", by=office.signatory, at=NINE))
    dossier = actions.stop_unanswered(dossier.pk, ground="Quá hạn", by=office.case, at=NINE)
    assert (dossier.status, dossier.ended_at) == (Status.STOPPED, NINE)
    assert Pause.objects.get(dossier=dossier).resumed_at == NINE
    assert dossier.supplement_requests.get().dropped_at == NINE
    assert dossier.due_at is not None and dossier.due_at >= NINE  # the wait was not the agency's
    assert kinds(dossier)[-1] == "SupplementNotAnswered" and not list(check())


def test_before_its_date_nobody_ends_it(office: Office) -> None:
    set_rule(office, supplement_workdays=5)
    dossier = make_asked(office)
    refused(StillInTime, lambda: actions.stop_unanswered(dossier.pk, ground="x", by=office.case, at=NINE + TWO_DAYS))


def test_without_a_limit_nobody_ends_it(office: Office) -> None:
    dossier = make_asked(office)
    late = NINE + timedelta(days=90)
    refused(StillInTime, lambda: actions.stop_unanswered(dossier.pk, ground="x", by=office.case, at=late))


def test_where_the_law_refuses_the_signatory_refuses_with_a_paper(office: Office) -> None:
    dossier = make_overdue(office, on_silence="refuse")
    refused(NotPossible, lambda: actions.stop_unanswered(dossier.pk, ground="x", by=office.case, at=NINE))
    refused(NotAllowed, lambda: actions.refuse_unanswered(dossier.pk, ground="x", by=office.case, at=NINE))
    dossier = actions.refuse_unanswered(dossier.pk, ground="Không bổ sung", by=office.signatory, at=NINE)
    assert (dossier.status, dossier.outcome, dossier.resolved_at) == (Status.RESOLVED, Outcome.REFUSED, NINE)
    decision = Decision.objects.get(dossier=dossier)
    assert decision.file is not None and decision.number
    assert kinds(dossier)[-1] == "RefusedUnanswered" and not list(check())


def test_withdrawing_while_waiting_closes_request_and_pause(office: Office) -> None:
    account, citizen = make_citizen()
    dossier = make_asked(office, dossier=make_dossier(office, person=account.person))
    later = NINE + TWO_DAYS
    actions.ask_withdrawal(dossier.pk, reason="Thôi", by=citizen, at=later)
    dossier = actions.withdraw(dossier.pk, by=office.case, at=later)
    assert dossier.status == Status.WITHDRAWN
    assert Pause.objects.get(dossier=dossier).resumed_at == later
    assert not SupplementRequest.objects.open().exists()


def test_before_acceptance_it_is_withdrawn_at_once(office: Office) -> None:
    citizen = make_citizen()[1]
    dossier = make_asked_before_acceptance(office, citizen)
    dossier = actions.ask_withdrawal(dossier.pk, reason="Thôi", by=citizen, at=NINE)
    assert dossier.status == Status.WITHDRAWN
    assert not SupplementRequest.objects.open().exists()


def test_the_first_paper_alone_may_be_wrong(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier, [FIRST_PAPER])
    actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    answer_all(dossier, office.reception)
    actions.send_supplement(dossier.pk, by=office.reception, at=NINE)
    assert not EarlierDeclaration.objects.exists()


def test_an_unanswered_dossier_ends_with_the_money_that_may_go_back(office: Office) -> None:
    dossier = make_overdue(office)
    asked = {"asked_by_id": office.case.officer_id, "asked_at": NINE, "paid_at": NINE, "amount": 1000, "receipt": "B"}
    kept, back = (Obligation.objects.create(dossier=dossier, name=name, **asked) for name in ("kept", "back"))
    actions.stop_unanswered(dossier.pk, ground="Quá hạn", refunds=[back.pk], by=office.case, at=NINE)
    assert list(Obligation.objects.exclude(refundable_at=None)) == [back] and kept.paid_at
