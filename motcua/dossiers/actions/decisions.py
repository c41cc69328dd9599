"""The decision: drafted, approved, refused (M18), or granted, numbered and issued (M19)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import PLACE, close, keep, leave, locked, moved, steps_of
from motcua.dossiers.actions.overtaking import drop_drafted
from motcua.dossiers.actions.steps import go_on
from motcua.dossiers.codes import allocate_decision_number
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import DecisionApproved, DecisionDrafted, Granted, Refused
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.printing import refusal_file, result_file
from motcua.dossiers.statuses import Outcome, Stage
from motcua.journal.recording import record

RESULT = (*PLACE, "outcome", "resolved_at")


@transaction.atomic
def draft_decision(
    dossier_id: int,
    *,
    outcome: str,
    title: str,
    text: str = "",
    ground: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Write or rewrite the draft of the decision; a refusal needs its ground (NĐ 61/2018 Điều 19.8)."""
    _demand_words(outcome, title, text, ground)
    dossier = _at_step(dossier_id, StepKind.PROCESS, StepKind.REVIEW, StepKind.SIGN, by=by, version=version)
    words = {"outcome": outcome, "title": title.strip(), "text": text.strip(), "ground": ground.strip()}
    drafted = {"drafted_by_id": by.officer_id, "drafted_at": at, "approved_by": None, "approved_at": None}
    Decision.objects.update_or_create(dossier=dossier, defaults=words | drafted)
    if dossier.stage in (Stage.ASSIGNED, Stage.VERIFYING):
        dossier.stage = Stage.DRAFTED
    keep(dossier, "stage")
    record(DecisionDrafted(outcome=outcome), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def approve(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The signatory approves the draft: a refusal takes effect now, a grant goes on to be numbered and issued."""
    dossier = _at_step(dossier_id, StepKind.SIGN, by=by, version=version)
    decision = _signed(dossier, by=by, at=at)
    if decision.outcome == Outcome.REFUSED:
        return _refuse(dossier, decision, by=by, at=at)
    fact = DecisionApproved(step_id=dossier.step_id or 0)
    if following := routing.step_after(steps_of(dossier), dossier.step_id or 0, decision.outcome):
        return go_on(dossier, following, by=by, at=at, also=(fact,))
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return _grant(dossier, decision, None, by=by, at=at)


@transaction.atomic
def refuse(dossier_id: int, *, ground: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The signatory refuses after appraisal, with the written ground (M18); it is a result: 4 → 9."""
    if not ground.strip():
        raise Incomplete([("ground", _("Write the ground of the refusal: the applicant reads it."))])
    dossier = _at_step(dossier_id, StepKind.SIGN, by=by, version=version)
    words = {"outcome": Outcome.REFUSED, "ground": ground.strip(), "title": dossier.title[:500]}
    drafted = {"drafted_by_id": by.officer_id, "drafted_at": at}
    Decision.objects.update_or_create(dossier=dossier, defaults=words, create_defaults=words | drafted)
    return _refuse(dossier, _signed(dossier, by=by, at=at), by=by, at=at)


@transaction.atomic
def grant(
    dossier_id: int, *, by: Actor, at: datetime, file: File | None = None, version: int | None = None
) -> Dossier:
    """Number and issue the approved decision (M19): the paper is `file`, or drawn up from the draft."""
    dossier = _at_step(dossier_id, StepKind.ISSUE, by=by, version=version)
    decision = Decision.objects.filter(dossier=dossier, approved_at__isnull=False).first()
    if decision is None:
        raise Incomplete([("text", _("There is no signed decision to issue yet."))])
    return _grant(dossier, decision, file, by=by, at=at)


def _grant(dossier: Dossier, decision: Decision, file: File | None, *, by: Actor, at: datetime) -> Dossier:
    _issue(dossier, decision, by=by, at=at)
    decision.file = file or result_file(dossier, decision)
    decision.save()
    _resolve(dossier, Move.GRANT, decision.outcome, by=by, at=at)
    fact = Granted(outcome=decision.outcome, number=decision.number, file_id=decision.file.pk)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _refuse(dossier: Dossier, decision: Decision, *, by: Actor, at: datetime) -> Dossier:
    _issue(dossier, decision, by=by, at=at)
    decision.file = refusal_file(dossier, decision, by=by, at=at)
    decision.save()
    _resolve(dossier, Move.REFUSE, Outcome.REFUSED, by=by, at=at)
    fact = Refused(ground=decision.ground, number=decision.number, file_id=decision.file.pk)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _issue(dossier: Dossier, decision: Decision, *, by: Actor, at: datetime) -> None:
    decision.number = allocate_decision_number(dossier.competent.code, localtime(at).date())
    decision.issued_by_id, decision.issued_at = by.officer_id, at


def _resolve(dossier: Dossier, move: Move, outcome: str, *, by: Actor, at: datetime) -> None:
    moved(dossier, move)
    leave(dossier, by=by, at=at)
    close(dossier, at, is_final=False)
    dossier.outcome, dossier.resolved_at = outcome, at
    keep(dossier, *RESULT)


def _signed(dossier: Dossier, *, by: Actor, at: datetime) -> Decision:
    decision = Decision.objects.filter(dossier=dossier).first()
    if decision is None:
        raise Incomplete([("text", _("There is no draft decision to approve yet."))])
    decision.approved_by_id, decision.approved_at = by.officer_id, at
    decision.save(update_fields=["approved_by", "approved_at"])
    drop_drafted(dossier, by=by, at=at)
    return decision


def _at_step(dossier_id: int, *kinds: str, by: Actor, version: int | None) -> Dossier:
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    if dossier.step is None or dossier.step.kind not in kinds:
        raise NotPossible(dossier.life, Move.STEP)
    return dossier


def _demand_words(outcome: str, title: str, text: str, ground: str) -> None:
    faults = []
    if outcome not in (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED):
        faults.append(("outcome", _("Choose the outcome.")))
    if not title.strip():
        faults.append(("title", _("Give the decision its title.")))
    if outcome == Outcome.REFUSED and not ground.strip():
        faults.append(("ground", _("Write the ground of the refusal: the applicant reads it.")))
    if outcome != Outcome.REFUSED and not text.strip():
        faults.append(("text", _("Write what is decided.")))
    if faults:
        raise Incomplete(faults)
