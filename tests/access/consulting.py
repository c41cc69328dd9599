"""The acts of consultation, of meetings, of visits and of submission, as rows of the table in `test_acts`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from motcua.directory.actors import Actor
from motcua.directory.roles import Role as R
from motcua.dossiers import actions
from motcua.dossiers.consulting import Heard, Invitation
from motcua.dossiers.models import Dossier
from motcua.dossiers.visiting import Visit
from tests.catalogue.makers import make_handling, make_route
from tests.dossiers.consulting import (
    DEADLINE,
    WITH_VISIT_AND_SUBMISSION,
    for_submission,
    make_consultation,
    make_question,
)
from tests.dossiers.makers import NINE, Office, make_dossier, make_office

LATER = DEADLINE + timedelta(minutes=1)
FOLLOWING = {R.CASE_OFFICER, R.DIVISION_HEAD, R.HEAD}
Act = Callable[[Dossier, Actor], Any]


def asking(office: Office) -> Dossier:
    return make_consultation(office, make_office()).dossier


def asked(office: Office) -> Dossier:
    """Another office's dossier, on which this one is asked."""
    return make_consultation(make_office(), office).dossier


def with_meeting(office: Office) -> Dossier:
    dossier = make_dossier(office)
    invitation = Invitation("Quy hoạch", "Phòng họp", DEADLINE, [make_office().service.competent_id])
    actions.call_meeting(dossier.pk, invitation, by=office.case, at=NINE)
    return dossier


def at_submission(office: Office) -> Dossier:
    return for_submission(_with_visits(office))


def checking(office: Office) -> Dossier:
    return make_dossier(_with_visits(office))


def with_visit(office: Office) -> Dossier:
    dossier = checking(office)
    actions.arrange_visit(dossier.pk, VISIT, by=office.case, at=NINE)
    return dossier


def _with_visits(office: Office) -> Office:
    office.service.handling = make_handling(route=make_route(steps=WITH_VISIT_AND_SUBMISSION))
    office.service.save()
    return office


VISIT = Visit(DEADLINE, "Tổ 1", "Chủ hồ sơ", "Ranh giới")


def consult(dossier: Dossier, by: Actor) -> Any:
    return actions.consult(dossier.pk, make_question(make_office().service.competent_id), by=by, at=NINE)


def call_meeting(dossier: Dossier, by: Actor) -> Any:
    invitation = Invitation("Quy hoạch", "Phòng họp", DEADLINE, [make_office().service.competent_id])
    return actions.call_meeting(dossier.pk, invitation, by=by, at=NINE)


def record_meeting(dossier: Dossier, by: Actor) -> Any:
    meeting = dossier.meetings.get()
    said = [Heard(opinion.body_id, has_attended=False) for opinion in meeting.opinions.all()]
    return actions.record_meeting(meeting.pk, said=said, conclusion="Không ai dự", by=by, at=LATER)


def call_off_meeting(dossier: Dossier, by: Actor) -> Any:
    return actions.call_off_meeting(dossier.meetings.get().pk, reason="Bão", by=by, at=LATER)


def on_question(verb: Callable[..., Any], at: Any = NINE, **values: Any) -> Act:
    return lambda dossier, by: verb(dossier.consultations.get().pk, by=by, at=at, **values)


def on_visit(verb: Callable[..., Any], **values: Any) -> Act:
    return lambda dossier, by: verb(dossier.appointments.get().pk, by=by, at=LATER, **values)


def submit(dossier: Dossier, by: Actor) -> Any:
    words = {"position": "agree", "text": "Đề nghị", "why_none": "Không thuộc diện"}
    return actions.submit(dossier.pk, **words, by=by, at=NINE)


def arrange(dossier: Dossier, by: Actor) -> Any:
    return actions.arrange_visit(dossier.pk, VISIT, by=by, at=NINE)


ANSWERING = {R.CASE_OFFICER, R.DIVISION_HEAD, R.SIGNATORY, R.HEAD}
CONSULTING: dict[str, tuple[Callable[[Office], Dossier], Act, set[R]]] = {
    "ask an agency": (make_dossier, consult, {R.CASE_OFFICER}),
    "answer a question": (asked, on_question(actions.answer_consultation, answer="agree"), ANSWERING),
    "remind an agency": (asking, on_question(actions.remind_consulted), FOLLOWING),
    "call a question back": (asking, on_question(actions.recall_consultation, reason="Nhầm"), FOLLOWING),
    "note a silence": (asking, on_question(actions.note_silence, at=LATER), set()),
    "call a meeting": (make_dossier, call_meeting, {R.CASE_OFFICER}),
    "call a meeting off": (with_meeting, call_off_meeting, {R.CASE_OFFICER}),
    "record a meeting": (with_meeting, record_meeting, {R.CASE_OFFICER}),
    "submit to the committee": (at_submission, submit, {R.HEAD}),
    "arrange a visit": (checking, arrange, {R.CASE_OFFICER}),
    "hold a visit": (with_visit, on_visit(actions.hold_visit, findings="Đúng"), {R.CASE_OFFICER}),
    "cancel a visit": (with_visit, on_visit(actions.cancel_visit, reason="Mưa"), {R.CASE_OFFICER}),
}
