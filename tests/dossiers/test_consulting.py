"""Asking other agencies: the question, its answer, silence and its basis, a meeting instead, the submission."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.directory.actors import Actor
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.consulting import Heard, Invitation, Standing, is_late, reminder_at, standing
from motcua.dossiers.errors import (
    AnsweredAlready,
    DossierError,
    HeldByOther,
    Incomplete,
    NotAllowed,
    NotPossible,
    RemindedToday,
    Stale,
)
from motcua.dossiers.models import Consultation, Dossier, Meeting, Submission
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Stage, Status
from motcua.dossiers.watching.consultations import note_silences, remind_before_deadlines
from motcua.journal.models import Event
from motcua.lib.worktime import Calendar
from tests.directory.makers import make_body, make_citizen, make_officer
from tests.dossiers.consulting import (
    DEADLINE,
    for_submission,
    make_consultation,
    make_office_with_visits,
    make_question,
)
from tests.dossiers.makers import NINE, ZONE, Office, make_dossier, make_file, make_office, resolve

pytestmark = pytest.mark.django_db
BASIS = "NĐ 217/2026/NĐ-CP, Điều 54.2c"
LATER = DEADLINE + timedelta(minutes=1)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def asked() -> Office:
    return make_office()


def again(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_related("dossier").get(pk=consultation.pk)


def kinds(dossier: Dossier) -> list[str]:
    return list(Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", flat=True))


def refused(error: type[DossierError], act: Callable[[], Any]) -> list[str]:
    """The places of the faults; the refusal leaves neither a fact nor a row."""
    before = [Event.objects.count(), *Dossier.objects.values_list("version", flat=True)]
    rows = list(Consultation.objects.values()), list(Meeting.objects.values()), Submission.objects.count()
    with pytest.raises(error) as refusal:
        act()
    assert [Event.objects.count(), *Dossier.objects.values_list("version", flat=True)] == before
    assert (list(Consultation.objects.values()), list(Meeting.objects.values()), Submission.objects.count()) == rows
    return [place for place, _ in getattr(refusal.value, "faults", [])]


def test_a_question_goes_to_an_agency_while_the_clock_runs_on(office: Office, asked: Office) -> None:
    dossier = make_dossier(office)
    paper = dossier.papers.first()
    due_at, version = dossier.due_at, dossier.version
    consultation = make_consultation(office, asked, dossier=dossier, paper_ids=[paper.pk])
    dossier.refresh_from_db()
    assert (dossier.status, dossier.stage, dossier.due_at) == (Status.IN_PROGRESS, Stage.CONSULTING, due_at)
    assert dossier.version == version + 1
    assert kinds(dossier)[-1] == "ConsultationAsked"
    assert list(consultation.papers.all()) == [paper]


def test_every_fault_of_a_question_is_told_at_once(office: Office, asked: Office) -> None:
    dossier, foreign = make_dossier(office), make_dossier(asked).papers.first()
    bad = make_question(office.service.competent_id, text=" ", due_at=None, paper_ids=[foreign.pk])
    places = refused(Incomplete, lambda: actions.consult(dossier.pk, bad, by=office.case, at=NINE))
    assert places == ["body", "question", "due", "papers"]
    long = make_question(asked.service.competent_id, text="x" * 4001, deemed_basis="\x00")
    places = refused(Incomplete, lambda: actions.consult(dossier.pk, long, by=office.case, at=NINE))
    assert places == ["question", "deemed_basis"]


@pytest.mark.parametrize(
    "due_at, part",
    [
        (NINE, "passed"),
        (datetime(2026, 3, 5, 17, 0, tzinfo=ZONE), "17:00 Thursday 05/03/2026"),
        (datetime(2026, 3, 9, 9, 0, tzinfo=ZONE), "17:00 Thursday 05/03/2026"),
    ],
)
def test_the_deadline_lies_inside_the_dossiers_own(
    office: Office, asked: Office, due_at: datetime, part: str, settings: Any
) -> None:
    from django.utils.translation import override

    dossier = make_dossier(office)
    question = make_question(asked.service.competent_id, due_at=due_at)
    with override("en"), pytest.raises(Incomplete) as refusal:
        actions.consult(dossier.pk, question, by=office.case, at=NINE)
    assert part in str(refusal.value)


def test_a_dossier_already_due_leaves_no_time_to_ask(office: Office, asked: Office) -> None:
    dossier = make_dossier(office)
    at = dossier.due_at + timedelta(hours=1)
    question = make_question(asked.service.competent_id, due_at=at + timedelta(days=1))
    assert refused(Incomplete, lambda: actions.consult(dossier.pk, question, by=office.case, at=at)) == ["due"]


def test_a_closed_agency_cannot_be_asked(office: Office) -> None:
    closed = make_body(kind=BodyKind.DEPARTMENT, valid_to=NINE.date() - timedelta(days=1))
    dossier = make_dossier(office)
    act = lambda: actions.consult(dossier.pk, make_question(closed.pk), by=office.case, at=NINE)  # noqa: E731
    assert refused(Incomplete, act) == ["body"]


def test_only_the_holder_of_the_step_asks(office: Office, asked: Office) -> None:
    dossier, question = make_dossier(office), make_question(asked.service.competent_id)
    refused(NotAllowed, lambda: actions.consult(dossier.pk, question, by=asked.case, at=NINE))
    colleague = make_officer(office.service.competent, "case_officer", on=NINE.date())[1]
    actions.take(dossier.pk, by=colleague, at=NINE)
    refused(HeldByOther, lambda: actions.consult(dossier.pk, question, by=office.case, at=NINE))
    refused(Stale, lambda: actions.consult(dossier.pk, question, by=colleague, at=NINE, version=0))


def test_several_are_asked_side_by_side_and_the_stage_ends_with_the_last_answer(
    office: Office, asked: Office
) -> None:
    third = make_office()
    first = make_consultation(office, asked)
    second = make_consultation(office, third, dossier=first.dossier)
    actions.answer_consultation(first.pk, answer="agree", by=asked.case, at=NINE)
    assert again(first).dossier.stage == Stage.CONSULTING
    actions.answer_consultation(second.pk, answer="disagree", text="Vướng quy hoạch", by=third.head, at=NINE)
    assert again(second).dossier.stage == Stage.ASSIGNED
    assert kinds(first.dossier)[-2:] == ["ConsultationAnswered", "ConsultationAnswered"]


def test_after_the_last_answer_a_drafted_dossier_is_drafted_again(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(consultation.dossier_id, **words, by=office.case, at=NINE)
    assert again(consultation).dossier.stage == Stage.CONSULTING
    actions.answer_consultation(consultation.pk, answer="agree", by=asked.case, at=NINE)
    assert again(consultation).dossier.stage == Stage.DRAFTED


def test_an_answer_needs_its_words_and_is_given_once(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    for answer, text in [("conditions", " "), ("disagree", ""), ("outside_duty", "\x00"), ("agree", "x" * 4001)]:
        act = lambda a=answer, t=text: actions.answer_consultation(  # noqa: E731
            consultation.pk, answer=a, text=t, by=asked.case, at=NINE
        )
        assert refused(Incomplete, act) == ["text"]
    act = lambda: actions.answer_consultation(consultation.pk, answer="", by=asked.case, at=NINE)  # noqa: E731
    assert refused(Incomplete, act) == ["answer", "text"]
    file = make_file(media_type="application/pdf")
    told = actions.answer_consultation(
        consultation.pk, answer="conditions", text="Giữ lộ giới", file=file, by=asked.case, at=NINE
    )
    assert (told.answer, told.answer_text, told.answer_file) == ("conditions", "Giữ lộ giới", file)
    act = lambda: actions.answer_consultation(consultation.pk, answer="agree", by=asked.case, at=NINE)  # noqa: E731
    refused(AnsweredAlready, act)


def test_a_division_of_the_agency_asked_may_answer_and_another_agency_may_not(office: Office, asked: Office) -> None:
    division = make_body(kind=BodyKind.DIVISION, parent=asked.service.competent)
    officer = make_officer(division, "case_officer", on=NINE.date())[1]
    consultation = make_consultation(office, asked)
    for stranger in (office.case, make_office().case, asked.clerk, asked.reception, make_citizen()[1], Actor()):
        act = lambda by=stranger: actions.answer_consultation(  # noqa: E731
            consultation.pk, answer="agree", by=by, at=NINE
        )
        refused(NotAllowed, act)
    actions.answer_consultation(consultation.pk, answer="agree", by=officer, at=NINE)


def test_the_agency_asked_sees_the_question_and_not_the_dossier(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    assert Consultation.objects.visible_to(asked.case).get() == consultation
    assert not Dossier.objects.visible_to(asked.case).filter(pk=consultation.dossier_id).exists()
    assert Consultation.objects.visible_to(office.clerk).get() == consultation, "the lead agency's own people do"
    applicant = Actor(person_id=consultation.dossier.applicant_person_id)
    for stranger in (make_office().case, applicant, Actor()):
        assert not Consultation.objects.visible_to(stranger).exists()


def test_the_head_of_all_bodies_is_asked_nothing_of_each_and_sees_the_same(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    head = make_officer(asked.service.competent, Role.HEAD, on=NINE.date())[1]
    for one in (head, replace(head, oversees_all=True)):
        assert Consultation.objects.visible_to(one).get() == consultation
        assert Consultation.objects.asked_of(one).get() == consultation


def test_silence_without_a_basis_is_escalated_once_and_dated_at_the_deadline(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    assert note_silences(DEADLINE) == 0, "the deadline itself is still in time"
    assert note_silences(LATER + timedelta(days=3)) == 1
    assert note_silences(LATER + timedelta(days=3)) == 0
    told = again(consultation)
    assert (told.escalated_at, told.deemed_at) == (DEADLINE, None)
    event = Event.objects.get(kind="ConsultationEscalated")
    assert (event.at, event.actor) == (DEADLINE, "system")
    assert told.dossier.stage == Stage.CONSULTING
    assert standing(told, LATER) is Standing.SILENT


def test_silence_agrees_only_where_a_basis_is_named(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked, deemed_basis=BASIS)
    assert standing(consultation, LATER) is Standing.DEEMED, "whether or not the timetable has run"
    note_silences(LATER)
    told = again(consultation)
    assert (told.deemed_at, told.escalated_at, told.dossier.stage) == (DEADLINE, None, Stage.ASSIGNED)
    assert Event.objects.get(kind="ConsultationDeemedAgreed").payload["basis"] == BASIS


@pytest.mark.parametrize("has_run", [True, False])
def test_a_late_answer_stands_beside_the_agreement_by_silence(office: Office, asked: Office, has_run: bool) -> None:
    consultation = make_consultation(office, asked, deemed_basis=BASIS)
    if has_run:
        note_silences(LATER)
    late = LATER + timedelta(hours=5)
    actions.answer_consultation(consultation.pk, answer="disagree", text="Không", by=asked.case, at=late)
    told = again(consultation)
    assert (told.deemed_at, told.answer, told.answered_at) == (DEADLINE, "disagree", late)
    assert is_late(told)
    assert kinds(told.dossier)[-2:] == ["ConsultationDeemedAgreed", "ConsultationAnswered"]
    assert Event.objects.get(kind="ConsultationAnswered").payload["is_late"]
    assert list(check()) == []


def test_an_answer_given_in_time_is_not_overtaken_by_a_run_that_comes_later(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked, deemed_basis=BASIS)
    actions.answer_consultation(consultation.pk, answer="disagree", text="Không", by=asked.case, at=DEADLINE)
    assert note_silences(LATER) == 0
    assert again(consultation).deemed_at is None


def test_a_silence_is_the_systems_to_note(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    refused(NotAllowed, lambda: actions.note_silence(consultation.pk, by=office.case, at=LATER))


def test_nobody_is_waited_for_once_the_dossier_has_its_result(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    resolve(Dossier.objects.get(pk=consultation.dossier_id), office)
    assert note_silences(LATER) == 0
    assert not Consultation.objects.waiting(LATER).exists()


@pytest.mark.parametrize(
    "due_at, expected",
    [
        (datetime(2026, 3, 3, 9, 0, tzinfo=ZONE), datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)),
        (datetime(2026, 3, 9, 16, 0, tzinfo=ZONE), datetime(2026, 3, 6, 16, 0, tzinfo=ZONE)),  # over a weekend
    ],
)
def test_the_reminder_goes_one_working_day_before(due_at: datetime, expected: datetime) -> None:
    assert reminder_at(due_at, Calendar()) == expected


def test_the_system_reminds_once(office: Office, asked: Office) -> None:
    early, due_at = NINE, NINE + timedelta(days=2)
    consultation = make_consultation(office, asked, due_at=due_at, at=early)
    assert remind_before_deadlines(NINE + timedelta(hours=23)) == 0
    assert remind_before_deadlines(NINE + timedelta(hours=25)) == 1
    assert remind_before_deadlines(NINE + timedelta(hours=26)) == 0
    assert again(consultation).reminded_at == NINE + timedelta(hours=25)
    assert remind_before_deadlines(due_at + timedelta(hours=1)) == 0
    assert Event.objects.filter(kind="ConsultationReminded").count() == 1


def test_the_lead_agency_reminds_once_a_day(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    actions.remind_consulted(consultation.pk, by=office.case, at=NINE)
    refused(RemindedToday, lambda: actions.remind_consulted(consultation.pk, by=office.head, at=NINE))
    actions.remind_consulted(consultation.pk, by=office.head, at=NINE + timedelta(days=1))
    refused(NotAllowed, lambda: actions.remind_consulted(consultation.pk, by=asked.head, at=LATER))
    refused(NotAllowed, lambda: actions.remind_consulted(consultation.pk, by=office.clerk, at=LATER))


def test_a_question_is_called_back_with_a_reason(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked)
    act = lambda reason, by: actions.recall_consultation(consultation.pk, reason=reason, by=by, at=NINE)  # noqa: E731
    assert refused(Incomplete, lambda: act(" ", office.case)) == ["reason"]
    refused(NotAllowed, lambda: act("Nhầm", asked.case))
    refused(
        Stale,
        lambda: actions.recall_consultation(consultation.pk, reason="x", by=office.case, at=NINE, version=0),
    )
    act("Nhầm cơ quan", office.case)
    assert standing(again(consultation), LATER) is Standing.RECALLED
    assert again(consultation).dossier.stage == Stage.ASSIGNED
    refused(
        AnsweredAlready,
        lambda: actions.answer_consultation(consultation.pk, answer="agree", by=asked.case, at=NINE),
    )
    assert note_silences(LATER) == 0


def test_an_agreement_by_silence_is_not_called_back(office: Office, asked: Office) -> None:
    consultation = make_consultation(office, asked, deemed_basis=BASIS)
    act = lambda: actions.recall_consultation(consultation.pk, reason="x", by=office.case, at=LATER)  # noqa: E731
    refused(AnsweredAlready, act)
    refused(AnsweredAlready, lambda: actions.remind_consulted(consultation.pk, by=office.case, at=LATER))


def make_meeting(office: Office, *asked: Office, dossier: Dossier | None = None) -> Meeting:
    dossier = dossier or make_dossier(office)
    bodies = [each.service.competent_id for each in asked]
    invitation = Invitation("Quy hoạch", "Phòng họp 1", DEADLINE, bodies)
    return actions.call_meeting(dossier.pk, invitation, by=office.case, at=NINE)


def said(asked: Office, **facts: Any) -> Heard:
    usual = {"has_attended": True, "is_right_composition": True, "answer": "agree"}
    return Heard(asked.service.competent_id, **usual | facts)


def test_a_meeting_stands_for_the_answers_of_those_who_could_speak(office: Office, asked: Office) -> None:
    absent, third = make_office(), make_office()
    consultation = make_consultation(office, asked)
    dossier = consultation.dossier
    make_consultation(office, absent, dossier=dossier)
    make_consultation(office, third, dossier=dossier)
    meeting = make_meeting(office, asked, absent, third, dossier=dossier)
    lines = [
        said(asked, answer="conditions", text="Giữ lộ giới", responsibility="Cắm mốc"),
        said(absent, has_attended=False, is_right_composition=None, answer=""),
        said(third, is_right_composition=False),
    ]
    actions.record_meeting(meeting.pk, said=lines, conclusion="Thống nhất", by=office.case, at=LATER)
    waited_for = Consultation.objects.filter(dossier=dossier).waiting(NINE).values_list("body_id", flat=True)
    assert set(waited_for) == {absent.service.competent_id, third.service.competent_id}
    assert kinds(dossier)[-2:] == ["MeetingCalled", "MeetingHeld"]
    told = meeting.opinions.get(body=asked.service.competent_id)
    assert (told.answer, told.text, told.responsibility) == ("conditions", "Giữ lộ giới", "Cắm mốc")


def test_every_fault_of_a_call_and_of_the_minutes_is_told_at_once(office: Office, asked: Office) -> None:
    dossier, empty = make_dossier(office), Invitation(" ", "", None, [])
    act = lambda: actions.call_meeting(dossier.pk, empty, by=office.case, at=NINE)  # noqa: E731
    assert refused(Incomplete, act) == ["subject", "place", "held", "bodies"]
    meeting, body_id = make_meeting(office, asked, dossier=dossier), asked.service.competent_id
    act = lambda: actions.record_meeting(meeting.pk, said=[], conclusion="", by=office.case, at=LATER)  # noqa: E731
    assert refused(Incomplete, act) == [f"body-{body_id}-attended", "conclusion"]
    bad = [said(asked, is_right_composition=None, answer="disagree", text="")]
    act = lambda: actions.record_meeting(meeting.pk, said=bad, conclusion="X", by=office.case, at=NINE)  # noqa: E731
    assert refused(Incomplete, act) == [f"body-{body_id}-composition", f"body-{body_id}-text", "conclusion"]


def test_a_meeting_is_recorded_once_by_the_holder_of_the_step(office: Office, asked: Office) -> None:
    meeting = make_meeting(office, asked)
    act = lambda by: actions.record_meeting(  # noqa: E731
        meeting.pk, said=[said(asked)], conclusion="Thống nhất", by=by, at=LATER
    )
    refused(NotAllowed, lambda: act(asked.case))
    act(office.case)
    refused(DossierError, lambda: act(office.case))


def test_a_meeting_called_off_is_not_held_and_those_invited_are_named(office: Office, asked: Office) -> None:
    meeting = make_meeting(office, asked)
    off = lambda by, reason="Bão": actions.call_off_meeting(meeting.pk, reason=reason, by=by, at=NINE)  # noqa: E731
    refused(NotAllowed, lambda: off(asked.case))
    assert refused(Incomplete, lambda: off(office.case, " ")) == ["reason"]
    off(office.case)
    meeting.refresh_from_db()
    assert (meeting.called_off_at, meeting.called_off_because) == (NINE, "Bão")
    told = Event.objects.get(kind="MeetingCalledOff")
    assert told.payload["body_ids"] == [asked.service.competent_id]
    refused(NotPossible, lambda: off(office.case))
    minutes = {"said": [said(asked)], "conclusion": "X", "by": office.case, "at": LATER}
    refused(NotPossible, lambda: actions.record_meeting(meeting.pk, **minutes))


STATED = {"position": "agree", "text": "Đề nghị UBND chấp thuận."}


def test_a_submission_without_a_clear_position_is_refused() -> None:
    office = make_office_with_visits()
    dossier = for_submission(office)
    assert dossier.stage == Stage.FOR_SIGNATURE
    act = lambda **typed: actions.submit(  # noqa: E731
        dossier.pk, **{"position": "", "text": "", **typed}, by=office.head, at=NINE
    )
    assert refused(Incomplete, act) == ["position", "text", "why_none"]
    refused(NotPossible, lambda: actions.complete_step(dossier.pk, by=office.head, at=NINE))
    act(**STATED, why_none="Không thuộc diện lấy ý kiến")
    dossier.refresh_from_db()
    assert dossier.step.kind == "sign"
    assert kinds(dossier)[-2:] == ["Submitted", "StepDone"]
    assert Submission.objects.get(dossier=dossier).why_no_opinion == "Không thuộc diện lấy ý kiến"


def test_a_submission_waits_for_every_agency_that_was_asked(asked: Office) -> None:
    office = make_office_with_visits()
    third, dossier = make_office(), for_submission(office)
    questions = [
        actions.consult(dossier.pk, make_question(body.service.competent_id), by=office.head, at=NINE)
        for body in (asked, third)
    ]
    submit = lambda at=NINE: actions.submit(dossier.pk, **STATED, by=office.head, at=at)  # noqa: E731
    assert refused(Incomplete, submit) == ["opinions"]
    actions.answer_consultation(questions[0].pk, answer="agree", by=asked.case, at=NINE)
    assert refused(Incomplete, lambda: submit(LATER)) == ["opinions"], "silence without a basis is no opinion"
    actions.recall_consultation(questions[1].pk, reason="Không cần", by=office.head, at=LATER)
    submit(LATER)


def test_an_agreement_by_silence_is_an_opinion_received(asked: Office) -> None:
    office = make_office_with_visits()
    dossier = for_submission(office)
    question = make_question(asked.service.competent_id, deemed_basis=BASIS)
    actions.consult(dossier.pk, question, by=office.head, at=NINE)
    actions.submit(dossier.pk, **STATED, by=office.head, at=LATER)
