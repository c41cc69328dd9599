"""Requests to complete a dossier that wait for somebody: for a head, for an officer, for the applicant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.looking import CAP
from motcua.dossiers.models import Dossier, SupplementRequest, SupplementRequestQuerySet
from motcua.dossiers.statuses import Status

PAGE = 30
DRAFTED_AT = (Status.LODGED, Status.IN_PROGRESS)


class Heap(StrEnum):
    """`over` is past its date, `waiting` still with the applicant, `approval` drafted, for the reader to let go."""

    OVER = "over"
    WAITING = "waiting"
    APPROVAL = "approval"


@dataclass(frozen=True)
class Page:
    rows: list[SupplementRequest]
    next: int | None  # the number after which the next page begins
    counts: dict[Heap, str]


def page_of(actor: Actor, heap: Heap, at: datetime, after: int) -> Page:
    """One heap, the oldest first; the same number of queries for one row and for thirty."""
    rows = in_heap(actor, heap, at).filter(pk__gt=after).order_by("pk").select_related("dossier", "drafted_by")
    found = list(rows[: PAGE + 1])
    following = found[PAGE - 1].pk if len(found) > PAGE else None
    return Page(found[:PAGE], following, {each: counted(in_heap(actor, each, at)) for each in Heap})


def in_heap(actor: Actor, heap: Heap, at: datetime) -> SupplementRequestQuerySet:
    """What the actor may see of a heap; drafts are for those who may decide on them alone."""
    seen = SupplementRequest.objects.filter(dossier__in=Dossier.objects.visible_to(actor))
    if heap is Heap.APPROVAL:
        bodies = actor.bodies_as(Role.SIGNATORY, Role.HEAD)
        return seen.drafted().filter(dossier__competent__in=bodies, dossier__status__in=DRAFTED_AT)
    if heap is Heap.OVER:
        return seen.overdue(at)
    return seen.waiting().filter(Q(answer_by=None) | Q(answer_by__gte=at))


def heap_in(text: str) -> Heap:
    return next((heap for heap in Heap if heap.value == text), Heap.OVER)


def counted(rows: SupplementRequestQuerySet) -> str:
    """How many, capped."""
    number = rows.values("pk")[: CAP + 1].count()
    return f"{CAP:,}+".replace(",", ".") if number > CAP else str(number)
