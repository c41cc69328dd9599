"""Letting a dossier live: what would have happened to it by now, told as facts; nothing is written here."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from motcua.catalogue.models import Service, StepKind
from motcua.catalogue.services import PublishedStep, published
from motcua.directory.calendars import calendar_for
from motcua.dossiers import facts, routing
from motcua.dossiers.clock import BY_DAY
from motcua.dossiers.deadlines import promise, step_due
from motcua.dossiers.demo.lives import Leg, Life, World
from motcua.dossiers.demo.waits import QUICKEST, SLOWEST, broken_off, is_asked, resumed, wait_outside
from motcua.dossiers.statuses import Channel, Delivery, Outcome
from motcua.lib.worktime import ZONE, Cutoff, add_working_minutes

ONLINE, DECLINED, FORGOTTEN, REFUSED, TAKEN = 0.55, 0.03, 0.001, 0.04, 0.6  # shares, as a province reports them
PACE = (0.15, 1.25, 0.5)  # of a step's own time: the quickest, the slowest, the usual
DELIVERIES = (Delivery.COUNTER, Delivery.ONLINE, Delivery.POST)
FETCHED_AFTER = (1, 3, 20, 26, 50)  # hours
OUTSIDE = "Không thuộc thẩm quyền giải quyết của cơ quan tiếp nhận."


def live(world: World, service: Service, person_id: int, lodged_at: datetime) -> Life:
    """Let one dossier live from its lodging to now."""
    luck = world.luck
    channel = Channel.ONLINE if luck.random() < ONLINE else Channel.IN_PERSON
    life = Life(service, published(service.handling_id), person_id, channel, luck.choice(DELIVERIES), lodged_at)
    if _come_in(life, world, world.staff.one(luck, service.one_stop_id, "reception_officer")):
        for step in _way(service.handling_id):
            if not life.outcome and not _work(life, world, step):
                return life
        _return(life, world)
    return life


def _come_in(life: Life, world: World, reception: int | None) -> bool:
    """Lodged or handed in, then answered; False when the life ends or waits there."""
    place = {"service_id": life.service.pk, "receiving_id": life.service.one_stop_id}
    counter, at = f"officer:{reception}", life.lodged_at
    if life.channel == Channel.IN_PERSON:
        life.tell(facts.HandedIn(life.channel, **place), counter, at)
    else:
        life.tell(facts.Lodged(life.channel, **place), f"person:{life.person_id}", at)
        at = add_working_minutes(at, world.luck.randint(5, 300), calendar_for(life.service.one_stop_id))
        if at > world.now:
            return False
        if world.luck.random() < DECLINED:
            life.ended_at = at
            life.tell(facts.Declined(OUTSIDE), counter, at)
            return False
    _accept(life, world, reception, at)
    return True


def _accept(life: Life, world: World, reception: int | None, at: datetime) -> None:
    due_at, limit = _promised(life, world, at), life.rule.limit
    life.accepted_at, life.due_at = at, due_at
    life.tell(facts.Accepted(due_at.isoformat(), limit.value, limit.unit), f"officer:{reception}", at)
    life.legs.append(Leg(life.rule.steps[0], life.service.one_stop_id, reception, life.lodged_at, at, at))


def _promised(life: Life, world: World, at: datetime) -> datetime:
    """The due moment told at acceptance; a limit in days asks for the day of its start alone."""
    rule, calendar = life.rule, calendar_for(life.service.one_stop_id)
    is_by_day = rule.limit.unit in BY_DAY and rule.cutoff is not Cutoff.COUNT_FROM_NEXT_DAY
    place = (rule.limit, id(calendar), at.astimezone(ZONE).date())
    if is_by_day and place in world.known:
        return world.known[place][0]
    due_at = promise(rule, at, calendar).due_at
    assert due_at is not None  # nothing is waited for
    if is_by_day:
        world.known[place] = (due_at, calendar)
    return due_at


@lru_cache(maxsize=4096)
def _way(handling_id: int) -> tuple[PublishedStep, ...]:
    """The steps of a handling as a dossier without a draft goes through them."""
    steps = published(handling_id).steps
    way = [routing.first_step(steps)]
    while (following := routing.step_after(steps, way[-1].id)) is not None:
        way.append(following)
    return tuple(way)


def _work(life: Life, world: World, step: PublishedStep) -> bool:
    """One step of the agency; False when it is still in hand, or waits for the applicant."""
    luck, at, body_id = world.luck, life.told[-1][2], routing.body_of(step, life.service)
    calendar, officer = calendar_for(body_id), world.staff.one(luck, body_id, step.role)
    due_at = step_due(at, step.hours, calendar) if step.hours else life.due_at or at
    leg = Leg(step, body_id, officer, at, due_at, None)
    _tell_arrival(life, leg)
    minutes = _minutes(step, luck)
    asked_at = add_working_minutes(at, minutes // 3, calendar) if is_asked(life, leg, luck) else world.now
    if asked_at < world.now:
        life.legs.append(broken_off(life, leg, asked_at, world))
        if life.is_waiting:
            return False
        leg, minutes = resumed(life, life.legs[-1]), minutes - minutes // 3
    return _end(life, world, leg, add_working_minutes(leg.received_at, minutes, calendar))


def _minutes(step: PublishedStep, luck: Random) -> int:
    """How long the step takes; another agency's by the pace of that agency."""
    if step.kind == StepKind.WAIT:
        return luck.randint(QUICKEST, SLOWEST)
    return max(5, int(float(step.hours) * 56 * luck.triangular(*PACE)))


def _end(life: Life, world: World, leg: Leg, done_at: datetime) -> bool:
    """The leg is done when its time has come; a few lie forgotten. False when it is still in hand."""
    is_open = done_at > world.now or world.luck.random() < FORGOTTEN
    is_taken = not is_open or life.wait is not None or world.luck.random() < TAKEN
    leg.done_at, leg.is_taken = None if is_open else done_at, is_taken
    life.legs.append(leg)
    actor = f"officer:{leg.officer_id}"
    if leg.step.kind == StepKind.WAIT:
        wait_outside(life, leg)
    if not is_open:
        _tell_end(life, world, leg.step, actor, done_at)
    elif is_taken and leg.officer_id:
        life.tell(facts.StepTaken(leg.step.id, leg.officer_id), actor, leg.received_at)
    return not is_open


def _tell_arrival(life: Life, leg: Leg) -> None:
    before, actor = life.legs[-1].step, life.told[-1][1]
    place = (leg.step.id, leg.body_id, leg.due_at.isoformat())
    came_from_counter = before.kind == StepKind.RECEIVE
    fact = facts.Transferred(*place) if came_from_counter else facts.StepDone(before.id, *place)
    life.tell(fact, actor, leg.received_at)


def _tell_end(life: Life, world: World, step: PublishedStep, actor: str, at: datetime) -> None:
    is_last = step is _way(life.service.handling_id)[-1]
    if step.kind == StepKind.PROCESS:
        life.tell(facts.DecisionDrafted(Outcome.GRANTED), actor, at)
    if step.kind == StepKind.SIGN and world.luck.random() < REFUSED:
        life.outcome, life.resolved_at = Outcome.REFUSED, at
    elif step.kind == StepKind.SIGN:
        life.tell(facts.DecisionApproved(step.id), actor, at)
    if is_last and not life.outcome:
        life.outcome, life.resolved_at = Outcome.GRANTED, at


def _return(life: Life, world: World) -> None:
    """The last fact of the agency is told by the writer, who knows the paper; here only whether it was fetched."""
    assert life.resolved_at is not None
    at = life.resolved_at + timedelta(hours=world.luck.choice(FETCHED_AFTER))
    if at < world.now and world.luck.random() < 0.97:
        life.ended_at = at
