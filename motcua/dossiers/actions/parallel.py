"""Steps side by side: opened together, each done by its own officer; the dossier goes on when all are done (M9)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import PublishedStep
from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import (
    PLACE,
    STAGES,
    drafted_outcome,
    fresh,
    keep,
    leg_due,
    place_of,
    steps_of,
)
from motcua.dossiers.actions.outside import begin_outside, end_outside, told_outside
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import SideStepDone, SideStepOpened, StepReleased, StepTaken
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.permissions import demand_side
from motcua.dossiers.texts import faults_in
from motcua.journal.facts import Fact
from motcua.journal.recording import record

LONGEST_NOTE = 2000  # characters, as the row of a task holds
# Who decides, and a council, act once the dossier stands at their step: their verbs are about the dossier.
DONE_BESIDE = frozenset({StepKind.PROCESS.value, StepKind.REVIEW.value, StepKind.WAIT.value, StepKind.VERIFY.value})


@transaction.atomic
def take_side_step(dossier_id: int, *, task_id: int, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Take a step that runs beside the others. Taking one's own again changes nothing."""
    dossier, task = _held(dossier_id, task_id, by, version)
    if task.officer_id == by.officer_id:
        return dossier
    assert by.officer_id is not None
    return _give(dossier, task, by.officer_id, StepTaken(task.step_id, by.officer_id), by=by, at=at)


@transaction.atomic
def release_side_step(
    dossier_id: int, *, task_id: int, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Give a step that runs beside the others back to the colleagues of the same role."""
    dossier, task = _held(dossier_id, task_id, by, version)
    if task.officer_id is None:
        return dossier
    return _give(dossier, task, None, StepReleased(task.step_id, task.officer_id), by=by, at=at)


@transaction.atomic
def complete_side_step(
    dossier_id: int, *, task_id: int, note: str = "", by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Finish a step that runs beside the others; the dossier stays where it stands."""
    dossier, task = _held(dossier_id, task_id, by, version)
    if task.step.kind not in DONE_BESIDE:
        raise NotPossible(dossier.life, Move.STEP)
    _demand_note(task, note)
    task.done_at, task.end, task.note, task.officer_id = at, TaskEnd.DONE, note.strip(), by.officer_id
    task.save(update_fields=["done_at", "end", "note", "officer"])
    keep(dossier)
    record(SideStepDone(step_id=task.step_id), subject=dossier.subject, by=by.key, at=at)
    return dossier


def open_beside(dossier: Dossier, main: PublishedStep, at: datetime) -> list[Task]:
    """The tasks of the steps that run beside `main`, not yet saved; none for most steps, and then without a query."""
    if main.group is None:
        return []
    return [_task(dossier, side, at) for side in routing.sides_of(steps_of(dossier), main, drafted_outcome(dossier))]


def told_beside(tasks: Sequence[Task]) -> list[Fact]:
    """The fact of each step that was opened beside."""
    return [SideStepOpened(task.step_id, task.body_id, task.due_at.isoformat()) for task in tasks]


def still_beside(dossier: Dossier) -> Task | None:
    """The open step of the group at which the dossier would stand next; no query where no step has a group."""
    if not any(step.group for step in steps_of(dossier)):
        return None
    running = Task.objects.filter(dossier=dossier, done_at=None, is_side=True).select_related("step")
    return min(running, key=lambda task: routing.standing(_step_of(dossier, task)), default=None)


def stand_beside(
    dossier: Dossier, side: Task, *, by: Actor, at: datetime, note: str = "", also: tuple[Fact, ...] = ()
) -> Dossier:
    """The step at which the dossier stood is done, another of its group is not: it stands there, with that clock."""
    left, waited = dossier.step_id or 0, end_outside(dossier, at)
    done = Task.objects.filter(dossier=dossier, done_at=None, is_side=False)
    done.update(done_at=at, end=TaskEnd.DONE, note=note.strip(), officer_id=by.officer_id)
    side.is_side = False
    side.save(update_fields=["is_side"])
    dossier.step_id, dossier.holder_body_id, dossier.holder_id = side.step_id, side.body_id, side.officer_id
    dossier.step_due_at, dossier.stage = side.due_at if side.step.hours else None, STAGES[side.step.kind]
    keep(dossier, *PLACE)
    begin_outside(dossier, at)
    facts = (*also, *waited, SideStepDone(step_id=left), *told_outside(dossier))
    record(*facts, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _step_of(dossier: Dossier, task: Task) -> PublishedStep:
    return routing.by_id(steps_of(dossier), task.step_id)


def _task(dossier: Dossier, side: PublishedStep, at: datetime) -> Task:
    body_id = place_of(dossier, side, at)
    due_at = leg_due(side, at, body_id) or dossier.due_at or at
    return Task(dossier=dossier, step_id=side.id, body_id=body_id, received_at=at, due_at=due_at, is_side=True)


def _held(dossier_id: int, task_id: int, by: Actor, version: int | None) -> tuple[Dossier, Task]:
    dossier = fresh(dossier_id, Move.STEP, version=version)
    running = Task.objects.filter(dossier=dossier, done_at=None, is_side=True).select_related("step", "officer")
    task = running.filter(pk=task_id).first()
    if task is None:
        raise NotPossible(dossier.life, Move.STEP)
    demand_side(task, by)
    return dossier, task


def _give(dossier: Dossier, task: Task, officer_id: int | None, fact: Fact, *, by: Actor, at: datetime) -> Dossier:
    task.officer_id = officer_id
    task.save(update_fields=["officer"])
    keep(dossier)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _demand_note(task: Task, note: str) -> None:
    """A check on the spot that nobody writes down was no check (rulebook B.5 row 8)."""
    is_visit = task.step.kind == StepKind.VERIFY
    missing = _("Write what was found on the spot, or why no visit was needed.") if is_visit else ""
    if faults := list(faults_in("note", note, LONGEST_NOTE, missing)):
        raise Incomplete(faults)
