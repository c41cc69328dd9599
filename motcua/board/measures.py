"""What the board counts, as one table: the numbers and the lists they open are both read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.dossiers.models import STANDS_STILL, Dossier, DossierQuerySet
from motcua.dossiers.statuses import OPEN, RUNNING, Status
from motcua.dossiers.worklist import SOON

# A withdrawn or stopped dossier is settled at that moment (rulebook B.7.5).
SETTLED_AT = Coalesce("resolved_at", "ended_at")
Which = Callable[[Span], Q]


@dataclass(frozen=True)
class Heap:
    """Dossiers that one query counts, and the body that each of them is counted for."""

    name: str
    body: str  # a field of the dossier
    which: Which


@dataclass(frozen=True)
class Measure:
    """One number: its words, what counts (one line), and which of its heap."""

    name: str
    label: Any
    help: Any
    heap: Heap
    which: Which
    moment: str  # the instant its list is ordered by, the earliest first
    tone: str = ""
    of_span: bool = False  # whether the chosen days change it
    is_whole: bool = False  # `which` says all that the heap says: said twice, the server expects far too few rows


def _within(moment: str, span: Span) -> Q:
    return Q(**{f"{moment}__gte": span.since, f"{moment}__lt": span.until})


def _all(span: Span) -> Q:
    return Q()


OPEN_NOW = Heap("open", "holder_body", lambda span: Q(status__in=OPEN))
READY = Heap("ready", "receiving", lambda span: Q(status=Status.RESOLVED))
RECEIVED = Heap("received", "receiving", lambda span: _within("accepted_at", span))
RETURNED = Heap("returned", "receiving", lambda span: Q(status=Status.RETURNED) & _within("ended_at", span))
SETTLED = Heap("settled", "competent", lambda span: Q(accepted_at__isnull=False) & _within("settled_at", span))
HEAPS = (OPEN_NOW, READY, RECEIVED, RETURNED, SETTLED)

RUNS = Q(status__in=RUNNING) & ~STANDS_STILL
# Without a result nothing was early: stopped and withdrawn count as on time (rulebook F.6, form II.06).
# By the first date: form 04 makes nobody timely (B.7.2-12).
EARLY = Q(resolved_at__isnull=False, settled_on__lt=TruncDate("first_due_at"))

MEASURES = (
    Measure(
        "late",
        _("Late"),
        _("The clock runs and the promised moment has passed, at the body where the dossier stands now."),
        OPEN_NOW,
        lambda span: RUNS & Q(due_at__lt=span.now),
        "due_at",
        "late",
        is_whole=True,
    ),
    Measure(
        "step_late",
        _("Late at a step"),
        _("The open step has used more than its own time; the promise itself may still be kept."),
        OPEN_NOW,
        lambda span: RUNS & Q(step_due_at__lt=span.now),
        "step_due_at",
        "late",
        is_whole=True,
    ),
    Measure(
        "due_today",
        _("Due today"),
        _("The clock runs and the promised moment comes before midnight."),
        OPEN_NOW,
        lambda span: RUNS & Q(due_at__gte=span.now, due_at__lt=span.midnight),
        "due_at",
        "due-soon",
        is_whole=True,
    ),
    Measure(
        "due_soon",
        _("Due within 24 hours"),
        _("The clock runs and the promised moment comes within the next 24 hours."),
        OPEN_NOW,
        lambda span: RUNS & Q(due_at__gte=span.now, due_at__lt=span.now + SOON),
        "due_at",
        "due-soon",
        is_whole=True,
    ),
    Measure(
        "waiting",
        _("Waiting to be accepted"),
        _("Sent online and not yet answered by the one-stop unit."),
        OPEN_NOW,
        lambda span: Q(status=Status.LODGED),
        "lodged_at",
        "waiting",
        is_whole=True,
    ),
    Measure(
        "in_hand",
        _("Dossiers in hand"),
        _("Accepted and not yet settled, waiting times included, at the body where the dossier stands now."),
        OPEN_NOW,
        lambda span: Q(accepted_at__isnull=False),
        "due_at",
    ),
    Measure(
        "results",
        _("Results waiting"),
        _("Settled, the result at the one-stop unit and not yet fetched."),
        READY,
        _all,
        "resolved_at",
        "done",
    ),
    Measure(
        "received",
        _("Received"),
        _("Accepted with form 01 in these days, at the one-stop unit that accepted."),
        RECEIVED,
        _all,
        "accepted_at",
        of_span=True,
    ),
    Measure(
        "returned",
        _("Returned"),
        _("Results handed over in these days, at the one-stop unit that handed over."),
        RETURNED,
        _all,
        "ended_at",
        of_span=True,
    ),
    Measure(
        "early",
        _("Settled early"),
        _("With a result in these days before the promised day, granted or refused."),
        SETTLED,
        lambda span: EARLY,
        "settled_at",
        "on-time",
        of_span=True,
    ),
    Measure(
        "on_time",
        _("Settled on time"),
        _("Settled in these days on the promised day and in time; what was stopped or withdrawn, before it too."),
        SETTLED,
        lambda span: ~EARLY & Q(settled_at__lte=F("first_due_at")),
        "settled_at",
        "on-time",
        of_span=True,
    ),
    Measure(
        "settled_late",
        _("Settled late"),
        _("Settled in these days after the promised moment, at the competent body."),
        SETTLED,
        lambda span: Q(settled_at__gt=F("first_due_at")),
        "settled_at",
        "late",
        of_span=True,
    ),
    Measure(
        "resolved",
        _("With a result"),
        _("Granted or refused in these days; the times below are those of these dossiers."),
        SETTLED,
        lambda span: Q(resolved_at__isnull=False),
        "settled_at",
        of_span=True,
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}


def steered(actor: Actor) -> DossierQuerySet:
    """The dossiers whose numbers the actor reads: those the actor may see, with the moment they were settled."""
    return Dossier.objects.visible_to(actor).alias(settled_at=SETTLED_AT, settled_on=TruncDate(SETTLED_AT))


def heap_of(actor: Actor, heap: Heap, span: Span) -> DossierQuerySet:
    """What the numbers of a heap count."""
    return steered(actor).filter(heap.which(span))


def counted(actor: Actor, measure: Measure, span: Span) -> DossierQuerySet:
    """The dossiers behind a number."""
    rows = steered(actor) if measure.is_whole else heap_of(actor, measure.heap, span)
    return rows.filter(measure.which(span))
