"""What is running of what an actor sees, asked of the indexes that hold the work in hand alone."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier, DossierQuerySet, Task, sees_province, working_bodies
from motcua.dossiers.statuses import RUNNING

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
    steps = Task.objects.filter(body__in=bodies, is_over=False).order_by().values_list("dossier")
    received = rows.filter(receiving__in=bodies).order_by().values_list("pk")
    decided = rows.filter(competent__in=bodies).order_by().values_list("pk")
    found = steps.union(received, decided)
    are_few = found[: MANY + 1].count() <= MANY
    return Seen(rows, rows.filter(pk__in=found) if are_few else rows.visible_to(actor), are_few)
