"""The list behind a number: the same measure, narrowed by what the address says, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from motcua.board.measures import BY_NAME, SETTLED_AT, Measure, counted
from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.directory.bodies import descendants
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.indicators.reading import longest_late

PAGE = 30
PRINTED = 500  # rows of a printed list; more than that nobody reads
NOBODY = "nobody"  # in place of an officer: what nobody has taken
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Place = tuple[datetime, int]  # (moment, id) of the last row of the page before


@dataclass(frozen=True)
class Narrowing:
    """What the address says besides the measure and the days; empty lets everything through."""

    body: str = ""  # this body alone
    under: str = ""  # this body and everything below it
    officer: str = ""
    procedure: str = ""
    after: str = ""


@dataclass(frozen=True)
class Page:
    rows: Sequence[Dossier]
    next_url: str


def narrowing_in(query: QueryDict) -> Narrowing:
    said = {one.name: query.get(one.name, "").replace("\x00", "").strip()[:60] for one in fields(Narrowing)}
    return Narrowing(**said)


def address(measure: Measure, span: Span, narrowing: Narrowing | None = None) -> str:
    """Where the list of a number is; days are said only when they change it."""
    return _address(measure.name, span.query if measure.of_span else "", narrowing or Narrowing())


@lru_cache(maxsize=4096)  # a board has hundreds of them, and every leader the same
def _address(measure: str, days: str, narrowing: Narrowing) -> str:
    said = {"measure": measure} | {name: value for name, value in vars(narrowing).items() if value}
    return f"{reverse('board:dossiers')}?{urlencode(said)}{'&' if days else ''}{days}"


def listed(actor: Actor, measure: Measure, span: Span, narrowing: Narrowing) -> DossierQuerySet:
    """The dossiers behind the number, unpaged and unordered."""
    rows = counted(actor, measure, span)
    if narrowing.body:
        rows = rows.filter(**{measure.heap.body: number(narrowing.body)})
    if narrowing.under:
        rows = rows.filter(**{f"{measure.heap.body}__in": descendants(number(narrowing.under))})
    if narrowing.officer:
        is_taken = narrowing.officer != NOBODY
        rows = rows.filter(holder=number(narrowing.officer)) if is_taken else rows.filter(holder=None)
    return rows.filter(procedure_code=narrowing.procedure) if narrowing.procedure else rows


def page(actor: Actor, measure: Measure, span: Span, narrowing: Narrowing) -> Page:
    """One page in the order of the measure's moment; a deep page costs what the first costs."""
    rows = _after(listed(actor, measure, span, narrowing), measure, _place(narrowing.after))
    found = list(_ordered(rows, measure)[: PAGE + 1])
    return Page(found[:PAGE], _next(found, measure, span, narrowing))


def worst(actor: Actor, span: Span, number: int) -> list[Dossier]:
    """What is late the longest; a dossier that left the list a moment ago is left out. 2 or 3 queries."""
    late = BY_NAME["late"]
    rows = counted(actor, late, span).filter(pk__in=longest_late(actor, span.now, number))
    return list(_ordered(rows, late))


def _ordered(rows: DossierQuerySet, measure: Measure) -> DossierQuerySet:
    return rows.annotate(settled_at=SETTLED_AT).order_by(measure.moment, "id").for_pages()


def _after(rows: DossierQuerySet, measure: Measure, place: Place | None) -> DossierQuerySet:
    if place is None:
        return rows
    moment, pk = place
    later = Q(**{f"{measure.moment}__gt": moment})
    return rows.filter(later | Q(**{measure.moment: moment}, pk__gt=pk))


def _next(found: Sequence[Dossier], measure: Measure, span: Span, narrowing: Narrowing) -> str:
    if len(found) <= PAGE:
        return ""
    last = found[PAGE - 1]
    micros = (getattr(last, measure.moment) - EPOCH) // timedelta(microseconds=1)
    return address(measure, span, replace(narrowing, after=f"{micros}-{last.pk}"))


def _place(mark: str) -> Place | None:
    """The place a mark stands for; a mark that makes no sense is the beginning."""
    micros, pk = (number(part) for part in (mark.partition("-")[0], mark.partition("-")[2]))
    if micros < 0 or pk < 0:
        return None
    try:
        return EPOCH + timedelta(microseconds=micros), pk
    except OverflowError:
        return None


def number(text: str) -> int:
    """The number of a row; -1, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
