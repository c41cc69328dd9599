"""The rows behind a forecast: the pace of bodies and officers, and which steps a dossier still has before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Max, OuterRef, Subquery
from django.utils.timezone import localtime

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import PublishedStep, published
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.dossiers import routing
from motcua.dossiers.deadlines import step_minutes
from motcua.dossiers.forecasting import Outlook, Tempo, outlook, rest_of, tempo_of
from motcua.dossiers.lateness import minutes_within
from motcua.dossiers.models import (
    STANDS_STILL,
    Consultation,
    Dossier,
    DossierQuerySet,
    Forecast,
    Pace,
    Task,
    TaskEnd,
)
from motcua.dossiers.statuses import RUNNING, Outcome

LOOKED_BACK = timedelta(days=120)
LAST = 50  # steps from which a pace is taken
READ = 600  # steps of a body looked through for them
WEEK = timedelta(days=7)
AHEAD = timedelta(days=14)  # how far the watch looks: a fortnight holds a working week whatever the holidays
Whose = tuple[int, int | None, str]  # body, officer (None: all of the body), kind of step
Paces = Mapping[Whose, Tempo]


@dataclass(frozen=True)
class Foreseen:
    """A running dossier with its outlook and the steps that it still has before it, the open one first."""

    dossier: Dossier
    outlook: Outlook
    steps: Sequence[PublishedStep]

    @property
    def is_late(self) -> bool:
        return self.dossier.due_at is not None and self.outlook.ends_at > self.dossier.due_at


def paces() -> Paces:
    """What the last night's count says; 1 query."""
    return {(row.body_id, row.officer_id, row.step_kind): Tempo(row.median, row.nine) for row in Pace.objects.all()}


def counted_paces(body_id: int, at: datetime) -> list[Pace]:
    """The pace of a body and of each of its officers for every kind of step, not yet kept; 1 query."""
    done = Task.objects.filter(body=body_id, end=TaskEnd.DONE, done_at__gte=at - LOOKED_BACK, step__isnull=False)
    times: dict[Whose, list[int]] = defaultdict(list)
    for task in done.select_related("step").order_by("-done_at")[:READ]:
        for whose in {(body_id, None, task.step.kind), (body_id, task.officer_id, task.step.kind)}:
            if len(times[whose]) < LAST and task.done_at:
                times[whose].append(minutes_within(task.received_at, task.done_at, calendar_for(body_id)))
    return [_pace(whose, tempo, len(times[whose])) for whose in times if (tempo := tempo_of(times[whose]))]


def foreseeable(at: datetime) -> DossierQuerySet:
    """The dossiers whose clock runs, due soon and not yet late; a whole linked group has no steps of its own."""
    soon = Dossier.objects.filter(status__in=RUNNING, due_at__gt=at, due_at__lt=at + AHEAD)
    return soon.filter(step__isnull=False).exclude(STANDS_STILL)


def late_this_week(actor: Actor, at: datetime) -> DossierQuerySet:
    """What the actor sees that will be late within seven days if nothing changes, the earliest due first.

    Each is asked for its forecast in the order of the due dates: joined, the server would first gather all that is
    due in the week.
    """
    soon = Dossier.objects.visible_to(actor).filter(status__in=RUNNING, due_at__gt=at, due_at__lt=at + WEEK)
    told = Subquery(Forecast.objects.filter(dossier=OuterRef("pk")).values("dossier"))
    foreseen = soon.alias(told=told).filter(told__isnull=False)
    return foreseen.exclude(STANDS_STILL).order_by("due_at", "id").for_pages().select_related("forecast")


def foresee(dossiers: Sequence[Dossier], known: Paces, at: datetime) -> list[Foreseen]:
    """The outlook of each; 2 queries besides services and routes, which are kept."""
    ids = [dossier.pk for dossier in dossiers]
    received = dict(
        Task.objects.filter(dossier__in=ids, done_at=None, is_side=False).values_list("dossier", "received_at")
    )
    waiting = Consultation.objects.waiting(at).filter(dossier__in=ids, due_at__gt=at).order_by()
    awaited = dict(waiting.values_list("dossier").annotate(Max("due_at")))
    return [_foreseen(row, known, received.get(row.pk, at), awaited.get(row.pk), at) for row in dossiers]


def _pace(whose: Whose, tempo: Tempo, number: int) -> Pace:
    body_id, officer_id, kind = whose
    place = {"body_id": body_id, "officer_id": officer_id, "step_kind": kind}
    return Pace(**place, median=tempo.median, nine=tempo.nine, number=number)


def _foreseen(
    dossier: Dossier, known: Paces, received_at: datetime, awaited: datetime | None, at: datetime
) -> Foreseen:
    here, *later = _steps_ahead(dossier)
    calendar = calendar_for(dossier.holder_body_id)
    used = minutes_within(received_at, at, calendar)
    now = rest_of(_tempo(known, here, dossier.holder_body_id or 0, dossier.holder_id, at), used)
    coming = [_tempo(known, step, routing.body_of(step, dossier.service), None, at) for step in later]
    return Foreseen(dossier, outlook(at, now, coming, calendar, not_before=awaited), (here, *later))


def _steps_ahead(dossier: Dossier) -> list[PublishedStep]:
    """The open step and those after it, as a dossier that is granted goes."""
    steps = published(dossier.route_handling_id or dossier.handling_id).steps
    here = next((step for step in steps if step.id == dossier.step_id), None)
    if here is None or here.kind in routing.OUTSIDE_THE_AGENCY:
        here = routing.first_step(steps)
    return [here, *islice(_following(steps, here), len(steps))]


def _following(steps: Sequence[PublishedStep], here: PublishedStep) -> Iterable[PublishedStep]:
    step = routing.step_after(steps, here.id, Outcome.GRANTED)
    while step is not None:
        yield step
        step = routing.step_after(steps, step.id, Outcome.GRANTED)


def _tempo(known: Paces, step: PublishedStep, body_id: int, officer_id: int | None, at: datetime) -> Tempo:
    """The officer's own pace, else the body's, else the step's limit.

    None of another agency's time: the date moves by as much.
    """
    if step.kind == StepKind.WAIT:
        return Tempo(0, 0)
    own = known.get((body_id, officer_id, step.kind)) if officer_id else None
    if found := own or known.get((body_id, None, step.kind)):
        return found
    limit = step_minutes(localtime(at), step.hours, calendar_for(body_id))
    return Tempo(limit, limit)
