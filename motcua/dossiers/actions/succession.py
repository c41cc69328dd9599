"""A body is closed: its open dossiers follow to the body that goes on with its work (rulebook B.8, G.2-1)."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory.actors import Actor
from motcua.directory.bodies import heir_of
from motcua.directory.models import Succession
from motcua.directory.serving import officers_serving
from motcua.dossiers.actions.moving import keep
from motcua.dossiers.facts import Succeeded
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.succession import left_behind
from motcua.journal.recording import record


@transaction.atomic
def succeed(dossier_id: int, *, by: Actor, at: datetime) -> bool:
    """Let the successors of closed bodies decide and hold a dossier; False when nothing had to move.

    The receiving unit stays as it was on the day; a body that several go on with waits for a decision.
    """
    dossier = Dossier.objects.lock(dossier_id)
    closed = dossier.competent_id, dossier.holder_body_id
    dossier.competent_id = _heir(dossier.competent_id, at)
    dossier.holder_body_id = _heir(dossier.holder_body_id, at) if dossier.holder_body_id else None
    if (dossier.competent_id, dossier.holder_body_id) == closed:
        return False
    _hand_legs_on(dossier, at)
    keep(dossier, "competent", "holder_body", "holder")
    record(_told(dossier, closed), subject=dossier.subject, by=by.key, at=at)
    return True


def follow_successions(*, by: Actor, at: datetime, size: int = 200) -> Iterator[int]:
    """Move every dossier that a closed body left behind, each in its own transaction; yields how many a batch moved.

    What is done is no longer left behind, so a run that was cut off goes on where it stopped.
    """
    after = 0
    while batch := list(left_behind(localtime(at).date()).filter(pk__gt=after).values_list("pk", flat=True)[:size]):
        yield sum(succeed(pk, by=by, at=at) for pk in batch)
        after = batch[-1]


def _heir(body_id: int, at: datetime) -> int:
    return heir_of(body_id, localtime(at).date())


def _hand_legs_on(dossier: Dossier, at: datetime) -> None:
    """Each open leg ends at the closed body and goes on at its heir, until the date it had."""
    for task in Task.objects.filter(dossier=dossier, done_at=None).select_related("step"):
        heir = _heir(task.body_id, at)
        if heir == task.body_id:
            continue
        officer_id = _still_serving(task, heir, at)
        Task.objects.filter(pk=task.pk).update(done_at=at, end=TaskEnd.HANDED_ON)
        same = {"step_id": task.step_id, "due_at": task.due_at, "is_side": task.is_side}
        Task.objects.create(dossier=dossier, body_id=heir, officer_id=officer_id, received_at=at, **same)
        if not task.is_side:
            dossier.holder_id = officer_id


def _still_serving(task: Task, heir: int, at: datetime) -> int | None:
    """Who had the step keeps it when he serves in the same role at the heir."""
    serving = officers_serving(heir, task.step.role, localtime(at).date())
    return task.officer_id if task.officer_id and serving.filter(pk=task.officer_id).exists() else None


def _told(dossier: Dossier, closed: tuple[int, int | None]) -> Succeeded:
    gone = closed[0] if closed[0] != dossier.competent_id else closed[1]
    last = Succession.objects.filter(predecessor=gone).order_by("-on", "-pk").first()
    heir = dossier.competent_id if gone == closed[0] else dossier.holder_body_id
    return Succeeded(body_id=heir or 0, basis=last.basis if last else "")
