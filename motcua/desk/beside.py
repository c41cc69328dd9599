"""Steps that run beside the one at which a dossier stands, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from motcua.desk.moments import numbers_in
from motcua.directory.actors import Actor
from motcua.dossiers.actions.parallel import DONE_BESIDE
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.permissions import has_side
from motcua.rows import Asked, OneOf

_OPEN = Asked(
    lambda dossiers: Task.objects.filter(OneOf(F("dossier"), dossiers), done_at=None, is_side=True).select_related(
        "step", "body", "officer"
    )
)


@dataclass(frozen=True)
class Side:
    """One of them with what the reader may do to it; `is_last` says that it waits for the others."""

    task: Task
    is_late: bool
    hold: bool
    release: bool
    completion: bool
    is_last: bool


def sides_of(dossiers: Sequence[Dossier]) -> dict[int, list[Task]]:
    """The open ones of each dossier; 1 query."""
    found: dict[int, list[Task]] = {}
    for task in _OPEN.rows(dossiers=[row.pk for row in dossiers]) if dossiers else []:
        found.setdefault(task.dossier_id, []).append(task)
    return found


def sides_for(dossier: Dossier, actor: Actor, at: datetime) -> list[Side]:
    """Those of one dossier; 1 query."""
    return [_side(task, actor, at) for task in sides_of([dossier]).get(dossier.pk, [])]


def task_in(text: str) -> int:
    """The number of a step beside as a form sends it; 0 belongs to none."""
    return next(iter(numbers_in([text])), 0)


def _side(task: Task, actor: Actor, at: datetime) -> Side:
    mine = has_side(task, actor) and task.officer_id in (None, actor.officer_id)
    may_end = task.step.kind in DONE_BESIDE
    return Side(
        task=task,
        is_late=bool(task.step.hours) and task.due_at < at,
        hold=mine and task.officer_id is None,
        release=mine and task.officer_id is not None,
        completion=mine and may_end,
        is_last=not may_end,
    )
