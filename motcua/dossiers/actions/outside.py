"""Waiting for another agency at a step of the route, such as the tax office (rulebook B.7.2-8, E, F.5).

The clock stands still while the dossier stands at such a step, not while the step only runs beside another. It is
the one wait that leaves the step in hand: whatever the officer does there ends it. When the applicant has something
to pay, to complete or to consent to meanwhile, that wait takes its place, so no time is lost twice; afterwards the
other agency is waited for again, in a wait of its own, until the step is left.
"""

from datetime import datetime

from motcua.dossiers.actions.promising import renew_promise
from motcua.dossiers.facts import OutsideWaitBegun, OutsideWaitEnded
from motcua.dossiers.models import Dossier, Pause, PauseKind
from motcua.dossiers.statuses import Stage
from motcua.journal.facts import Fact
from motcua.lib.worktime import Mode


def begin_outside(dossier: Dossier, at: datetime) -> None:
    """Stop the clock of a dossier that has come to such a step, or goes on there; any other stays as it is."""
    if dossier.waits_outside:
        Pause.objects.create(dossier=dossier, kind=PauseKind.OUTSIDE, mode=Mode.RESUME, stopped_at=at)


def end_outside(dossier: Dossier, at: datetime) -> tuple[Fact, ...]:
    """End the wait, if there is one, with what is to be told; the caller saves the promise, which has moved."""
    if dossier.stage != Stage.AWAITING_OUTSIDE:
        return ()
    if not Pause.objects.filter(dossier=dossier, kind=PauseKind.OUTSIDE, resumed_at=None).update(resumed_at=at):
        return ()
    renew_promise(dossier)
    assert dossier.due_at is not None
    return (OutsideWaitEnded(due_at=dossier.due_at.isoformat()),)


def told_outside(dossier: Dossier) -> tuple[Fact, ...]:
    """The fact of a wait that has just begun."""
    return (OutsideWaitBegun(step_id=dossier.step_id or 0),) if dossier.waits_outside else ()
