"""The work inside the agency (M9): take, give back, assign, finish a step, send one back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import PublishedStep
from motcua.directory.actors import Actor
from motcua.directory.models import Post
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import PLACE, enter, fresh, keep, leave, locked, rule_of
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import SentBack, StepAssigned, StepDone, StepReleased, StepTaken
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Dossier, Task, TaskEnd
from motcua.dossiers.permissions import may_assign
from motcua.journal.facts import Fact
from motcua.journal.recording import record


@transaction.atomic
def take(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Take the open step: colleagues now see who works on it. Taking one's own again changes nothing."""
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    if dossier.holder_id == by.officer_id:
        return dossier
    assert by.officer_id is not None
    return _give(dossier, by.officer_id, StepTaken(step_id=_step_id(dossier), officer_id=by.officer_id), by=by, at=at)


@transaction.atomic
def release(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Give a taken step back to the colleagues of the same role."""
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    if dossier.holder_id is None:
        return dossier
    return _give(dossier, None, StepReleased(step_id=_step_id(dossier), officer_id=dossier.holder_id), by=by, at=at)


@transaction.atomic
def assign(dossier_id: int, *, officer_id: int, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The head gives the open step to an officer who holds its role in the body (NĐ 61/2018 Điều 19.1)."""
    dossier = fresh(dossier_id, Move.STEP, version=version)
    if not may_assign(dossier, by) or not _fits(dossier, officer_id, at):
        raise NotAllowed
    fact = StepAssigned(step_id=_step_id(dossier), officer_id=officer_id)
    return _give(dossier, officer_id, fact, by=by, at=at)


@transaction.atomic
def complete_step(dossier_id: int, *, by: Actor, at: datetime, note: str = "", version: int | None = None) -> Dossier:
    """Finish an appraisal or review step and hand the dossier on; signing and issuing have their own verbs."""
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    assert dossier.step is not None
    if dossier.step.kind not in (StepKind.PROCESS, StepKind.REVIEW, StepKind.WAIT):
        raise NotPossible(dossier.life, Move.STEP)
    following = routing.step_after(rule_of(dossier).steps, dossier.step.pk)
    if following is None:
        raise NotPossible(dossier.life, Move.STEP)
    if following.kind == StepKind.SIGN and not Decision.objects.filter(dossier=dossier).exists():
        raise Incomplete([("text", _("Draft the decision first: the signatory needs something to sign."))])
    return go_on(dossier, following, by=by, at=at, note=note)


@transaction.atomic
def send_back(dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Return the dossier to the step before, with the reason."""
    if not reason.strip():
        raise Incomplete([("reason", _("Write why you send it back: your colleague reads it."))])
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    before = routing.step_before(rule_of(dossier).steps, _step_id(dossier))
    if before is None:
        raise NotPossible(dossier.life, Move.STEP)
    left = _step_id(dossier)
    leave(dossier, by=by, at=at, end=TaskEnd.SENT_BACK, note=reason.strip())
    task = _arrive(dossier, before, at)
    fact = SentBack(left, task.step_id, task.body_id, task.due_at.isoformat(), reason.strip())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def go_on(
    dossier: Dossier,
    following: PublishedStep,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    also: tuple[Fact, ...] = (),
) -> Dossier:
    """Leave the open step done and enter the next one, inside the caller's transaction."""
    left = _step_id(dossier)
    leave(dossier, by=by, at=at, note=note.strip())
    task = _arrive(dossier, following, at)
    fact = StepDone(left, task.step_id, task.body_id, task.due_at.isoformat())
    record(*also, fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _arrive(dossier: Dossier, step: PublishedStep, at: datetime) -> Task:
    task = enter(dossier, step, at)
    task.save(force_insert=True)
    keep(dossier, *PLACE)
    return task


def _give(dossier: Dossier, officer_id: int | None, fact: Fact, *, by: Actor, at: datetime) -> Dossier:
    dossier.holder_id = officer_id
    keep(dossier, "holder")
    Task.objects.filter(dossier=dossier, done_at=None).update(officer_id=officer_id)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _fits(dossier: Dossier, officer_id: int, at: datetime) -> bool:
    assert dossier.step is not None
    posts = Post.objects.in_force(localtime(at).date()).filter(body=dossier.holder_body_id, role=dossier.step.role)
    return posts.filter(officer=officer_id).exists()


def _step_id(dossier: Dossier) -> int:
    assert dossier.step_id is not None
    return dossier.step_id
