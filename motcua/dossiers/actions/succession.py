"""A body is closed: its open dossiers follow to the body that goes on with its work (rulebook B.8, G.2-1)."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory.actors import Actor
from motcua.directory.bodies import heir_of, successors
from motcua.directory.models import Body, Succession
from motcua.directory.permissions import ADMINISTRATORS, serves_the_province
from motcua.directory.serving import officers_serving
from motcua.dossiers.actions.moving import keep
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.facts import Succeeded
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.statuses import FINAL
from motcua.dossiers.succession import Share, left_behind, share_faults, waiting_at
from motcua.journal.recording import record


@transaction.atomic
def succeed(dossier_id: int, *, by: Actor, at: datetime) -> bool:
    """Let the successors of closed bodies decide and hold a dossier; False when nothing had to move.

    The receiving unit stays as it was on the day; a body that several go on with waits for a decision.
    """
    on = localtime(at).date()
    return _follow(Dossier.objects.lock(dossier_id), lambda body_id: heir_of(body_id, on), by=by, at=at)


def share_out(share: Share, *, by: Actor, at: datetime, size: int = 200) -> int:
    """An administrator says which successor of a split body goes on with its dossiers of some procedures.

    At most `size` of them, each in its own transaction with its own fact; how many moved. Raises NotAllowed or
    Incomplete.
    """
    on, closed = localtime(at).date(), Body.objects.get(pk=share.closed_id)
    if not serves_the_province(by, ADMINISTRATORS):
        raise NotAllowed
    if faults := share_faults(share, [body.pk for body in successors(closed, on)]):
        raise Incomplete(faults)
    waiting = waiting_at(closed, on).filter(procedure_code__in=share.procedures)
    return sum([_give(pk, share, by=by, at=at) for pk in waiting.values_list("pk", flat=True)[:size]])


@transaction.atomic
def _give(dossier_id: int, share: Share, *, by: Actor, at: datetime) -> bool:
    """One dossier to the chosen heir; False when it has ended or moved meanwhile."""

    def heir(body_id: int) -> int:
        return share.heir_id if body_id == share.closed_id else heir_of(body_id, localtime(at).date())

    dossier = Dossier.objects.lock(dossier_id)
    return dossier.status not in FINAL and _follow(dossier, heir, by=by, at=at, basis=share.basis.strip())


def _follow(dossier: Dossier, heir: Callable[[int], int], *, by: Actor, at: datetime, basis: str = "") -> bool:
    """Move a locked dossier and its open legs to the heirs; `basis` names the decision where somebody chose."""
    closed = dossier.competent_id, dossier.holder_body_id
    dossier.competent_id = heir(dossier.competent_id)
    dossier.holder_body_id = heir(dossier.holder_body_id) if dossier.holder_body_id else None
    has_moved = _hand_legs_on(dossier, heir, at)
    if not has_moved and (dossier.competent_id, dossier.holder_body_id) == closed:
        return False
    keep(dossier, "competent", "holder_body", "holder")
    record(_told(dossier, closed, basis), subject=dossier.subject, by=by.key, at=at)
    return True


def follow_successions(*, by: Actor, at: datetime, size: int = 200) -> Iterator[int]:
    """Move every dossier that a closed body left behind, each in its own transaction; yields how many a batch moved.

    What is done is no longer left behind, so a run that was cut off goes on where it stopped.
    """
    after = 0
    while batch := list(left_behind(localtime(at).date()).filter(pk__gt=after).values_list("pk", flat=True)[:size]):
        yield sum(succeed(pk, by=by, at=at) for pk in batch)
        after = batch[-1]


def _hand_legs_on(dossier: Dossier, heir: Callable[[int], int], at: datetime) -> bool:
    """Each open leg ends at the closed body and goes on at its heir, until the date it had; whether there was one."""
    open_legs = list(Task.objects.filter(dossier=dossier, done_at=None).select_related("step"))
    moving = [(task, to) for task in open_legs if (to := heir(task.body_id)) != task.body_id]
    for task, to in moving:
        officer_id = _still_serving(task, to, at)
        Task.objects.filter(pk=task.pk).update(done_at=at, end=TaskEnd.HANDED_ON)
        same = {"step_id": task.step_id, "due_at": task.due_at, "is_side": task.is_side}
        Task.objects.create(dossier=dossier, body_id=to, officer_id=officer_id, received_at=at, **same)
        if not task.is_side:
            dossier.holder_id = officer_id
    return bool(moving)


def _still_serving(task: Task, heir: int, at: datetime) -> int | None:
    """Who had the step keeps it when he serves in the same role at the heir."""
    serving = officers_serving(heir, task.step.role, localtime(at).date())
    return task.officer_id if task.officer_id and serving.filter(pk=task.officer_id).exists() else None


def _told(dossier: Dossier, closed: tuple[int, int | None], basis: str) -> Succeeded:
    gone = closed[0] if closed[0] != dossier.competent_id else closed[1]
    last = Succession.objects.filter(predecessor=gone).order_by("-on", "-pk").first()
    heir = dossier.competent_id if gone == closed[0] else dossier.holder_body_id
    return Succeeded(body_id=heir or 0, basis=basis or (last.basis if last else ""))
