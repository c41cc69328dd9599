"""Which dates a batch of open dossiers has by today's calendar: rows read in bulk, put before the same rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from motcua.catalogue.services import published
from motcua.dossiers import routing
from motcua.dossiers.clock import Known, Rows, dates_of
from motcua.dossiers.models import Dossier, DossierQuerySet, Extension, Pause, Task
from motcua.dossiers.statuses import Status
from motcua.dossiers.steptime import due_of, history_from

_LEG = ("dossier_id", "step_id", "body_id", "received_at", "due_at", "done_at", "is_side")
ON_THE_CLOCK = (Status.ACCEPTED, Status.IN_PROGRESS, Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)


@dataclass(frozen=True)
class Redone:
    """An open dossier with the dates that hold now; `leg` is its open task, `step_due_at` when that is due.

    `sides` are the open tasks beside it (rulebook B.3) that are due at another moment than stored, with that moment.
    """

    dossier: Dossier
    first_due_at: datetime
    due_at: datetime
    leg: Task | None
    step_due_at: datetime | None
    sides: tuple[tuple[Task, datetime], ...] = ()

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
    """The dates of a batch; 4 queries besides the calendar, however many there are."""
    ids = [dossier.pk for dossier in dossiers]
    pauses, ended = defaultdict(list), defaultdict(list)
    for pause in Pause.objects.filter(dossier__in=ids):
        pauses[pause.dossier_id].append(pause)
    # What an earlier leg used up matters only where a pause broke one off, which is seldom.
    for task in Task.objects.filter(dossier__in=list(pauses), done_at__isnull=False).order_by("id"):
        ended[task.dossier_id].append(task)
    running = defaultdict(list)
    for task in Task.objects.filter(dossier__in=ids, done_at=None).only(*_LEG):
        running[task.dossier_id].append(task)
    signed = {row.pk: row for row in Extension.objects.filter(pk__in=ids, signed_at__isnull=False)}
    kept = [Kept(pauses[pk], ended[pk], running[pk], signed.get(pk)) for pk in ids]
    known: Known = {}
    return [_redone(row, beside, known) for row, beside in zip(dossiers, kept, strict=True)]


class Kept(NamedTuple):
    """The rows of one dossier: its pauses, its legs that ended (only where there are pauses), its open legs."""

    pauses: list[Pause]
    ended: list[Task]
    running: list[Task]
    extension: Extension | None

    @property
    def leg(self) -> Task | None:
        return next((task for task in self.running if not task.is_side), None)


def _redone(dossier: Dossier, kept: Kept, known: Known) -> Redone:
    dates = dates_of(dossier, Rows(tuple(kept.pauses), kept.extension), known)
    step_due_at = _due(dossier, kept.leg, kept) if kept.leg else None
    return Redone(dossier, dates.first_due_at, dates.due_at, kept.leg, step_due_at, tuple(_sides(dossier, kept)))


def _sides(dossier: Dossier, kept: Kept) -> Iterator[tuple[Task, datetime]]:
    for task in kept.running:
        due_at = _due(dossier, task, kept) if task.is_side else None
        if due_at not in (None, task.due_at):
            yield task, due_at


def _due(dossier: Dossier, leg: Task, kept: Kept) -> datetime | None:
    """When an open leg is due; None for reception, whose time is another rule's, and for a wait."""
    steps = published(dossier.route_handling_id or dossier.handling_id).steps
    step = next((each for each in steps if each.id == leg.step_id), None)
    if step is None or step.kind in routing.OUTSIDE_THE_AGENCY:
        return None
    stays = [task for task in kept.ended if (task.step_id == leg.step_id if leg.is_side else not task.is_side)]
    return due_of(leg, step.hours, history_from(stays, kept.pauses))
