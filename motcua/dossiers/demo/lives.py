"""One invented life: what would have happened to a dossier by now, told as facts; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from motcua.catalogue.models import Service, StepKind
from motcua.catalogue.services import Published, PublishedStep, published
from motcua.directory.calendars import calendar_for
from motcua.dossiers import facts, routing
from motcua.dossiers.deadlines import promise, step_due
from motcua.dossiers.statuses import Channel, Delivery, Outcome
from motcua.journal.facts import Fact
from motcua.lib.worktime import add_working_minutes

ONLINE, DECLINED, WITHDRAWN, REFUSED, TAKEN = 0.55, 0.03, 0.01, 0.04, 0.6  # shares, as a province reports them


@dataclass(frozen=True)
class Leg:
    """One step gone through, or the one in hand when `done_at` is None."""

    step: PublishedStep
    body_id: int
    officer_id: int | None
    received_at: datetime
    due_at: datetime
    done_at: datetime | None
    is_taken: bool = True


@dataclass
class Life:
    """What happened, and when, to one dossier up to `now`."""

    service: Service
    rule: Published
    channel: str
    delivery: str
    lodged_at: datetime
    told: list[tuple[Fact, str, datetime]] = field(default_factory=list)  # fact, actor, at
    legs: list[Leg] = field(default_factory=list)
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    outcome: str = ""
    resolved_at: datetime | None = None
    ended_at: datetime | None = None

    def tell(self, fact: Fact, actor: str, at: datetime) -> None:
        self.told.append((fact, actor, at))


@dataclass(frozen=True)
class Staff:
    """Who serves where: (body id, role) → officer ids."""

    posts: dict[tuple[int, str], list[int]]

    def one(self, luck: Random, body_id: int, role: str) -> int | None:
        there = self.posts.get((body_id, role))
        return luck.choice(there) if there else None


def live(luck: Random, service: Service, person_id: int, staff: Staff, *, lodged_at: datetime, now: datetime) -> Life:
    """Let one dossier live from its lodging to now."""
    channel = Channel.ONLINE if luck.random() < ONLINE else Channel.IN_PERSON
    delivery = luck.choice([Delivery.COUNTER, Delivery.ONLINE, Delivery.POST])
    life = Life(service, published(service.handling_id), channel, delivery, lodged_at)
    reception = staff.one(luck, service.one_stop_id, "reception_officer")
    if _come_in(life, luck, person_id, reception, now):
        for step in _steps(life):
            if not _work(life, luck, step, staff, now):
                return life
        _return(life, luck, staff, now)
    return life


def _come_in(life: Life, luck: Random, person_id: int, reception: int | None, now: datetime) -> bool:
    """Lodged or handed in, then answered; False when the life ends or waits there."""
    place = {"service_id": life.service.pk, "receiving_id": life.service.one_stop_id}
    counter, at = f"officer:{reception}", life.lodged_at
    if life.channel == Channel.IN_PERSON:
        life.tell(facts.HandedIn(life.channel, **place), counter, at)
    else:
        life.tell(facts.Lodged(life.channel, **place), f"person:{person_id}", at)
        at = add_working_minutes(at, luck.randint(5, 300), calendar_for(life.service.one_stop_id))
        if at > now:
            return False
        if luck.random() < DECLINED:
            life.ended_at = at
            life.tell(facts.Declined("Không thuộc thẩm quyền giải quyết của cơ quan tiếp nhận."), counter, at)
            return False
    _accept(life, reception, counter, at)
    return True


def _accept(life: Life, reception: int | None, counter: str, at: datetime) -> None:
    due_at = promise(life.rule, at, calendar_for(life.service.one_stop_id)).due_at
    assert due_at is not None
    life.accepted_at, life.due_at = at, due_at
    limit = life.rule.limit
    life.tell(facts.Accepted(due_at.isoformat(), limit.value, limit.unit), counter, at)
    first = life.rule.steps[0]
    life.legs.append(Leg(first, life.service.one_stop_id, reception, life.lodged_at, at, at))


def _steps(life: Life) -> Iterator[PublishedStep]:
    step: PublishedStep | None = routing.first_step(life.rule.steps)
    while step is not None and not life.outcome:
        yield step
        step = routing.step_after(life.rule.steps, step.id)


def _work(life: Life, luck: Random, step: PublishedStep, staff: Staff, now: datetime) -> bool:
    """One step of the agency; False when it is still in hand."""
    body_id, at = routing.body_of(step, life.service), life.told[-1][2]
    calendar = calendar_for(body_id)
    officer, due_at = staff.one(luck, body_id, step.role), step_due(at, step.hours, calendar)
    _tell_arrival(life, step, body_id, due_at, staff_actor=life.told[-1][1], at=at)
    minutes = max(5, int(float(step.hours) * 56 * luck.triangular(0.15, 1.25, 0.5)))
    done_at = add_working_minutes(at, minutes, calendar)
    is_open = done_at > now or luck.random() < WITHDRAWN / 10
    is_taken = not is_open or luck.random() < TAKEN
    life.legs.append(Leg(step, body_id, officer, at, due_at, None if is_open else done_at, is_taken))
    if is_open:
        if is_taken and officer:
            life.tell(facts.StepTaken(step.id, officer), f"officer:{officer}", at)
        return False
    _finish(life, luck, step, f"officer:{officer}", done_at)
    return True


def _tell_arrival(
    life: Life, step: PublishedStep, body_id: int, due_at: datetime, *, staff_actor: str, at: datetime
) -> None:
    before = life.legs[-1].step
    if before.kind == StepKind.RECEIVE:
        life.tell(facts.Transferred(step.id, body_id, due_at.isoformat()), staff_actor, at)
    else:
        life.tell(facts.StepDone(before.id, step.id, body_id, due_at.isoformat()), staff_actor, at)


def _finish(life: Life, luck: Random, step: PublishedStep, actor: str, at: datetime) -> None:
    is_last = routing.step_after(life.rule.steps, step.id) is None
    if step.kind == StepKind.PROCESS:
        life.tell(facts.DecisionDrafted(Outcome.GRANTED), actor, at)
    if step.kind == StepKind.SIGN and luck.random() < REFUSED:
        life.outcome, life.resolved_at = Outcome.REFUSED, at
    elif step.kind == StepKind.SIGN:
        life.tell(facts.DecisionApproved(step.id), actor, at)
    if is_last and not life.outcome:
        life.outcome, life.resolved_at = Outcome.GRANTED, at


def _return(life: Life, luck: Random, staff: Staff, now: datetime) -> None:
    """The last fact of the agency is told by the writer, who knows the paper; here only whether it was fetched."""
    assert life.resolved_at is not None
    at = life.resolved_at + timedelta(hours=luck.choice([1, 3, 20, 26, 50]))
    if at < now and luck.random() < 0.97:
        life.ended_at = at
