"""Counting is the database's work: one query for each heap, whatever the number of bodies, officers or dossiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max

from motcua.board.measures import BY_NAME, HEAPS, MEASURES, OPEN_NOW, Heap, Measure, counted, heap_of
from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.dossiers.models import DossierQuerySet

Counts = dict[int | None, dict[str, int]]  # whose (a body's or an officer's number) → measure → how many
PROCEDURES = 15
SETTLING = ExpressionWrapper(F("resolved_at") - F("accepted_at"), output_field=DurationField())


class Percentile(Aggregate):
    """The time within which this share of the dossiers was settled; an average would hide the slow ones."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def by_body(actor: Actor, span: Span) -> Counts:
    """Every measure of every body that has any; one query a heap."""
    counts: Counts = defaultdict(lambda: defaultdict(int))
    for heap in HEAPS:
        for whose, numbers in _grouped(heap_of(actor, heap, span), heap, heap.body, span).items():
            counts[whose] |= numbers
    return counts


def by_officer(actor: Actor, body_id: int, span: Span) -> Counts:
    """What each officer of a body has in hand; None is what nobody has taken."""
    rows = heap_of(actor, OPEN_NOW, span).filter(**{OPEN_NOW.body: body_id})
    return _grouped(rows, OPEN_NOW, "holder", span)


def total(counts: Counts) -> Mapping[str, int]:
    """The sum over all, for each measure."""
    return {name: sum(numbers.get(name, 0) for numbers in counts.values()) for name in BY_NAME}


def times(actor: Actor, span: Span) -> list[dict[str, Any]]:
    """The busiest procedures with the time within which half, and nine in ten, of their dossiers were settled."""
    rows = counted(actor, BY_NAME["resolved"], span).order_by().values("procedure_code")
    half, nine = Percentile(SETTLING, share=0.5), Percentile(SETTLING, share=0.9)
    told = rows.annotate(name=Max("title"), number=Count("pk"), half=half, nine=nine)
    return [dict(each) for each in told.order_by("-number", "procedure_code")[:PROCEDURES]]


def days(time: timedelta) -> tuple[int, int]:
    """Whole days and hours, the hour begun counted as gone."""
    hours = -(-int(time.total_seconds()) // 3600)
    return divmod(hours, 24)


def _grouped(rows: DossierQuerySet, heap: Heap, field: str, span: Span) -> Counts:
    numbers = {each.name: Count("pk", filter=each.which(span)) for each in MEASURES if each.heap is heap}
    told = rows.order_by().values_list(field).annotate(**numbers)
    return {whose: dict(zip(numbers, many, strict=True)) for whose, *many in told}


def how_many(actor: Actor, measure: Measure, span: Span) -> int:
    """One number by itself."""
    return counted(actor, measure, span).count()
