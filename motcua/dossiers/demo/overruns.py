"""What the legs of an invented life that ended late bear, by the same rules as a real one's (rulebook F.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.catalogue.models import StepKind
from motcua.directory.calendars import calendar_for
from motcua.dossiers.demo.lives import Leg as Worked
from motcua.dossiers.demo.lives import Life
from motcua.dossiers.lateness import Leg, Reckoning, minutes_within, of_another_agency, reckoning, transfer_due
from motcua.dossiers.models import Cause
from motcua.lib.worktime import Mode


def reckoned(life: Life, dossier_id: int, task_ids: Sequence[int]) -> Reckoning | None:
    """The lateness of an ended life shared among its legs; None for one that ended in time, or never began."""
    ended_at = life.resolved_at or life.ended_at
    if ended_at is None or life.due_at is None or ended_at <= life.due_at:
        return None
    waits = [(wait.stopped_at, wait.resumed_at or ended_at) for wait in life.waits]
    late = minutes_within(life.due_at, ended_at, calendar_for(life.service.one_stop_id), waits)
    legs = [_leg(life, worked, pk, ended_at) for worked, pk in zip(life.legs, task_ids, strict=True)]
    return reckoning(dossier_id, late, legs, ended_at, ended_at)


def _leg(life: Life, worked: Worked, task_id: int, ended_at: datetime) -> Leg:
    assert life.accepted_at is not None and worked.done_at is not None
    calendar, is_reception = calendar_for(worked.body_id), worked is life.legs[0]
    received_at = life.accepted_at if is_reception else worked.received_at
    due_at = transfer_due(life.accepted_at, calendar) if is_reception else worked.due_at
    until = min(worked.done_at, ended_at)
    waits = [(wait.stopped_at, wait.resumed_at or ended_at) for wait in life.waits]
    leg = Leg(
        key=f"task:{task_id}",
        cause=Cause.RECEPTION if is_reception else Cause.STEP,
        what=worked.step.name,
        received_at=received_at,
        due_at=due_at,
        ended_at=worked.done_at,
        body_id=worked.body_id,
        officer_id=worked.officer_id if worked.is_taken else None,
        over=minutes_within(due_at, until, calendar, waits),
        is_void=received_at < until <= _counts_from(life) and until < ended_at,
    )
    return of_another_agency(leg) if worked.step.kind == StepKind.WAIT else leg


def _counts_from(life: Life) -> datetime:
    """When the whole limit last began: at acceptance, or with an answer that came before it had run out."""
    assert life.accepted_at is not None and life.due_at is not None
    again = life.wait.resumed_at if life.wait and life.wait.mode == Mode.RESTART else None
    return max(life.accepted_at, again) if again and again <= life.due_at else life.accepted_at
