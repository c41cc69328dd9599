"""The acts of asking: the applicant, other agencies, people at a meeting or on the spot, somebody's consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.consulting import Heard, Invitation
from motcua.dossiers.models import Appointment, Consultation, Meeting, SupplementItem, SupplementRequest
from motcua.dossiers.statuses import Status
from motcua.dossiers.supplements import is_answered
from motcua.dossiers.visiting import Visit
from tests.dossiers.consulting import make_question
from tests.dossiers.lives.act import Act, Doing, at, awaits_consent, never, on_step, there, verb, works
from tests.dossiers.lives.living import Living
from tests.dossiers.supplementing import FIELD, LAW, findings_on

BASIS = "NĐ 217/2026, Điều 54.2c"


def ask(life: Living, by: Actor) -> Any:
    return actions.ask_supplement(life.dossier.pk, findings=findings_on(life.dossier), by=by, at=life.at)


def ask_again(life: Living, by: Actor) -> Any:
    findings = findings_on(life.dossier, [FIELD], basis=LAW)
    return actions.draft_supplement(life.dossier.pk, findings=findings, by=by, at=life.at)


def ask_again_without_basis(life: Living, by: Actor) -> Any:
    findings = findings_on(life.dossier, [FIELD])
    return actions.draft_supplement(life.dossier.pk, findings=findings, by=by, at=life.at)


def answer(life: Living, by: Actor) -> Any:
    """The next fault that is not answered."""
    item = there(next(iter(_unanswered(life)), None))
    given: dict[str, Any] = {"files": [life.people.file]}
    given = {"answers": {item.field: "0987654321"}} if item.field else given
    return actions.answer_item(life.dossier.pk, no=item.no, **given, by=by, at=life.at)


def take_off(life: Living, by: Actor) -> Any:
    return actions.remove_item_file(life.dossier.pk, no=1, file_id=life.people.file.pk, by=by, at=life.at)


def consult(basis: str = "") -> Doing:
    def do(life: Living, by: Actor) -> Any:
        body_id = life.people.other_than(life.dossier).service.competent_id
        question = make_question(body_id, due_at=life.at + timedelta(hours=20), deemed_basis=basis)
        return actions.consult(life.dossier.pk, question, by=by, at=life.at)

    return do


def on_question(function: Callable[..., Any], **values: Any) -> Doing:
    """On the last question that was put."""

    def do(life: Living, by: Actor) -> Any:
        last = there(Consultation.objects.order_by("pk").last())
        return function(last.pk, by=by, at=life.at, **values)

    return do


def call_meeting(life: Living, by: Actor) -> Any:
    body_id = life.people.other_than(life.dossier).service.competent_id
    invitation = Invitation("Quy hoạch", "Phòng họp", life.at + timedelta(hours=4), [body_id])
    return actions.call_meeting(life.dossier.pk, invitation, by=by, at=life.at)


def record_meeting(life: Living, by: Actor) -> Any:
    meeting = there(Meeting.objects.order_by("pk").last())
    heard = {"has_attended": True, "is_right_composition": True, "answer": "agree"}
    said = [Heard(opinion.body_id, **heard) for opinion in meeting.opinions.all()]  # type: ignore[arg-type]
    return actions.record_meeting(meeting.pk, said=said, conclusion="Thống nhất", by=by, at=life.at)


def arrange_visit(life: Living, by: Actor) -> Any:
    tomorrow = (life.at + timedelta(days=1)).replace(hour=9, minute=0)
    return actions.arrange_visit(
        life.dossier.pk, Visit(tomorrow, "Tổ 1", "Chủ hồ sơ", "Ranh giới"), by=by, at=life.at
    )


def on_visit(function: Callable[..., Any], **values: Any) -> Doing:
    def do(life: Living, by: Actor) -> Any:
        last = there(Appointment.objects.order_by("pk").last())
        return function(last.pk, by=by, at=life.at, **values)

    return do


def is_consulting(life: Living) -> bool:
    return works(life) and life.dossier.stage == "consulting"


def is_unanswered(life: Living) -> bool:
    return life.dossier.status == Status.AWAITING_SUPPLEMENT


def is_answered_whole(life: Living) -> bool:
    return is_unanswered(life) and not _unanswered(life)


def has_a_fault_left(life: Living) -> bool:
    return is_unanswered(life) and bool(_unanswered(life))


def is_out_of_time(life: Living) -> bool:
    overdue = SupplementRequest.objects.overdue(life.at)
    return is_unanswered(life) and overdue.filter(dossier=life.dossier).exists()


def _unanswered(life: Living) -> list[SupplementItem]:
    items = SupplementItem.objects.filter(request__dossier=life.dossier, request__answered_at=None).order_by("pk")
    return [each for each in items if not is_answered(each)]


def may_ask(life: Living) -> bool:
    return works(life) and "ask" not in life.done


def may_ask_again(life: Living) -> bool:
    return works(life) and "ask" in life.done


def was_asked_again(life: Living) -> bool:
    return works(life) and life.done.count("ask again") > life.done.count("drop")


ASKING: dict[str, Act] = {
    "ask before acceptance": Act("reception", at(Status.LODGED), ask),
    "ask": Act("step", may_ask, ask, 2),
    "ask again": Act("step", may_ask_again, ask_again, 2),
    "ask again without a basis": Act("step", never, ask_again_without_basis),
    "let go out": Act("head", was_asked_again, verb(actions.approve_supplement), 2),
    "drop": Act("head", was_asked_again, verb(actions.drop_supplement, reason="Không cần")),
    "answer": Act("citizen", has_a_fault_left, answer, 8),
    "answer at the counter": Act("reception", has_a_fault_left, answer),
    "take an answer back": Act("citizen", is_unanswered, take_off),
    "send the answers": Act("citizen", is_answered_whole, verb(actions.send_supplement), 6),
    "stop unanswered": Act("reception", is_out_of_time, verb(actions.stop_unanswered, ground="Quá hạn")),
    "refuse unanswered": Act("head", is_out_of_time, verb(actions.refuse_unanswered, ground="Quá hạn")),
    "consult": Act("step", on_step("process"), consult(), 2),
    "consult where silence agrees": Act("step", on_step("process"), consult(BASIS)),
    "answer: agree": Act("other head", is_consulting, on_question(actions.answer_consultation, answer="agree"), 2),
    "answer: disagree": Act(
        "other head", is_consulting, on_question(actions.answer_consultation, answer="disagree", text="Không")
    ),
    "answer: with conditions": Act(
        "other head",
        is_consulting,
        on_question(actions.answer_consultation, answer="conditions", text="Nếu có đường"),
        2,
    ),
    "answer: outside duty": Act(
        "other head",
        is_consulting,
        on_question(actions.answer_consultation, answer="outside_duty", text="Khác sở"),
        2,
    ),
    "answer without words": Act("other head", never, on_question(actions.answer_consultation, answer="disagree")),
    "remind": Act("case", is_consulting, on_question(actions.remind_consulted)),
    "call the question back": Act("case", is_consulting, on_question(actions.recall_consultation, reason="Nhầm")),
    "call a meeting": Act("step", on_step("process"), call_meeting),
    "record the meeting": Act("step", on_step("process"), record_meeting),
    "arrange a visit": Act("step", on_step("verify"), arrange_visit, 2),
    "hold the visit": Act("step", on_step("verify"), on_visit(actions.hold_visit, findings="Đúng"), 2),
    "cancel the visit": Act("step", on_step("verify"), on_visit(actions.cancel_visit, reason="Mưa")),
    "ask for consent": Act("step", on_step("process"), verb(actions.ask_consent, basis="NĐ 301/2026")),
    "consent": Act("step", awaits_consent, verb(actions.record_consent), 3),
    "no consent": Act("step", awaits_consent, verb(actions.end_consent, reason="Không trả lời")),
}
