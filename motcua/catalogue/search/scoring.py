"""How well procedures fit what was said: arithmetic on words."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from motcua.catalogue.search.index import Index
from motcua.catalogue.search.reading import Meaning, Reading, Sense

LOOKED_AT = 100  # the best by words alone are looked at closely
SUMS_KEPT = 2000  # expressions
WELL_MEANT = 0.6
IN_NAME = 0.99  # what `stands` says of a word in a name, but for rounding
LEAST_SAID = 0.3  # of an expression; what says less of it, does not say it
SAME_NAME = 2  # procedures of one name that may stand together before others get their turn
NAMES_SHOWN = 5  # how far down that holds: what a telephone shows


@dataclass(frozen=True)
class Weighed:
    """An entry's place in the index, and its score."""

    place: int
    score: float


@dataclass(frozen=True)
class Ranking:
    """Everything that fits, best first; `is_outside` when it is no matter of any procedure here."""

    weighed: Sequence[Weighed]
    is_outside: bool = False


def weigh(
    index: Index, reading: Reading, served: frozenset[int], chosen: Mapping[int, float] | None = None
) -> Ranking:
    """Rank what fits; of equals the shorter, then by code. `chosen` says how much others liked an entry (0 … 1)."""
    told = _told(index, reading)
    best = _best(index, told)
    # In a long question even the best say a small part: against it what else speaks for an entry is weighed.
    most = max(told.values(), default=1.0)
    score = _scorer(index, reading, served, chosen or {})
    scored = [Weighed(place, score(place, told[place] / most)) for place in best]
    ranked = sorted(scored, key=lambda one: _standing(index, one))
    if not ranked or is_outside(index, [one.place for one in ranked[:NAMES_SHOWN]], reading):
        return Ranking((), is_outside=True)
    least = index.weights.enough * most
    fitting = [one for one in ranked if told[one.place] >= least]
    rest = [Weighed(place, 0.0) for place in told.keys() - set(best) if told[place] >= least]
    rest.sort(key=lambda one: (-round(told[one.place], 6), index.entries[one.place].code))
    return Ranking([*_apart(index, fitting), *rest])


def _best(index: Index, told: Mapping[int, float]) -> list[int]:
    """The places of the best by words alone, of equals the shorter names."""
    least = min(heapq.nlargest(LOOKED_AT, told.values()), default=0.0)
    best = [place for place, score in told.items() if score >= least]
    return sorted(best, key=lambda place: (-told[place], index.masses[place]))[:LOOKED_AT]


def _told(index: Index, reading: Reading) -> dict[int, float]:
    """What each entry says of the query; of an expression's senses the one it says best."""
    told = _sum(index, reading.own)
    for meaning in reading.meanings:
        for place, score in _best_sense(index, meaning).items():
            told[place] = told.get(place, 0.0) + score
    return told


def _best_sense(index: Index, meaning: Meaning) -> Mapping[int, float]:
    """By entry; kept, because the same expressions come again and again. What says it badly is left out."""
    key = (meaning.mass, *(sense.words for sense in meaning.senses))
    known = index.sums.get(key)
    if known is None:
        if len(index.sums) >= SUMS_KEPT:
            index.sums.clear()
        known = index.sums[key] = _summed(index, meaning)
    return known


def _summed(index: Index, meaning: Meaning) -> Mapping[int, float]:
    best: dict[int, float] = {}
    for sense in meaning.senses:
        scale = meaning.mass / sense.mass if sense.mass else 0.0
        least = LEAST_SAID * meaning.mass / scale if scale else 0.0
        for place, score in _sum(index, sense, least).items():
            if score * scale > max(best.get(place, 0.0), LEAST_SAID * meaning.mass):
                best[place] = score * scale
    return best


def _sum(index: Index, sense: Sense, least: float = 0.0) -> dict[int, float]:
    """What each entry says of the keys; one that cannot come to more than `least` may be left out."""
    told: dict[int, float] = {}
    keys = [(key, share, share * index.weight_of(key)) for key, share in sense.keys.items()]
    left = sum(most for _, _, most in keys)
    for key, share, most in sorted(keys, key=lambda one: -one[2]) if least else keys:
        posting, is_too_late = index.keys[key], left <= least
        for place, tells in zip(posting.places, posting.tells, strict=True):
            if not is_too_late or place in told:
                told[place] = told.get(place, 0.0) + share * tells
        left -= most
    return told


def _scorer(
    index: Index, reading: Reading, served: frozenset[int], chosen: Mapping[int, float]
) -> Callable[[int, float], float]:
    """What gives an entry its score: what it says of the query, and in a long one less, what else speaks for it."""
    weights, wanted = index.weights, tuple(reading.wanted.items())
    words = index.sounded if reading.is_accented else index.bare
    length = max(1.0, sum(map(index.weight_of, reading.words)) / (weights.long * index.telling))

    def score(place: int, told: float) -> float:
        name, pk = words[place], index.entries[place].id
        asked = sum([weight for word, weight in wanted if word in name])
        beside = weights.brevity * min(1.0, asked / (index.masses[place] or 1.0)) + index.priors[place]
        beside += weights.exact * (reading.said <= name) + weights.served * (pk in served)
        beside -= weights.special * (not index.specials[place] <= reading.asked_for)
        return told + (beside + weights.chosen * chosen.get(pk, 0.0)) / length

    return score


def is_outside(index: Index, places: Sequence[int], reading: Reading) -> bool:
    """Whether even these, the best, say too little of the query for it to be a matter of administration."""
    meant = [meaning for meaning in reading.meanings if not meaning.is_general]
    if not reading.words and not meant:
        return True
    understood = max(_understood(index, place, reading, meant) for place in places)
    # What people also say about real matters (a shop, a telephone) speaks of other things only beside more of it.
    if reading.outside >= index.telling and (not meant or reading.outside > index.telling):
        return understood < index.weights.despite
    if any(_points(index, place, reading, meant) for place in places):
        return understood < index.weights.pointed
    return understood < index.weights.outside


def _understood(index: Index, place: int, reading: Reading, meant: Sequence[Meaning]) -> float:
    """The share of the query's telling words that an entry says: alone they count less than beside a neighbour."""
    total = sum(map(index.weight_of, reading.words)) + sum(meaning.mass for meaning in meant) + reading.outside
    told = sum(index.weight_of(word) * _says(index, place, word, reading) for word in reading.words)
    told += sum(meaning.mass * min(1.0, 2.0 * _meant(index, place, meaning)) for meaning in meant)
    return told / (total or 1.0)


def _points(index: Index, place: int, reading: Reading, meant: Sequence[Meaning]) -> bool:
    """Whether the query says something that is said of few: an expression, or two telling words side by side."""
    if any(_meant(index, place, meaning) > WELL_MEANT for meaning in meant):
        return True
    return any(
        index.stands(pair, place) > IN_NAME and index.weight_of(pair) >= index.telling for pair in reading.pairs
    )


def _says(index: Index, place: int, word: str, reading: Reading) -> float:
    beside = (pair for pair in reading.pairs if word in pair.split(" "))
    if len(reading.own.words) == 1 or any(index.stands(pair, place) for pair in beside):
        return index.stands(word, place)
    return index.weights.alone * index.stands(word, place)


def _meant(index: Index, place: int, meaning: Meaning) -> float:
    """How much of an expression, in its best sense, an entry says."""
    return max((_of_sense(index, place, sense) for sense in meaning.senses if sense.mass), default=0.0)


def _of_sense(index: Index, place: int, sense: Sense) -> float:
    told = sum(share * index.weight_of(key) * index.stands(key, place) for key, share in sense.keys.items())
    return told / sense.mass


def _standing(index: Index, weighed: Weighed) -> tuple[float, int, str]:
    entry = index.entries[weighed.place]
    return -round(weighed.score, 6), len(entry.words), entry.code


def _apart(index: Index, ranked: Sequence[Weighed]) -> list[Weighed]:
    """Of procedures with one name the first few stand together; the others follow what is shown at once."""
    seen: dict[tuple[str, ...], int] = {}
    first: list[Weighed] = []
    later: list[Weighed] = []
    for one in ranked:
        name = index.entries[one.place].words
        seen[name] = seen.get(name, 0) + 1
        (first if seen[name] <= SAME_NAME else later).append(one)
    return [*first[:NAMES_SHOWN], *sorted([*first[NAMES_SHOWN:], *later], key=lambda one: _standing(index, one))]
