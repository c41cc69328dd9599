"""The work inside the agency (M9): take, give back, assign, finish a step, send one back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import PublishedStep
from motcua.directory.actors import Actor
from motcua.directory.serving import officers_serving
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import PLACE, drafted_outcome, enter, fresh, keep, leave, locked, steps_of
from motcua.dossiers.actions.outside import begin_outside, told_outside
from motcua.dossiers.actions.parallel import LONGEST_NOTE, open_beside, stand_beside, still_beside, told_beside
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import SentBack, StepAssigned, StepDone, StepReleased, StepTaken
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Dossier, Task, TaskEnd
from motcua.dossiers.permissions import may_assign
from motcua.dossiers.texts import faults_in
from motcua.dossiers.visiting import checking_faults
from motcua.journal.facts import Fact
from motcua.journal.recording import record

COMPLETED = frozenset({StepKind.PROCESS.value, StepKind.REVIEW.value, StepKind.WAIT.value, StepKind.VERIFY.value})
LONGEST_REASON = 2000  # characters, as the row of a task holds


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
    """Finish the open step and hand the dossier on; councils, signing and issuing have their own verbs.

    While others of its group run, the dossier stands at one of those instead.
    """
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    assert dossier.step is not None
    if dossier.step.kind not in COMPLETED:
        raise NotPossible(dossier.life, Move.STEP)
    if faults := [*faults_in("note", note, LONGEST_NOTE), *_missing_draft(dossier), *_unchecked(dossier, note)]:
        raise Incomplete(faults)
    return leave_done(dossier, by=by, at=at, note=note)


@transaction.atomic
def send_back(
    dossier_id: int,
    *,
    reason: str,
    to_step_id: int | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Return the dossier to an earlier step of the agency with the reason; to the one before when none is chosen."""
    if faults := _reason_faults(reason):
        raise Incomplete(faults)
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    before = _chosen_before(dossier, to_step_id)
    left = _step_id(dossier)
    waited = leave(dossier, by=by, at=at, end=TaskEnd.SENT_BACK, note=reason.strip())
    unsign(dossier, before)
    tasks = arrive(dossier, before, at)
    fact = SentBack(left, before.id, tasks[0].body_id, tasks[0].due_at.isoformat(), reason.strip())
    record(*waited, fact, *told_after(dossier, tasks), subject=dossier.subject, by=by.key, at=at)
    return dossier


def leave_done(dossier: Dossier, *, by: Actor, at: datetime, note: str = "", also: tuple[Fact, ...] = ()) -> Dossier:
    """Leave the open step done, to the next of its group or of the route, inside the caller's transaction."""
    if side := still_beside(dossier):
        return stand_beside(dossier, side, by=by, at=at, note=note, also=also)
    following = routing.step_after(steps_of(dossier), _step_id(dossier), drafted_outcome(dossier))
    if following is None:
        raise NotPossible(dossier.life, Move.STEP)
    return go_on(dossier, following, by=by, at=at, note=note, also=also)


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
    waited = leave(dossier, by=by, at=at, note=note.strip())
    tasks = arrive(dossier, following, at)
    fact = StepDone(left, tasks[0].step_id, tasks[0].body_id, tasks[0].due_at.isoformat())
    record(*also, *waited, fact, *told_after(dossier, tasks), subject=dossier.subject, by=by.key, at=at)
    return dossier


def arrive(dossier: Dossier, step: PublishedStep, at: datetime) -> list[Task]:
    """Put the dossier at a step, with those beside it; the tasks are kept, the step's own first."""
    tasks = [enter(dossier, step, at), *open_beside(dossier, step, at)]
    Task.objects.bulk_create(tasks)
    keep(dossier, *PLACE)
    begin_outside(dossier, at)
    return tasks


def told_after(dossier: Dossier, tasks: list[Task]) -> tuple[Fact, ...]:
    """What arriving brought besides: the steps opened beside, and the wait for another agency."""
    return (*told_beside(tasks[1:]), *told_outside(dossier))


def unsign(dossier: Dossier, back_to: PublishedStep) -> None:
    """What goes back before its signature is to be signed again."""
    if any(step.kind == StepKind.SIGN and step.no >= back_to.no for step in steps_of(dossier)):
        signed = Decision.objects.filter(dossier=dossier, issued_at=None, approved_at__isnull=False)
        signed.update(approved_by=None, approved_at=None)


def _reason_faults(reason: str) -> list[tuple[str, str]]:
    missing = _("Write why you send it back: your colleague reads it.")
    return list(faults_in("reason", reason, LONGEST_REASON, missing))


def _chosen_before(dossier: Dossier, to_step_id: int | None) -> PublishedStep:
    earlier = routing.steps_before(steps_of(dossier), _step_id(dossier), drafted_outcome(dossier))
    if not earlier:
        raise NotPossible(dossier.life, Move.STEP)
    if to_step_id is None:
        return earlier[-1]
    chosen = next((step for step in earlier if step.id == to_step_id), None)
    if chosen is None:
        raise Incomplete([("to_step", _("Choose one of the earlier steps."))])
    return chosen


def _missing_draft(dossier: Dossier) -> list[tuple[str, str]]:
    """The signatory needs something to sign, and a route with branches needs to know which one."""
    is_asked = routing.asks_for_draft(steps_of(dossier), _step_id(dossier))
    if not is_asked or Decision.objects.filter(dossier=dossier).exists():
        return []
    return [("text", _("Draft the decision first: the signatory needs something to sign."))]


def _unchecked(dossier: Dossier, note: str) -> list[tuple[str, str]]:
    """A step of checking ends with its visit held, or with a note why none was needed."""
    is_checking = dossier.step is not None and dossier.step.kind == StepKind.VERIFY
    return checking_faults(list(dossier.appointments.all()), note) if is_checking else []


def _give(dossier: Dossier, officer_id: int | None, fact: Fact, *, by: Actor, at: datetime) -> Dossier:
    dossier.holder_id = officer_id
    keep(dossier, "holder")
    Task.objects.filter(dossier=dossier, done_at=None, is_side=False).update(officer_id=officer_id)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _fits(dossier: Dossier, officer_id: int, at: datetime) -> bool:
    assert dossier.step is not None
    serving = officers_serving(dossier.holder_body_id, dossier.step.role, localtime(at).date())
    return serving.filter(pk=officer_id).exists()


def _step_id(dossier: Dossier) -> int:
    assert dossier.step_id is not None
    return dossier.step_id
