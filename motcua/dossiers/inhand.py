"""What is running of what an actor sees, asked of the indexes that hold the work in hand alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier, DossierQuerySet, Task, sees_province, working_bodies
from motcua.dossiers.statuses import RUNNING
from motcua.rows import Asked, OneOf

FEW = 60  # bodies; a commune with all its divisions has some twenty
MANY = 10_000  # dossiers in hand that are looked at one by one


@dataclass(frozen=True)
class Seen:
    """What is running, and what an actor sees of it."""

    running: DossierQuerySet
    rows: DossierQuerySet
    are_few: bool


def running(status: int | None = None) -> DossierQuerySet:
    """What runs, or of it what has this status; never both conditions, whose shares the server would multiply."""
    if status is None:
        return Dossier.objects.running()
    return Dossier.objects.filter(status=status) if status in RUNNING else Dossier.objects.none()


def in_hand(actor: Actor, status: int | None = None) -> Seen:
    """`visible_to` asked of indexes that hold the work in hand alone, so that no list grows with history.

    Who sees few bodies has few dossiers, whose numbers three short indexes give; 1 query to count them. Who sees many
    would gather nearly all that is running, so there each is looked at as it comes.
    """
    rows, bodies = running(status), working_bodies(actor)
    if sees_province(actor) or not actor.officer_id or len(bodies) > FEW:
        return Seen(rows, rows.visible_to(actor), are_few=False)
    found = _of(rows, lambda column: Q(**{f"{column}__in": bodies}))
    number = _RUNNING.count(bodies=list(bodies)) if status is None else found[: MANY + 1].count()
    are_few = number <= MANY
    return Seen(rows, rows.filter(pk__in=found) if are_few else rows.visible_to(actor), are_few)


def _of(rows: DossierQuerySet, within: Callable[[str], Q | OneOf]) -> QuerySet[Any, tuple[int]]:
    """The numbers of what has a step, was received or is decided `within` some bodies."""
    steps = Task.objects.filter(within("body"), is_over=False).order_by().values_list("dossier")
    received = rows.filter(within("receiving")).order_by().values_list("pk")
    decided = rows.filter(within("competent")).order_by().values_list("pk")
    return steps.union(received, decided)


_RUNNING = Asked(lambda bodies: _of(running(), lambda column: OneOf(F(column), bodies))[: MANY + 1])
