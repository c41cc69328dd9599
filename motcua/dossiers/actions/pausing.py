"""Stopping a dossier's clock and letting it run again; verbs of other files call these inside their transaction."""

from datetime import datetime

from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import leave, steps_of
from motcua.dossiers.actions.outside import begin_outside
from motcua.dossiers.actions.promising import PROMISED as PROMISED
from motcua.dossiers.actions.promising import renew_promise as renew_promise
from motcua.dossiers.models import Dossier, Pause, PauseKind, SupplementRequest, Task, TaskEnd
from motcua.dossiers.steptime import History, due_of, history_from, history_of
from motcua.lib.worktime import Mode

PAUSED = ("status", "step_due_at", *PROMISED)
RESUMED = PAUSED


def stop_clock(dossier: Dossier, kind: PauseKind, *, mode: Mode, basis: str = "", by: Actor, at: datetime) -> Pause:
    """Open a pause; the leg under way ends with it, and another begins when the clock runs again."""
    leave(dossier, by=by, at=at, end=TaskEnd.PAUSED)
    return Pause.objects.create(dossier=dossier, kind=kind, mode=mode, basis=basis, stopped_at=at)


def run_clock(dossier: Dossier, kind: PauseKind, *, at: datetime) -> datetime:
    """End the pause of this kind: the promise moves as the law says, the open step gets a new leg; the new due.

    At a step that waits for another agency that wait goes on, in a pause of its own.
    """
    pause = Pause.objects.get(dossier=dossier, kind=kind, resumed_at=None)
    pause.resumed_at = at
    pause.save(update_fields=["resumed_at"])
    renew_promise(dossier)
    _begin_leg_again(dossier, pause, at)
    begin_outside(dossier, at)
    assert dossier.due_at is not None
    return dossier.due_at


def end_waits(dossier: Dossier, at: datetime) -> None:
    """The dossier ends while something is waited for: no wait stays open; the caller saves `PROMISED`."""
    SupplementRequest.objects.open().filter(dossier=dossier).update(dropped_at=at)
    if Pause.objects.filter(dossier=dossier, resumed_at=None).update(resumed_at=at):
        renew_promise(dossier)


def _begin_leg_again(dossier: Dossier, pause: Pause, at: datetime) -> None:
    stopped = Task.objects.filter(dossier=dossier, end=TaskEnd.PAUSED)
    last = stopped.filter(is_side=False).order_by("-pk").first()
    if last is None or dossier.step_id is None:
        return
    leg = _next_leg(dossier, last, at, officer_id=dossier.holder_id)
    dossier.step_due_at = _run(leg, history_of(dossier), last)
    for side in stopped.filter(is_side=True, done_at=pause.stopped_at):
        stays = Task.objects.filter(dossier=dossier, step=side.step_id).order_by("id")
        history = history_from(list(stays), list(dossier.pauses.all()))
        _run(_next_leg(dossier, side, at, officer_id=side.officer_id), history, side)


def _next_leg(dossier: Dossier, last: Task, at: datetime, *, officer_id: int | None) -> Task:
    step_id = last.step_id if last.is_side else dossier.step_id
    place = {"step_id": step_id, "body_id": last.body_id, "officer_id": officer_id, "is_side": last.is_side}
    return Task(dossier=dossier, **place, received_at=at)


def _run(leg: Task, history: History, last: Task) -> datetime | None:
    """Keep the leg with its due; None for a step outside the clock, which keeps the date it had."""
    due_at = due_of(leg, routing.by_id(steps_of(leg.dossier), leg.step_id).hours, history)
    leg.due_at = due_at or last.due_at
    leg.save(force_insert=True)
    return due_at
