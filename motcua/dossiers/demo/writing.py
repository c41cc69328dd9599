"""Turning invented lives into rows: the same rows and the same journal as real ones, without their jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from motcua.dossiers.actions.moving import STAGES
from motcua.dossiers.demo import telling
from motcua.dossiers.demo.copying import Sheet, next_ids
from motcua.dossiers.demo.deciding import Deciding
from motcua.dossiers.demo.enclosing import Enclosing
from motcua.dossiers.demo.lives import Life, World
from motcua.dossiers.demo.numbers import Numbers
from motcua.dossiers.demo.overruns import reckoned
from motcua.dossiers.demo.people import Applicant
from motcua.dossiers.models import Charge, Declaration, Dossier, Task, TaskEnd
from motcua.dossiers.replay import status_after
from motcua.dossiers.statuses import OPEN, Channel, Stage, Status
from motcua.lib.worktime import ZONE

_DOSSIER = (
    *("id", "public_id", "code", "version", "status", "stage", "outcome", "channel", "delivery", "service_id"),
    *("handling_id", "procedure_code", "title", "case", "applicant_person_id", "applicant_name", "filer_id"),
    *("helper_id", "receiving_id", "competent_id", "holder_body_id", "holder_id", "step_id", "lodged_at"),
    *("accepted_at", "first_due_at", "due_at", "step_due_at", "book_no", "money", "resolved_at", "ended_at"),
)
_TASK = (
    *("id", "dossier_id", "step_id", "body_id", "officer_id", "received_at", "due_at", "done_at", "end", "note"),
    *("is_side", "is_over"),
)
_CHARGE = ("dossier_id", "leg", "cause", "body_id", "officer_id", "over", "minutes", "ended_at")


@dataclass
class Writer:
    """Takes lives in and gives their rows as sheets; `sample_id` is the file that stands for every paper."""

    world: World
    numbers: Numbers
    sample_id: int
    dossiers: Sheet = field(default_factory=lambda: Sheet(Dossier, *_DOSSIER))
    declarations: Sheet = field(default_factory=lambda: Sheet(Declaration, "dossier_id", "answers"))
    tasks: Sheet = field(default_factory=lambda: Sheet(Task, *_TASK))
    charges: Sheet = field(default_factory=lambda: Sheet(Charge, *_CHARGE))
    events: Sheet = field(default_factory=telling.sheet)
    deciding: Deciding = field(default_factory=Deciding)
    enclosing: Enclosing = field(default_factory=Enclosing)

    @property
    def sheets(self) -> list[Sheet]:
        """Every sheet, what is pointed at before what points at it."""
        own = [self.dossiers, self.declarations, self.tasks, self.charges, self.events]
        return [*own, self.deciding.decisions, *self.enclosing.sheets]

    def write(self, lives: Sequence[Life], owners: Sequence[Applicant]) -> None:
        """The rows of a batch of lives."""
        dossier_ids = next_ids(Dossier, len(lives))
        task_ids = iter(next_ids(Task, sum(len(life.legs) for life in lives)))
        enclosed = self.enclosing.numbered(lives)
        for life, owner, pk in zip(lives, owners, dossier_ids, strict=True):
            self._write(life, owner, pk, [next(task_ids) for _ in life.legs])
            request_id = enclosed.add(pk, life, self.sample_id)
            number = self.deciding.add(pk, life, self.numbers, self.sample_id)
            happened = telling.told(life, self.world, number)
            telling.add_events(self.events, f"dossier:{pk}", happened, request_id)

    def _write(self, life: Life, owner: Applicant, pk: int, task_ids: Sequence[int]) -> None:
        self._add_dossier(pk, life, owner)
        self.declarations.add(pk, owner.answers)
        self._add_tasks(pk, life, task_ids)
        self._add_charges(pk, life, task_ids)

    def _add_dossier(self, pk: int, life: Life, owner: Applicant) -> None:
        service, rule, status, here = life.service, life.rule, _status(life), life.in_hand
        helper_id = life.legs[0].officer_id if life.legs and life.channel == Channel.IN_PERSON else None
        self.dossiers.add(
            *(pk, uuid4(), self._code(life), len(life.told), status),
            *(_stage(life, status), life.outcome, life.channel, life.delivery, service.pk, service.handling_id),
            *(rule.procedure_code, rule.procedure_name, "", owner.pk, owner.full_name, owner.pk, helper_id),
            *(service.one_stop_id, service.competent_id),
            here.body_id if here else _waits_at(status, service.one_stop_id),
            here.officer_id if here and here.is_taken else None,
            here.step.id if here else None,
            *(life.lodged_at, life.accepted_at, life.due_at, life.due_at, _step_due(life)),
            *("", "", life.resolved_at, life.ended_at),
        )

    def _code(self, life: Life) -> str:
        return self.numbers.code(life.service.one_stop.code, life.lodged_at.astimezone(ZONE).date())

    def _add_tasks(self, dossier_id: int, life: Life, task_ids: Sequence[int]) -> None:
        is_over = _status(life) not in OPEN
        for pk, leg in zip(task_ids, life.legs, strict=True):
            how = TaskEnd.PAUSED if leg.is_broken_off else TaskEnd.DONE if leg.done_at else TaskEnd.OPEN
            who = leg.officer_id if leg.is_taken else None
            place = (pk, dossier_id, leg.step.id, leg.body_id, who)
            self.tasks.add(*place, leg.received_at, leg.due_at, leg.done_at, how, "", False, is_over)

    def _add_charges(self, dossier_id: int, life: Life, task_ids: Sequence[int]) -> None:
        found = reckoned(life, dossier_id, task_ids)
        for leg, minutes in found.charged() if found else ():
            whose = (leg.key, leg.cause, leg.body_id, leg.officer_id)
            self.charges.add(dossier_id, *whose, leg.over, minutes, found.ended_at if found else None)


def _status(life: Life) -> Status:
    if life.resolved_at:
        return Status.RETURNED if life.ended_at else Status.RESOLVED
    return status_after(fact.kind for fact, _actor, _at in life.told) or Status.LODGED


def _stage(life: Life, status: Status) -> Stage:
    if life.in_hand:
        return STAGES[life.in_hand.step.kind]
    return Stage.ISSUED if status == Status.RESOLVED else Stage.NONE


def _waits_at(status: Status, one_stop_id: int) -> int | None:
    return one_stop_id if status in (Status.LODGED, Status.RESOLVED) else None


def _step_due(life: Life) -> datetime | None:
    """When the open step is due; none while the clock stands still, or for a step outside it."""
    here = life.in_hand
    return here.due_at if here and here.step.hours and not life.is_waiting else None
