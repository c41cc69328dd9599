"""What the end of one dossier means for the others of its linked group; called by the journal's queue."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from motcua.directory.actors import SYSTEM, Actor
from motcua.dossiers.actions.ending import end_returned, end_withdrawn
from motcua.dossiers.actions.linking import call_off_waiting, follow_branch
from motcua.dossiers.actions.moving import keep
from motcua.dossiers.clock import Rows, dates_of
from motcua.dossiers.facts import GroupRescheduled
from motcua.dossiers.grouping import is_group
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.statuses import FINAL, Status
from motcua.journal.models import Event
from motcua.journal.recording import record


@transaction.atomic(savepoint=False)
def carry_on(event: Event) -> None:
    """Go on with the group of the dossier that ended, if it has one; told twice, it finds nothing left to do."""
    dossier = Dossier.objects.get(pk=int(event.subject.split(":")[1]))
    if dossier.parent_id:
        follow_branch(dossier, at=event.at)
        _return_whole(dossier.parent_id, event)
    elif is_group(dossier):
        _end_parts(dossier.pk, event)


@transaction.atomic(savepoint=False)
def renew_whole(event: Event) -> None:
    """The clock of a part runs again after a wait: the date of the whole moves with it, never to an earlier day."""
    part = Dossier.objects.only("parent_id").get(pk=int(event.subject.split(":")[1]))
    parent = Dossier.objects.lock(part.parent_id) if part.parent_id else None
    if parent is None or parent.status != Status.IN_PROGRESS or parent.due_at is None:
        return
    due_at = dates_of(parent, Rows()).first_due_at
    if due_at > parent.due_at:
        fact = GroupRescheduled(parent.due_at.isoformat(), due_at.isoformat())
        parent.first_due_at = parent.due_at = due_at
        keep(parent, "first_due_at", "due_at")
        record(fact, subject=parent.subject, by=SYSTEM.key, at=event.at)


def _return_whole(parent_id: int, event: Event) -> None:
    """The applicant has every result: the whole is returned too."""
    parent = Dossier.objects.lock(parent_id)
    ended = all(status in FINAL for status in parent.children.values_list("status", flat=True))
    if parent.status == Status.RESOLVED and ended and event.kind == "Returned":
        end_returned(parent, event.payload, by=_actor(event), at=event.at)


def _end_parts(parent_id: int, event: Event) -> None:
    """The whole was withdrawn or not accepted: its parts end with it. It was returned: so were their results."""
    parent = Dossier.objects.lock(parent_id)
    if parent.status == Status.RETURNED:
        for child in _locked(parent.children.filter(status=Status.RESOLVED).values_list("pk", flat=True)):
            end_returned(child, event.payload, by=_actor(event), at=event.at)
    elif parent.status in FINAL:
        for child in _locked([child.pk for child in call_off_waiting(parent, at=event.at)]):
            if not Decision.objects.filter(dossier=child, approved_at__isnull=False).exists():
                end_withdrawn(child, by=_actor(event), at=event.at)


def _locked(numbers: Iterable[int]) -> list[Dossier]:
    return [Dossier.objects.lock(pk) for pk in sorted(numbers)]


def _actor(event: Event) -> Actor:
    """Who ended the whole, as the journal names them."""
    kind, _, pk = event.actor.partition(":")
    return {"officer": Actor(officer_id=int(pk)), "person": Actor(person_id=int(pk))}[kind] if pk else SYSTEM
