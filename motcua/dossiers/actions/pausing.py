"""Stopping a dossier's clock and letting it run again; verbs of other files call these inside their transaction."""

from datetime import datetime

from motcua.catalogue.services import PublishedStep
from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import leave, leg_due, rule_of
from motcua.dossiers.clock import minutes_left, moment_after, promise_of
from motcua.dossiers.models import Dossier, Extension, Pause, PauseKind, Task, TaskEnd
from motcua.lib.worktime import Mode

PAUSED = ("status", "step_due_at")
RESUMED = ("status", "step_due_at", "first_due_at", "due_at")


def stop_clock(dossier: Dossier, kind: PauseKind, *, mode: Mode, basis: str = "", by: Actor, at: datetime) -> Pause:
    """Open a pause; the leg under way ends with it, and another begins when the clock runs again."""
    leave(dossier, by=by, at=at, end=TaskEnd.PAUSED)
    return Pause.objects.create(dossier=dossier, kind=kind, mode=mode, basis=basis, stopped_at=at)


def run_clock(dossier: Dossier, kind: PauseKind, *, at: datetime) -> datetime:
    """End the pause of this kind: the promise moves as the law says, the open step gets a new leg; the new due."""
    pause = Pause.objects.get(dossier=dossier, kind=kind, resumed_at=None)
    pause.resumed_at = at
    pause.save(update_fields=["resumed_at"])
    renew_promise(dossier)
    _begin_leg_again(dossier, pause, at)
    assert dossier.due_at is not None
    return dossier.due_at


def renew_promise(dossier: Dossier) -> None:
    """Reckon the due moments again from the events; the caller saves `first_due_at` and `due_at`.

    What an extension added stays added, counted in office minutes of the receiving unit.
    """
    promised = promise_of(dossier).due_at
    if promised is None:
        return  # a wait is open: the last date stays until it is known again
    extra = _extended_by(dossier)
    dossier.first_due_at = promised
    dossier.due_at = moment_after(promised, extra, dossier.receiving_id) if extra else promised


def _extended_by(dossier: Dossier) -> int:
    extension = Extension.objects.filter(dossier=dossier, signed_at__isnull=False).first()
    if extension is None:
        return 0
    return minutes_left(extension.new_due_at, extension.old_due_at, dossier.receiving_id)


def _begin_leg_again(dossier: Dossier, pause: Pause, at: datetime) -> None:
    last = Task.objects.filter(dossier=dossier, end=TaskEnd.PAUSED, is_side=False).order_by("-pk").first()
    if last is None or dossier.step_id is None:
        return
    step = routing.by_id(rule_of(dossier).steps, dossier.step_id)
    left = _whole(step, at, last.body_id) if pause.mode == Mode.RESTART else _rest(last)
    due_at = moment_after(at, left, last.body_id)
    dossier.step_due_at = due_at if step.hours else None
    Task.objects.create(
        dossier=dossier,
        step_id=step.id,
        body_id=last.body_id,
        officer_id=dossier.holder_id,
        received_at=at,
        due_at=due_at if step.hours else last.due_at,
    )


def _whole(step: PublishedStep, at: datetime, body_id: int) -> int:
    due_at = leg_due(step, at, body_id)
    return minutes_left(due_at, at, body_id) if due_at else 0


def _rest(leg: Task) -> int:
    assert leg.done_at is not None
    return minutes_left(leg.due_at, leg.done_at, leg.body_id)
