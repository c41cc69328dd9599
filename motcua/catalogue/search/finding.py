"""The search: words, codes and filters in; one page of procedures out. Two small queries, whatever is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.holding import Held, held_now
from motcua.catalogue.search.index import Index
from motcua.catalogue.search.reading import read
from motcua.catalogue.search.results import MOST, Found, Results
from motcua.catalogue.search.scoring import weigh
from motcua.catalogue.search.serving import offered, open_services, served_now
from motcua.catalogue.search.words import Query, understand

RANKINGS_KEPT = 500  # queries; each at most a list of all procedures


@dataclass(frozen=True)
class Filters:
    """None lets everything through; `ids` are what the filters on bodies left, `among` what is looked through."""

    field: int | None = None
    subject: str | None = None
    level: str | None = None
    service_level: str | None = None
    ids: frozenset[int] | None = None
    among: frozenset[int] | None = None

    def let_in(self, entry: Entry) -> bool:
        return (
            (self.field is None or self.field in entry.field_ids)
            and (self.subject is None or self.subject in entry.subjects)
            and (self.level is None or self.level in entry.levels)
            and (self.service_level is None or self.service_level == entry.service_level)
            and (self.ids is None or entry.id in self.ids)
            and (self.among is None or entry.id in self.among)
        )


def search(
    query: str = "",
    *,
    field: int | None = None,
    body_id: int | None = None,
    subject: str | None = None,
    level: str | None = None,
    service_level: str | None = None,
    only_served: bool = False,
    among: frozenset[int] | None = None,
    after: str | None = None,
    limit: int = 20,
    on: date | None = None,
) -> Results:
    """Find procedures by name, field or code; without a query, all that the filters let in, the served ones first.

    `level` is a key of the data (TINH, XA, …), `among` the ids of the procedures that may be found at all, `after`
    the `next` of the page before, `on` today if not given.
    """
    day, held = on or localdate(), held_now()
    everywhere = served_now(held, day)
    ids = offered(open_services(day).filter(competent=body_id)) if body_id is not None else None
    if only_served and ids is None:
        ids = everywhere
    filters = Filters(field, subject, level, service_level, ids, among)
    ranked, is_outside = _kept(held, understand(query), everywhere)
    found = [entry for entry in ranked if filters.let_in(entry)]
    page = _page(found, everywhere, after=after, limit=limit)
    return replace(page, is_outside=is_outside)


def _kept(held: Held, asked: Query, served: frozenset[int]) -> tuple[Sequence[Entry], bool]:
    """As `_ranked`, from memory where the same was asked a little while ago."""
    known: tuple[Sequence[Entry], bool] | None = held.rankings.get((asked, served))
    if known is None:
        if len(held.rankings) >= RANKINGS_KEPT:
            held.rankings.clear()
        known = held.rankings[asked, served] = _ranked(held, asked, served)
    return known


def _ranked(held: Held, asked: Query, served: frozenset[int]) -> tuple[Sequence[Entry], bool]:
    """The entries in order, and whether the query is no matter of any procedure."""
    index = held.index
    if asked.is_empty:
        return _all(index, served), False
    by_code = _with_code(index, asked.codes)
    ranking = weigh(index, read(index, asked), served, held.chosen)
    by_words = [index.entries[weighed.place] for weighed in ranking.weighed]
    is_outside = ranking.is_outside and bool(asked.words) and not by_code  # a code alone is never outside
    return list(dict.fromkeys([*by_code, *by_words])), is_outside


def _all(index: Index, served: frozenset[int]) -> Sequence[Entry]:
    return sorted(
        (entry for entry in index.entries if not entry.is_withdrawn),
        key=lambda entry: (entry.id not in served, entry.name.casefold(), entry.code),
    )


def _with_code(index: Index, codes: Iterable[str]) -> list[Entry]:
    """The code itself first, then those that begin with it."""
    exact = [index.entries[index.by_code[code]] for code in codes if code in index.by_code]
    begin = [entry for code in codes for entry in index.entries if entry.code.casefold().startswith(code)]
    return [*exact, *begin]


def _page(found: Sequence[Entry], served: frozenset[int], *, after: str | None, limit: int) -> Results:
    start = next((no + 1 for no, entry in enumerate(found) if entry.code == after), 0) if after else 0
    shown = found[start : start + limit]
    is_more = start + limit < len(found)
    return Results(
        items=tuple(_found(entry, entry.id in served) for entry in shown),
        next=shown[-1].code if shown and is_more else None,
        total_capped=min(len(found), MOST),
        is_capped=len(found) > MOST,
        found=found,
    )


def _found(entry: Entry, is_served: bool) -> Found:
    return Found(
        entry.id, entry.code, entry.name, entry.fields, entry.subjects, entry.levels, entry.service_level,
        entry.has_detail, is_served,
    )  # fmt: skip
