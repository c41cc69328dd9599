"""What every act on a dossier begins and ends with."""

from datetime import datetime

from motcua.catalogue.services import Published, PublishedStep, published
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.dossiers import routing
from motcua.dossiers.deadlines import promise, step_due
from motcua.dossiers.errors import Stale
from motcua.dossiers.facts import Accepted
from motcua.dossiers.lifecycle import Move, after
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.permissions import demand
from motcua.dossiers.statuses import Stage

STAGES = {
    "process": Stage.ASSIGNED,
    "wait": Stage.VERIFYING,
    "review": Stage.UNDER_REVIEW,
    "sign": Stage.FOR_SIGNATURE,
    "issue": Stage.SIGNED,
}


def fresh(dossier_id: int, move: Move, *, version: int | None) -> Dossier:
    """The dossier, held, when nobody moved it since the page was made and its life allows the move."""
    dossier = Dossier.objects.lock(dossier_id)
    if version is not None and version != dossier.version:
        raise Stale
    after(dossier.status, move)
    return dossier


def locked(dossier_id: int, move: Move, *, by: Actor, version: int | None) -> Dossier:
    """The same, when the actor may make the move too."""
    dossier = fresh(dossier_id, move, version=version)
    demand(move, dossier, by)
    return dossier


def moved(dossier: Dossier, move: Move) -> None:
    dossier.status = after(dossier.status, move)


def keep(dossier: Dossier, *changed: str) -> None:
    """Save what changed, one version up."""
    dossier.version += 1
    dossier.save(update_fields=[*changed, "version"])


def promise_on(dossier: Dossier, at: datetime) -> Accepted:
    """Start the clock (NĐ 309/2026 Điều 17.3): the row gets its promise, the journal its fact."""
    rule = published(dossier.handling_id)
    due_at = promise(rule, at, calendar_for(dossier.receiving_id)).due_at
    assert due_at is not None  # no pause is open at acceptance
    dossier.status = after(dossier.status, Move.ACCEPT)
    dossier.accepted_at, dossier.first_due_at, dossier.due_at = at, due_at, due_at
    return Accepted(due_at=due_at.isoformat(), limit_value=rule.limit.value, limit_unit=rule.limit.unit)


def enter(dossier: Dossier, step: PublishedStep, at: datetime) -> Task:
    """Put the dossier at a step: its holder, its stage and the step's own clock; the task is not yet saved."""
    body_id = routing.body_of(step, dossier.service)
    due_at = leg_due(step, at, body_id)
    dossier.holder_body_id, dossier.holder_id, dossier.step_id = body_id, None, step.id
    dossier.step_due_at, dossier.stage = due_at, STAGES[step.kind]
    leg = {"step_id": step.id, "body_id": body_id, "received_at": at}
    return Task(dossier=dossier, **leg, due_at=due_at or dossier.due_at or at)


def leg_due(step: PublishedStep, at: datetime, body_id: int) -> datetime | None:
    """When a step is due; None for one outside the clock."""
    return step_due(at, step.hours, calendar_for(body_id)) if step.hours else None


def leave(dossier: Dossier, *, by: Actor, at: datetime, end: TaskEnd = TaskEnd.DONE, note: str = "") -> None:
    """End the open task, if there is one; whoever ended it is the one who did it."""
    open_task = Task.objects.filter(dossier=dossier, done_at=None)
    open_task.update(done_at=at, end=end, note=note, officer_id=by.officer_id)


def close(dossier: Dossier, at: datetime, *, is_final: bool = True) -> None:
    """Nobody holds a dossier that has ended; the receiving unit holds one whose result waits."""
    dossier.step_id, dossier.holder_id, dossier.step_due_at = None, None, None
    dossier.holder_body_id = None if is_final else dossier.receiving_id
    dossier.stage = Stage.NONE if is_final else Stage.ISSUED
    if is_final:
        dossier.ended_at = at


def rule_of(dossier: Dossier) -> Published:
    return published(dossier.handling_id)


PLACE = ("status", "stage", "holder_body", "holder", "step", "step_due_at")
PROMISE = ("status", "accepted_at", "first_due_at", "due_at")
END = (*PLACE, "ended_at")
