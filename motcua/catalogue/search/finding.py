"""The search: words, codes and filters in; one page of procedures out. Two small queries, whatever is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from motcua.catalogue.models import Handling, Service, ServiceLevel
from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.holding import Held, held_now
from motcua.catalogue.search.index import Index
from motcua.catalogue.search.reading import read
from motcua.catalogue.search.results import MOST, Facets, Found, Results
from motcua.catalogue.search.scoring import weigh
from motcua.catalogue.search.words import Query, understand

FACET_VALUES = 30


@dataclass(frozen=True)
class Filters:
    """None lets everything through; `ids` are the procedures that the filters on bodies left."""

    field: int | None = None
    subject: str | None = None
    level: str | None = None
    service_level: str | None = None
    ids: frozenset[int] | None = None

    def let_in(self, entry: Entry) -> bool:
        return (
            (self.field is None or self.field in entry.field_ids)
            and (self.subject is None or self.subject in entry.subjects)
            and (self.level is None or self.level in entry.levels)
            and (self.service_level is None or self.service_level == entry.service_level)
            and (self.ids is None or entry.id in self.ids)
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
    after: str | None = None,
    limit: int = 20,
    on: date | None = None,
) -> Results:
    """Find procedures by name, field or code; without a query, all that the filters let in, the served ones first.

    `level` is a key of the data (TINH, XA, …), `after` the `next` of the page before, `on` today if not given.
    """
    open_services = _open_services(on or localdate())
    everywhere = _offered(open_services)
    ids = _offered(open_services.filter(competent=body_id)) if body_id is not None else None
    if only_served and ids is None:
        ids = everywhere
    filters = Filters(field, subject, level, service_level, ids)
    ranked, is_outside = _ranked(held_now(), understand(query), everywhere)
    found = [entry for entry in ranked if filters.let_in(entry)]
    page = _page(found, everywhere, after=after, limit=limit)
    return replace(page, is_outside=is_outside)


def _open_services(on: date) -> QuerySet[Service]:
    return Service.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def _offered(services: QuerySet[Service]) -> frozenset[int]:
    """The procedures of these services; one handling is offered by many bodies, so handlings are asked, not rows."""
    handlings = Handling.objects.filter(Exists(services.filter(handling=OuterRef("pk"))))
    return frozenset(handlings.values_list("version__procedure_id", flat=True))


def _ranked(held: Held, asked: Query, served: frozenset[int]) -> tuple[Sequence[Entry], bool]:
    """The entries in order, and whether the query is no matter of any procedure."""
    index = held.index
    if asked.is_empty:
        return _all(index, served), False
    by_code = _with_code(index, asked.codes)
    ranking = weigh(index, read(index, asked), served, held.chosen)
    by_words = [index.entries[weighed.place] for weighed in ranking.weighed]
    return list(dict.fromkeys([*by_code, *by_words])), ranking.is_outside and not by_code


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
        facets=_facets(found),
    )


def _found(entry: Entry, is_served: bool) -> Found:
    return Found(
        entry.id, entry.code, entry.name, entry.fields, entry.subjects, entry.levels, entry.service_level,
        entry.has_detail, is_served,
    )  # fmt: skip


def _facets(found: Sequence[Entry]) -> Facets:
    fields = Counter(pair for entry in found for pair in zip(entry.field_ids, entry.fields, strict=True))
    subjects = Counter(subject for entry in found for subject in entry.subjects)
    levels = Counter(entry.service_level for entry in found)
    return Facets(
        fields=tuple((pk, name, count) for (pk, name), count in fields.most_common(FACET_VALUES)),
        subjects=tuple((subject, subject, count) for subject, count in subjects.most_common(FACET_VALUES)),
        service_levels=tuple((key, str(ServiceLevel(key).label), count) for key, count in levels.most_common()),
    )
