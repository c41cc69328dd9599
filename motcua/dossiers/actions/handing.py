"""Work changes hands: a head gives what an officer has to another, or takes it back for the colleagues (M9)."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory.actors import Actor, posts_of
from motcua.dossiers.actions.moving import fresh, keep
from motcua.dossiers.errors import NotAllowed, NotPossible
from motcua.dossiers.facts import StepAssigned, StepReleased
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.permissions import may_assign, may_assign_side
from motcua.journal.recording import record


@transaction.atomic
def hand_on(
    dossier_id: int,
    *,
    from_officer_id: int | None,
    officer_id: int,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Give every open step that an officer has on this dossier (the untaken one for None) to another who fits.

    One fact for each step. Raises NotAllowed, or NotPossible when the officer has none.
    """
    dossier = fresh(dossier_id, Move.STEP, version=version)
    tasks = list(_had_by(dossier, from_officer_id))
    if not tasks:
        raise NotPossible(dossier.life, Move.STEP)
    _demand_fitting(dossier, tasks, officer_id, by, at)
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(officer_id=officer_id)
    if any(not task.is_side for task in tasks):
        dossier.holder_id = officer_id
    keep(dossier, "holder")
    facts = [StepAssigned(step_id=task.step_id, officer_id=officer_id) for task in tasks]
    record(*facts, subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def unassign(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The head takes the open step from its officer: any colleague of the role may take it."""
    dossier = fresh(dossier_id, Move.STEP, version=version)
    if not may_assign(dossier, by):
        raise NotAllowed
    if dossier.step_id is None or dossier.holder_id is None:
        raise NotPossible(dossier.life, Move.STEP)
    fact = StepReleased(step_id=dossier.step_id, officer_id=dossier.holder_id)
    dossier.holder_id = None
    keep(dossier, "holder")
    Task.objects.filter(dossier=dossier, done_at=None, is_side=False).update(officer_id=None)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _had_by(dossier: Dossier, officer_id: int | None) -> Iterator[Task]:
    running = Task.objects.filter(dossier=dossier, done_at=None, step__isnull=False).select_related("step")
    for task in running:
        holder = task.officer_id if task.is_side else dossier.holder_id
        if holder == officer_id and (officer_id is not None or not task.is_side):
            yield task


def _demand_fitting(dossier: Dossier, tasks: list[Task], officer_id: int, by: Actor, at: datetime) -> None:
    posts = posts_of(officer_id, localtime(at).date())
    for task in tasks:
        may = may_assign_side(task, dossier, by) if task.is_side else may_assign(dossier, by)
        if not may or (task.body_id, task.step.role) not in posts:
            raise NotAllowed
