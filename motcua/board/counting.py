"""The numbers of the board: from the sums that facts keep up to date; an officer's own from the rows of his body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import get_language

from motcua.board import lists
from motcua.board.lists import Narrowing
from motcua.board.measures import BY_NAME, MEASURES, OPEN_NOW, Measure, heap_of
from motcua.board.spans import Span
from motcua.catalogue.models import Procedure
from motcua.directory.actors import Actor
from motcua.directory.bodies import descendants
from motcua.dossiers import worklist
from motcua.indicators import reading
from motcua.indicators import times as taken
from motcua.indicators.reading import Counts
from motcua.ui.dates import number_words

PROCEDURES = 15


def by_body(actor: Actor, span: Span) -> Counts:
    """Every measure of every body that has any; 1 query."""
    return reading.by_body(actor, span.first, span.last, span.now)


def by_officer(actor: Actor, body_id: int, span: Span) -> Counts:
    """What each officer of a body has in hand; None is what nobody has taken. 1 query."""
    numbers = {each.name: Count("pk", filter=each.which(span)) for each in MEASURES if each.heap is OPEN_NOW}
    rows = heap_of(actor, OPEN_NOW, span).filter(**{OPEN_NOW.body: body_id}).order_by()
    told = rows.values_list("holder").annotate(**numbers)
    return {whose: dict(zip(numbers, many, strict=True)) for whose, *many in told}


def total(counts: Counts) -> Mapping[str, int]:
    """The sum over all, for each measure."""
    return {name: sum(numbers.get(name, 0) for numbers in counts.values()) for name in BY_NAME}


def of_list(actor: Actor, measure: Measure, span: Span, narrowing: Narrowing) -> str:
    """How long a list is: from the sums, or counted up to a cap where an officer or a procedure narrows it."""
    if narrowing.officer or narrowing.procedure:
        return worklist.capped(lists.listed(actor, measure, span, narrowing))
    counts = by_body(actor, span)
    chosen = set(counts)
    if narrowing.body:
        chosen &= {lists.number(narrowing.body)}
    if narrowing.under:
        chosen &= descendants(lists.number(narrowing.under))
    number = sum(counts[body].get(measure.name, 0) for body in chosen)
    return number_words(number, "en" if get_language() == "en" else "vi")


def received_today(actor: Actor, span: Span) -> int:
    return reading.received_on(actor, localdate(span.now))


def times(actor: Actor, span: Span) -> list[dict[str, Any]]:
    """The busiest procedures with the time within which half, and nine in ten, of their dossiers were settled."""
    told = taken.times(actor, span.first, span.last, PROCEDURES, today=localdate(span.now))
    names = dict(Procedure.objects.filter(code__in=[time.procedure for time in told]).values_list("code", "name"))
    return [
        {"procedure_code": code, "name": names.get(code, code), "number": number, "half": half, "nine": nine}
        for code, number, half, nine in told
    ]


def days(time: timedelta) -> tuple[int, int]:
    """Whole days and hours, the hour begun counted as gone."""
    hours = -(-int(time.total_seconds()) // 3600)
    return divmod(hours, 24)
