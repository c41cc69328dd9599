"""The one-stop unit answers a lodged dossier: accept (M3), decline (M5), pass on (M7), settle on the spot (M8)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.linking import begin_group
from motcua.dossiers.actions.moving import (
    END,
    PROMISE,
    close,
    fresh,
    keep,
    leave,
    leg_due,
    locked,
    moved,
    place_of,
    promise_on,
    steps_of,
)
from motcua.dossiers.actions.moving import rule_of as rule
from motcua.dossiers.actions.overtaking import drop_drafted
from motcua.dossiers.actions.slips import issue_decline_slip
from motcua.dossiers.actions.steps import arrive, told_after
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.facts import Declined, SettledOnTheSpot, Transferred
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Task
from motcua.journal.recording import record


@transaction.atomic
def accept(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Start the clock: the applicant is promised a date (form 01)."""
    dossier = locked(dossier_id, Move.ACCEPT, by=by, version=version)
    fact = promise_on(dossier, at)
    drop_drafted(dossier, by=by, at=at)
    step = rule(dossier).steps[0]
    Task.objects.create(
        dossier=dossier,
        step_id=step.id,
        body_id=dossier.receiving_id,
        officer_id=by.officer_id,
        received_at=dossier.lodged_at,
        due_at=leg_due(step, dossier.lodged_at, dossier.receiving_id) or at,
    )
    keep(dossier, *PROMISE)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def accept_and_transfer(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Accept and, the papers being electronic, pass on at once (NĐ 61/2018 Điều 18.1)."""
    accept(dossier_id, by=by, at=at, version=version)
    return transfer(dossier_id, by=by, at=at)


@transaction.atomic
def decline(dossier_id: int, *, ground: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Do not accept, with the reason in writing (form 03; NĐ 61/2018 Điều 17.1b)."""
    if not ground.strip():
        raise Incomplete([("ground", _("Write the reason: the applicant reads it."))])
    dossier = locked(dossier_id, Move.DECLINE, by=by, version=version)
    moved(dossier, Move.DECLINE)
    drop_drafted(dossier, by=by, at=at)
    close(dossier, at)
    keep(dossier, *END)
    record(Declined(ground=ground.strip()), subject=dossier.subject, by=by.key, at=at)
    issue_decline_slip(dossier, by=by, at=at)
    return dossier


@transaction.atomic
def transfer(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Pass the dossier to the competent body (form 06)."""
    return hand_on(locked(dossier_id, Move.TRANSFER, by=by, version=version), by=by, at=at)


def hand_on(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    """Put an accepted dossier before its agency, a linked group before all of its agencies that need not wait."""
    if rule(dossier).parts:
        return begin_group(dossier, by=by, at=at)
    tasks = _pass_on(dossier, Move.TRANSFER, by=by, at=at)
    fact = Transferred(tasks[0].step_id, tasks[0].body_id, tasks[0].due_at.isoformat())
    record(fact, *told_after(dossier, tasks), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def settle_on_the_spot(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Begin settling at the counter ("4 tại chỗ"): the next step must be the actor's own."""
    dossier = fresh(dossier_id, Move.SETTLE_ON_THE_SPOT, version=version)
    step = routing.first_step(steps_of(dossier))
    if (place_of(dossier, step, at), step.role) not in by.posts:
        raise NotAllowed
    tasks = _pass_on(dossier, Move.SETTLE_ON_THE_SPOT, by=by, at=at)
    fact = SettledOnTheSpot(tasks[0].step_id, tasks[0].body_id, tasks[0].due_at.isoformat())
    record(fact, *told_after(dossier, tasks), subject=dossier.subject, by=by.key, at=at)
    return dossier


def _pass_on(dossier: Dossier, move: Move, *, by: Actor, at: datetime) -> list[Task]:
    moved(dossier, move)
    leave(dossier, by=by, at=at)
    return arrive(dossier, routing.first_step(steps_of(dossier)), at)
