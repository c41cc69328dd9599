"""How well procedures fit what was typed: arithmetic on words."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Set
from dataclasses import dataclass

from motcua.catalogue.search.index import Entry, Index, Pair
from motcua.catalogue.search.words import Query

FIELD_SHARE = 0.4  # a word found only in the field tells less than in the name
WEIGHED = 300  # the best by words alone are looked at closely
# What a close look adds to the share of the query that is covered (0 … 1).
ALL_WORDS = 0.2
PHRASE = 0.4
BREVITY = 0.3
SPELLING = 0.1
SERVED = 0.15
# A procedure fits if it covers half of what was typed, or has two words side by side as typed
# that fewer than one name in a hundred has: "khai sinh" in a whole sentence is enough.
ENOUGH = 0.5
TELLING = math.log(101)


@dataclass(frozen=True)
class Weighed:
    """An entry's place in the index, and its score."""

    place: int
    score: float


@dataclass(frozen=True)
class _Typed:
    """The query with what its words and pairs of words weigh, and where the pairs are.

    A word that no procedure has counts like one that one name in a hundred has.
    """

    query: Query
    weights: Mapping[str, float]
    total: float
    pairs: Mapping[Pair, Set[int]]
    telling: Set[int]  # the places of the telling pairs


def weigh(index: Index, query: Query, served: frozenset[int]) -> list[Weighed]:
    """Everything that fits, best first; of equals the shorter, then by code."""
    typed = _typed(index, query)
    covered, in_field = _covered(index, typed)
    best = heapq.nlargest(WEIGHED, covered, key=lambda place: (covered[place], -index.name_weights[place]))
    fitting = [place for place in {*best, *typed.telling} if _fits(index, place, covered[place], typed)]
    told = {place: covered[place] - (1 - FIELD_SHARE) * in_field.get(place, 0.0) for place in fitting}
    scored = [Weighed(place, _score(index, place, told[place], typed, served)) for place in fitting]
    return sorted(scored, key=lambda weighed: _standing(index, weighed))


def _typed(index: Index, query: Query) -> _Typed:
    weights = {word: index.weights.get(word, TELLING) for word in query.words}
    sides = zip(query.words, query.words[1:], strict=False)
    pairs = {pair: index.pairs[pair] for pair in sides if pair in index.pairs}
    telling = {place for places in pairs.values() if index.weight_of(len(places)) >= TELLING for place in places}
    return _Typed(query, weights, sum(weights.values()), pairs, telling)


def _covered(index: Index, typed: _Typed) -> tuple[dict[int, float], dict[int, float]]:
    """For each place that has any of the words, the weight of those it has; and of those, what only its field has."""
    covered: dict[int, float] = {}
    in_field: dict[int, float] = {}
    for word, weight in typed.weights.items():
        for place in index.in_names.get(word, ()):
            covered[place] = covered.get(place, 0.0) + weight
        for place in index.in_fields_only.get(word, ()):
            covered[place] = covered.get(place, 0.0) + weight
            in_field[place] = in_field.get(place, 0.0) + weight
    return covered, in_field


def _fits(index: Index, place: int, covered: float, typed: _Typed) -> bool:
    if index.entries[place].is_withdrawn:
        return False
    return covered >= ENOUGH * typed.total or place in typed.telling


def _score(index: Index, place: int, told: float, typed: _Typed, served: frozenset[int]) -> float:
    entry, weights = index.entries[place], typed.weights
    common = weights.keys() & set(entry.words)
    side_by_side = {word for pair, places in typed.pairs.items() if place in places for word in pair}
    score = told / typed.total
    score += PHRASE * sum(weights[word] for word in side_by_side) / typed.total
    score += BREVITY * sum(weights[word] for word in common) / (index.name_weights[place] or 1.0)
    score += SPELLING * _spelled(entry, typed)
    score += ALL_WORDS if len(common) == len(weights) else 0.0
    return score + (SERVED if entry.id in served else 0.0)


def _spelled(entry: Entry, typed: _Typed) -> float:
    """The share of the words whose very accents are in the name; typed without accents, few are."""
    spelled = set(typed.query.spelled)
    return len(spelled & set(entry.spelled)) / len(spelled)


def _standing(index: Index, weighed: Weighed) -> tuple[float, int, str]:
    entry = index.entries[weighed.place]
    return -round(weighed.score, 6), len(entry.words), entry.code
