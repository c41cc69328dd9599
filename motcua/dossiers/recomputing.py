"""Which dates a batch of open dossiers has by today's calendar: rows read in bulk, put before the same rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.services import published
from motcua.dossiers import routing
from motcua.dossiers.clock import Rows, dates_of
from motcua.dossiers.models import Dossier, DossierQuerySet, Extension, Pause, Task
from motcua.dossiers.statuses import Status
from motcua.dossiers.steptime import due_of, history_from

ON_THE_CLOCK = (Status.ACCEPTED, Status.IN_PROGRESS, Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)


@dataclass(frozen=True)
class Redone:
    """An open dossier with the dates that hold now; `leg` is its open task, `step_due_at` when that is due."""

    dossier: Dossier
    first_due_at: datetime
    due_at: datetime
    leg: Task | None
    step_due_at: datetime | None

    @property
    def is_moved(self) -> bool:
        """Whether the promise to the applicant has another date."""
        return (self.first_due_at, self.due_at) != (self.dossier.first_due_at, self.dossier.due_at)

    @property
    def is_step_moved(self) -> bool:
        return self.leg is not None and self.step_due_at not in (None, self.leg.due_at)


def on_the_clock() -> DossierQuerySet:
    """The open dossiers that were accepted; closed ones never change (rulebook B.7.2-15)."""
    return Dossier.objects.filter(status__in=ON_THE_CLOCK, accepted_at__isnull=False)


def redone(dossiers: Sequence[Dossier]) -> list[Redone]:
    """The dates of a batch; 3 queries besides the calendar, however many there are."""
    ids = [dossier.pk for dossier in dossiers]
    pauses, legs = defaultdict(list), defaultdict(list)
    for pause in Pause.objects.filter(dossier__in=ids):
        pauses[pause.dossier_id].append(pause)
    for task in Task.objects.filter(dossier__in=ids, is_side=False).order_by("id"):
        legs[task.dossier_id].append(task)
    signed = {row.pk: row for row in Extension.objects.filter(pk__in=ids, signed_at__isnull=False)}
    return [_redone(row, pauses[row.pk], signed.get(row.pk), legs[row.pk]) for row in dossiers]


def _redone(dossier: Dossier, pauses: list[Pause], extension: Extension | None, legs: list[Task]) -> Redone:
    dates = dates_of(dossier, Rows(tuple(pauses), extension))
    leg = next((task for task in legs if task.done_at is None), None)
    step_due_at = None
    if leg is not None:
        steps = published(dossier.route_handling_id or dossier.handling_id).steps
        step = next((each for each in steps if each.id == leg.step_id), None)
        is_agencys = step is not None and step.kind not in routing.OUTSIDE_THE_AGENCY
        step_due_at = due_of(leg, step.hours, history_from(legs, pauses)) if step and is_agencys else None
    return Redone(dossier, dates.first_due_at, dates.due_at, leg, step_due_at)
