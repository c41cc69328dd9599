"""An invented life may wait: for its applicant, asked once to complete the dossier, and for another agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

from motcua.catalogue.models import StepKind
from motcua.directory.calendars import calendar_for
from motcua.dossiers import facts
from motcua.dossiers.deadlines import minutes_after, minutes_worked, step_minutes
from motcua.dossiers.demo.lives import Leg, Life, OutsideWait, Wait, World
from motcua.dossiers.supplements import answer_by
from motcua.lib.life.standstill import standstills
from motcua.lib.worktime import Mode, Pause, add_working_minutes, due

ASKED = 0.08  # of the dossiers with papers
OFFICE_DAY = 8 * 60  # minutes
QUICKEST, SLOWEST = OFFICE_DAY // 4, 8 * OFFICE_DAY  # office minutes until the answer


def is_asked(life: Life, leg: Leg, luck: Random) -> bool:
    """Whether the officer finds the first paper wrong; nobody is asked twice."""
    may_be = life.wait is None and leg.step.kind == StepKind.PROCESS and leg.officer_id is not None
    return may_be and luck.random() < ASKED and any(not part.is_note for part in life.rule.components)


def broken_off(life: Life, leg: Leg, at: datetime, world: World) -> Leg:
    """Ask, and let the applicant answer if there was time for it; the leg ends with the question."""
    assert leg.officer_id is not None
    rule, counter = life.rule, calendar_for(life.service.one_stop_id)
    until = answer_by(at, rule.supplement_workdays, counter)
    answered_at = add_working_minutes(at, world.luck.randint(QUICKEST, SLOWEST), counter)
    answered_at = min(answered_at, until) if until else answered_at
    said = answered_at if answered_at <= world.now else None
    life.wait = Wait(leg.officer_id, rule.supplement_mode, at, said, until)
    asked = facts.SupplementAsked(0, 1, 1, life.wait.mode, "", until.isoformat() if until else None)
    life.tell(asked, f"officer:{leg.officer_id}", at)
    if said:
        life.due_at = _moved(life)
        life.tell(facts.Supplemented(0, life.due_at.isoformat()), f"person:{life.person_id}", said)
    return replace(leg, done_at=at, is_broken_off=True)


def resumed(life: Life, stopped: Leg) -> Leg:
    """The leg that goes on after the answer: with the rest of its time, or with all of it."""
    assert life.wait is not None and life.wait.resumed_at is not None and stopped.done_at is not None
    at, hours, calendar = life.wait.resumed_at, stopped.step.hours, calendar_for(stopped.body_id)
    if life.wait.mode == Mode.RESTART:
        minutes = step_minutes(at, hours, calendar)
    else:
        used = minutes_worked(stopped.received_at, stopped.done_at, calendar)
        minutes = max(0, step_minutes(stopped.received_at, hours, calendar) - used)
    return replace(
        stopped,
        received_at=at,
        due_at=minutes_after(at, minutes, calendar) if hours else stopped.due_at,
        done_at=None,
        is_broken_off=False,
    )


def wait_outside(life: Life, leg: Leg) -> None:
    """At a step outside the clock another agency does its part, for as long as the leg lasts."""
    actor = f"officer:{leg.officer_id}"
    life.outside.append(OutsideWait(leg.received_at, leg.done_at))
    life.tell(facts.OutsideWaitBegun(leg.step.id), actor, leg.received_at)
    if leg.done_at:
        life.due_at = _moved(life)
        life.tell(facts.OutsideWaitEnded(life.due_at.isoformat()), actor, leg.done_at)


def _moved(life: Life) -> datetime:
    """The promise pushed back by the waits."""
    assert life.accepted_at is not None
    pauses = standstills(Pause(wait.stopped_at, wait.resumed_at, _mode(wait), ground="") for wait in life.waits)
    calendar = calendar_for(life.service.one_stop_id)
    told = due(life.rule.limit, life.accepted_at, calendar, cutoff=life.rule.cutoff, pauses=pauses).due_at
    assert told is not None  # the waits have ended
    return told


def _mode(wait: Wait | OutsideWait) -> Mode:
    return wait.mode if isinstance(wait, Wait) else Mode.RESUME
