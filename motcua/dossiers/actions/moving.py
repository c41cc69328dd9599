"""What every act on a dossier begins and ends with."""

from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import localtime

from motcua.catalogue.services import Published, PublishedStep, published
from motcua.directory.actors import Actor
from motcua.directory.bodies import heir_of
from motcua.directory.calendars import calendar_for
from motcua.dossiers import routing
from motcua.dossiers.actions.outside import end_outside
from motcua.dossiers.actions.promising import PROMISED, renew_promise
from motcua.dossiers.clock import promise_at, units_of
from motcua.dossiers.deadlines import step_due
from motcua.dossiers.errors import AwaitingConsent, NotPossible, Stale
from motcua.dossiers.facts import Accepted
from motcua.dossiers.grouping import promised
from motcua.dossiers.lifecycle import Move, after
from motcua.dossiers.models import Decision, Dossier, Task, TaskEnd
from motcua.dossiers.outages import is_down, stretches_over
from motcua.dossiers.permissions import demand
from motcua.dossiers.routing import steps_of as steps_of
from motcua.dossiers.statuses import Stage
from motcua.journal.facts import Fact

STAGES = {
    "process": Stage.ASSIGNED,
    "wait": Stage.AWAITING_OUTSIDE,
    "verify": Stage.VERIFYING,
    "submit": Stage.FOR_SIGNATURE,
    "review": Stage.UNDER_REVIEW,
    "council": Stage.UNDER_REVIEW,
    "sign": Stage.FOR_SIGNATURE,
    "issue": Stage.SIGNED,
}
WHILE_STANDING_STILL = frozenset({Move.WITHDRAW, Move.STOP})  # what a wait for consent leaves open


# What happens to a whole group; everything else happens to its parts, each by itself.
OF_A_GROUP = frozenset(
    {
        Move.ACCEPT,
        Move.DECLINE,
        Move.TRANSFER,
        Move.WITHDRAW,
        Move.RETURN,
        Move.ASK_BEFORE_ACCEPTANCE,
        Move.SUPPLEMENT_BEFORE_ACCEPTANCE,
        Move.SUPPLEMENT_OVERDUE,
    }
)


def unchanged(dossier_id: int, *, version: int | None) -> Dossier:
    """The dossier, held, when nobody moved it since the page was made."""
    dossier = Dossier.objects.lock(dossier_id)
    if version is not None and version != dossier.version:
        raise Stale
    return dossier


def fresh(dossier_id: int, move: Move, *, version: int | None) -> Dossier:
    """The same, when its life allows the move."""
    dossier = unchanged(dossier_id, version=version)
    after(dossier.status, move)
    if move not in OF_A_GROUP and published(dossier.handling_id).parts:
        raise NotPossible(dossier.life, move)
    if dossier.awaits_consent and move not in WHILE_STANDING_STILL:
        raise AwaitingConsent
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


def promise_on(dossier: Dossier, at: datetime, *, chosen: Collection[int] | None = None) -> Accepted:
    """Start the clock (NĐ 309/2026 Điều 17.3): the row gets its promise, the journal its fact.

    `chosen` are the optional parts of a linked group whose branches are not written yet.
    """
    rule = published(dossier.handling_id)
    due_at = due_from(dossier, at, chosen=chosen)
    dossier.status = after(dossier.status, Move.ACCEPT)
    dossier.accepted_at, dossier.first_due_at, dossier.due_at = at, due_at, due_at
    return Accepted(due_at=due_at.isoformat(), limit_value=rule.limit.value, limit_unit=rule.limit.unit)


def due_from(dossier: Dossier, start: datetime, *, chosen: Collection[int] | None = None) -> datetime:
    """The due moment of a clock that starts then, by the calendar of the unit whose clock it is."""
    rule = published(dossier.handling_id)
    if rule.parts:
        return promised(dossier, start, chosen)
    unit_id = dossier.competent_id if dossier.clock_started_at else dossier.receiving_id
    return promise_at(rule, unit_id, start, units=units_of(dossier))


def enter(dossier: Dossier, step: PublishedStep, at: datetime) -> Task:
    """Put the dossier at a step: its holder, its stage and the step's own clock; the task is not yet saved."""
    body_id = place_of(dossier, step, at)
    due_at = leg_due(step, at, body_id)
    dossier.holder_body_id, dossier.holder_id, dossier.step_id = body_id, None, step.id
    dossier.step_due_at, dossier.stage = due_at, STAGES[step.kind]
    leg = {"step_id": step.id, "body_id": body_id, "received_at": at}
    return Task(dossier=dossier, **leg, due_at=due_at or dossier.due_at or at)


def place_of(dossier: Dossier, step: PublishedStep, at: datetime) -> int:
    """The body that does a step of this dossier: the service's, or who goes on with its work (rulebook B.8).

    Of a body that was split, the part that goes on with this dossier.
    """
    body_id = routing.body_of(step, dossier.service)
    if body_id == dossier.service.competent_id:
        body_id = dossier.competent_id
    # A service that takes dossiers in today has no closed body, so a new dossier need not be asked.
    return heir_of(body_id, localtime(at).date()) if dossier.pk else body_id


def leg_due(step: PublishedStep, at: datetime, body_id: int) -> datetime | None:
    """When a step is due, the outages known by then left out; None for one outside the clock."""
    if not step.hours:
        return None
    return step_due(at, step.hours, calendar_for(body_id), stopped=stretches_over([body_id], at))


def leave(
    dossier: Dossier, *, by: Actor, at: datetime, end: TaskEnd = TaskEnd.DONE, note: str = ""
) -> tuple[Fact, ...]:
    """End the open task, if there is one; whoever ended it is the one who did it. What ran beside ends undone.

    A wait for another agency ends with it: what is to be told of that.
    """
    open_tasks = Task.objects.filter(dossier=dossier, done_at=None)
    open_tasks.filter(is_side=False).update(done_at=at, end=end, note=note, officer_id=by.officer_id)
    if any(step.group for step in steps_of(dossier)):
        ended = {"end": TaskEnd.CUT_SHORT} if end == TaskEnd.DONE else {"end": end, "note": note}
        open_tasks.filter(is_side=True).update(done_at=at, **ended)
    return end_outside(dossier, at)


def close(dossier: Dossier, at: datetime, *, is_final: bool = True) -> None:
    """Nobody holds a dossier that has ended; the receiving unit holds one whose result waits.

    No clock runs while the system fails (B.7.2-8): what ends meanwhile is judged with the failure left out up to now.
    """
    if dossier.accepted_at and dossier.resolved_at is None and is_down(units_of(dossier), at):
        renew_promise(dossier, ends_at=at)
    dossier.step_id, dossier.holder_id, dossier.step_due_at = None, None, None
    dossier.holder_body_id = None if is_final else dossier.receiving_id
    dossier.stage = Stage.NONE if is_final else Stage.ISSUED
    if is_final:
        dossier.ended_at = at
    Task.objects.filter(dossier=dossier, is_over=False).update(is_over=True)


def rule_of(dossier: Dossier) -> Published:
    return published(dossier.handling_id)


def drafted_outcome(dossier: Dossier) -> str:
    """What the draft of the decision says, "" without one; asked for only where the route has branches."""
    if dossier.pk is None or not any(step.on_outcome for step in steps_of(dossier)):
        return ""
    return Decision.objects.filter(dossier=dossier).values_list("outcome", flat=True).first() or ""


PLACE = ("status", "stage", "holder_body", "holder", "step", "step_due_at", *PROMISED)
PROMISE = ("status", "accepted_at", *PROMISED)
END = (*PLACE, "ended_at")
