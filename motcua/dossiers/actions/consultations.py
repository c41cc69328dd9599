"""Asking another agency (B.5 row 10): the question, its answer, a reminder, silence, a question called back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.models import Body
from motcua.documents.models import File
from motcua.dossiers.actions.moving import STAGES, keep, locked
from motcua.dossiers.consulting import (
    Question,
    Standing,
    answer_faults,
    is_late,
    may_follow,
    question_faults,
    reason_faults,
    standing,
)
from motcua.dossiers.errors import AnsweredAlready, Incomplete, NotAllowed, RemindedToday, Stale
from motcua.dossiers.facts import (
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationDeemedAgreed,
    ConsultationEscalated,
    ConsultationRecalled,
    ConsultationReminded,
)
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Consultation, Decision, Dossier, Paper
from motcua.dossiers.statuses import Stage
from motcua.journal.facts import Fact
from motcua.journal.recording import record


@transaction.atomic
def consult(
    dossier_id: int, question: Question, *, by: Actor, at: datetime, version: int | None = None
) -> Consultation:
    """Put a question to an agency, with a deadline inside the dossier's own; the clock runs on (B.7.2-8)."""
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    _demand_question(question, dossier, at)
    assert question.body_id is not None and question.due_at is not None and by.officer_id is not None
    asked = Consultation.objects.create(
        dossier=dossier,
        body_id=question.body_id,
        question=question.text.strip(),
        deemed_basis=question.deemed_basis.strip(),
        asked_by_id=by.officer_id,
        asked_at=at,
        due_at=question.due_at,
    )
    asked.papers.set(question.paper_ids)
    if dossier.stage != Stage.AWAITING_OUTSIDE:  # where the clock stands still says more
        dossier.stage = Stage.CONSULTING
    keep(dossier, "stage")
    fact = ConsultationAsked(asked.pk, asked.body_id, asked.due_at.isoformat(), asked.deemed_basis)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return asked


@transaction.atomic
def answer_consultation(
    consultation_id: int, *, answer: str, text: str = "", file: File | None = None, by: Actor, at: datetime
) -> Consultation:
    """Answer once, for the agency asked; a late answer is kept beside what its silence has meant."""
    dossier, asked = _held(consultation_id)
    if not Consultation.objects.asked_of(by).filter(pk=asked.pk).exists():
        raise NotAllowed
    if standing(asked, at) in (Standing.ANSWERED, Standing.RECALLED):
        raise AnsweredAlready
    if faults := answer_faults(answer, text):
        raise Incomplete(faults)
    _note_silence(dossier, asked, at)
    asked.answer, asked.answer_text, asked.answer_file = answer, text.strip(), file
    asked.answered_by_id, asked.answered_at = by.officer_id, at
    asked.save(update_fields=["answer", "answer_text", "answer_file", "answered_by", "answered_at"])
    fact = ConsultationAnswered(asked.pk, asked.body_id, answer, is_late(asked))
    _tell(dossier, fact, by=by, at=at)
    return asked


@transaction.atomic
def recall_consultation(
    consultation_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Consultation:
    """Call a question back: nobody need answer it any more."""
    dossier, asked = _followed(consultation_id, by, at)
    if version is not None and version != dossier.version:
        raise Stale
    if faults := reason_faults(reason, _("Write why you call the question back: the agency reads it.")):
        raise Incomplete(faults)
    asked.recalled_at = at
    asked.save(update_fields=["recalled_at"])
    _tell(dossier, ConsultationRecalled(asked.pk, asked.body_id, reason.strip()), by=by, at=at)
    return asked


@transaction.atomic
def remind_consulted(consultation_id: int, *, by: Actor, at: datetime) -> Consultation:
    """Remind the agency, at most once a day; the system does it one working day before the deadline."""
    dossier, asked = _followed(consultation_id, by, at)
    if asked.reminded_at and localtime(asked.reminded_at).date() == localtime(at).date():
        raise RemindedToday
    asked.reminded_at = at
    asked.save(update_fields=["reminded_at"])
    record(ConsultationReminded(asked.pk, asked.body_id), subject=dossier.subject, by=by.key, at=at)
    return asked


@transaction.atomic
def note_silence(consultation_id: int, *, by: Actor, at: datetime) -> bool:
    """Take note that the deadline passed without a word; False when there is nothing (more) to note."""
    if by != SYSTEM:
        raise NotAllowed
    dossier, asked = _held(consultation_id)
    if not _note_silence(dossier, asked, at):
        return False
    _restore_stage(dossier, at)
    return True


def _note_silence(dossier: Dossier, asked: Consultation, at: datetime) -> bool:
    """Agreement where a rule says so, else word to the heads; dated at the deadline, whenever it is noted."""
    if not Consultation.objects.filter(pk=asked.pk).silent(at).exists():
        return False
    fact: Fact
    if asked.deemed_basis:
        asked.deemed_at = asked.due_at
        fact = ConsultationDeemedAgreed(asked.pk, asked.body_id, asked.deemed_basis)
    else:
        asked.escalated_at = asked.due_at
        fact = ConsultationEscalated(asked.pk, asked.body_id)
    asked.save(update_fields=["deemed_at", "escalated_at"])
    record(fact, subject=dossier.subject, by=SYSTEM.key, at=asked.due_at)
    return True


def settle_stage(dossier: Dossier, at: datetime) -> None:
    """Once no agency is waited for, the dossier is again where its step has it; the caller saves `stage`."""
    if dossier.stage != Stage.CONSULTING or Consultation.objects.filter(dossier=dossier).waiting(at).exists():
        return
    usual = STAGES[dossier.step.kind] if dossier.step else Stage.NONE
    is_drafted = usual == Stage.ASSIGNED and Decision.objects.filter(dossier=dossier).exists()
    dossier.stage = Stage.DRAFTED if is_drafted else usual


def _tell(dossier: Dossier, fact: Fact, *, by: Actor, at: datetime) -> None:
    """An opinion moves the dossier: whoever drafts from an older page is asked to look again."""
    _restore_stage(dossier, at)
    record(fact, subject=dossier.subject, by=by.key, at=at)


def _restore_stage(dossier: Dossier, at: datetime) -> None:
    settle_stage(dossier, at)
    keep(dossier, "stage")


def _held(consultation_id: int) -> tuple[Dossier, Consultation]:
    """The dossier's row is the lock of its questions too."""
    dossier_id = Consultation.objects.values_list("dossier_id", flat=True).get(pk=consultation_id)
    return Dossier.objects.lock(dossier_id), Consultation.objects.get(pk=consultation_id)


def _followed(consultation_id: int, by: Actor, at: datetime) -> tuple[Dossier, Consultation]:
    dossier, asked = _held(consultation_id)
    if by != SYSTEM and not may_follow(asked, dossier, by):
        raise NotAllowed
    if standing(asked, at) not in (Standing.OPEN, Standing.SILENT):
        raise AnsweredAlready
    return dossier, asked


def _demand_question(question: Question, dossier: Dossier, at: datetime) -> None:
    papers = Paper.objects.filter(dossier=dossier).values_list("pk", flat=True)
    faults = question_faults(question, dossier, papers, at)
    bodies = Body.objects.in_force(localtime(at).date()).exclude(pk=dossier.holder_body_id or 0)
    if question.body_id is None or not bodies.filter(pk=question.body_id).exists():
        faults = [("body", _("Choose an agency that exists today, other than your own.")), *faults]
    if faults:
        raise Incomplete(faults)
