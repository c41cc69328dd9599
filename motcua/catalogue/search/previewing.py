"""What a change of words or weights would do to a query, before anybody saves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from motcua.catalogue.models import EverydayWord, WordKind
from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.holding import Held, held_now
from motcua.catalogue.search.index import Index, marked, reweighed
from motcua.catalogue.search.lexicon import Lexicon, rules_of
from motcua.catalogue.search.reading import read
from motcua.catalogue.search.scoring import weigh
from motcua.catalogue.search.serving import served_now
from motcua.catalogue.search.words import understand

SHOWN = 10


@dataclass(frozen=True)
class Row:
    """An everyday word as it would be saved; one of no words stands for a row that would go."""

    kind: str
    words: str
    means: str = ""
    weight: float = 1.0
    is_active: bool = True


@dataclass(frozen=True)
class Preview:
    """(code, name) of the first procedures found for `query`, now and after the change."""

    query: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def preview(
    query: str,
    *,
    changed: Mapping[int | None, Row] | None = None,
    weights: Mapping[str, float] | None = None,
    limit: int = SHOWN,
) -> Preview:
    """What one question finds before and after; see `previews`."""
    return previews([query], changed=changed, weights=weights, limit=limit)[0]


def previews(
    queries: Iterable[str],
    *,
    changed: Mapping[int | None, Row] | None = None,
    weights: Mapping[str, float] | None = None,
    limit: int = SHOWN,
) -> list[Preview]:
    """Rank with rows changed (None: a new one) and weights changed; nothing is saved.

    Shares of places (`field`, `result`, `text`) and abbreviations are worked into the index: they show once it is
    read anew.
    """
    held = held_now()
    index = held.index
    if changed:
        index = marked(index, Lexicon(rule for row in _rows(changed) for rule in rules_of(*row)))
    if weights:
        index = reweighed(index, index.weights.changed(weights))
    served = served_now(held, localdate())
    return [
        Preview(query, _first(held.index, held, served, query)[:limit], _first(index, held, served, query)[:limit])
        for query in queries
    ]


def _rows(changed: Mapping[int | None, Row]) -> Sequence[tuple[str, str, str, float]]:
    kept = EverydayWord.objects.filter(is_active=True).exclude(pk__in=[pk for pk in changed if pk is not None])
    new = [(WordKind(row.kind).value, row.words, row.means, row.weight) for row in changed.values() if row.is_active]
    return [*kept.values_list("kind", "words", "means", "weight"), *new]


def _first(index: Index, held: Held, served: frozenset[int], query: str) -> tuple[tuple[str, str], ...]:
    ranked = weigh(index, read(index, understand(query)), served, held.chosen).weighed[:SHOWN]
    entries: list[Entry] = [index.entries[weighed.place] for weighed in ranked]
    return tuple((entry.code, entry.name) for entry in entries)
