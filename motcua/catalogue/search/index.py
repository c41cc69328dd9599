"""Every procedure's words in memory: for each word and pair of words, where it stands and how much that tells."""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from motcua.catalogue.search.entries import Entry, Texts, field_words
from motcua.catalogue.search.lexicon import SPECIAL, Lexicon, Rule, Words, bare_of
from motcua.catalogue.search.spelling import sounded
from motcua.catalogue.search.weights import Weights

_WORD = re.compile(r"\w+")
# A word that more of the texts have than this tells nothing there; in names it still counts.
MOST_OF_TEXTS = 0.08
COMMON = 0.12  # of all entries: a key with more tells little by itself, and costs most to look up
NOTHING = Texts()


@dataclass(frozen=True)
class Posting:
    """Where a key stands: places of entries, and beside each its weight times the share of where it stands."""

    places: array[int]
    tells: array[float]
    weight: float
    in_names: int


@dataclass(frozen=True, eq=False)
class Index:
    """Entries and keys; a key is a sounded or folded word, or two of them joined by a blank.

    `known` counts the folded words of all names and fields: what is in it, people may type.
    """

    entries: Sequence[Entry]
    keys: Mapping[str, Posting]
    known: Mapping[str, int]
    by_code: Mapping[str, int]
    names: Sequence[Words]  # sounded
    sounded: Sequence[frozenset[str]]  # the different words of each name
    bare: Sequence[frozenset[str]]  # the same without accents
    masses: Sequence[float]  # of the different words of each name
    marks: Sequence[Rule]  # of special procedures
    specials: Sequence[frozenset[int]]  # which of them each name bears
    lexicon: Lexicon
    weights: Weights
    priors: Sequence[float] = field(default=())
    sums: dict[tuple[object, ...], Mapping[int, float]] = field(default_factory=dict)  # of rules met before

    @property
    def telling(self) -> float:
        """The weight of what fewer than one entry in a hundred has."""
        return math.log(101)

    def weight_of(self, key: str) -> float:
        """log(1 + entries / entries that have it); of a key that nothing has, like a telling one."""
        posting = self.keys.get(key)
        return posting.weight if posting else self.telling

    def is_common(self, key: str) -> bool:
        posting = self.keys.get(key)
        return posting is not None and len(posting.places) > COMMON * len(self.entries)

    def stands(self, key: str, place: int) -> float:
        """How well a key stands in an entry: 1 in its name, less elsewhere, 0 if it does not."""
        posting = self.keys.get(key)
        if posting is None:
            return 0.0
        at = bisect_left(posting.places, place)
        if at == len(posting.places) or posting.places[at] != place:
            return 0.0
        return posting.tells[at] / posting.weight


def build(
    entries: Iterable[Entry],
    texts: Mapping[int, Texts] | None = None,
    lexicon: Lexicon | None = None,
    weights: Weights | None = None,
) -> Index:
    """The index of these entries."""
    kept = sorted(entries, key=lambda entry: entry.code)
    weights, texts, lexicon = weights or Weights(), texts or {}, lexicon or Lexicon()
    names = [lexicon.in_full(map(sounded, entry.spelled)) for entry in kept]
    keys, different = _keys(kept, names, texts, weights, lexicon), [frozenset(name) for name in names]
    index = Index(
        entries=kept,
        keys=keys,
        known=_known(kept),
        by_code={entry.code.casefold(): no for no, entry in enumerate(kept)},
        names=names,
        sounded=different,
        bare=[frozenset(map(bare_of, name)) for name in different],
        masses=[sum(keys[word].weight for word in name if word in keys) for name in different],
        marks=(),
        specials=(),
        lexicon=Lexicon(),
        weights=weights,
        priors=[_prior(entry, weights) for entry in kept],
    )
    return marked(index, lexicon)


def marked(index: Index, lexicon: Lexicon) -> Index:
    """The same index with other everyday words: which names bear special marks is looked up anew."""
    marks = [rule for rule in lexicon.rules if rule.kind == SPECIAL]
    numbers = {id(rule): no for no, rule in enumerate(marks)}
    known = Lexicon(marks)
    said = (known.said(name, is_accented=True)[0] for name in index.names)
    specials = [frozenset(numbers[id(match.rule)] for match in matches) for matches in said]
    return replace(index, lexicon=lexicon, marks=marks, specials=specials, sums={})


def reweighed(index: Index, weights: Weights) -> Index:
    """The same index with other weights, but for the shares of places, which are worked into its keys."""
    priors = [_prior(entry, weights) for entry in index.entries]
    return replace(index, weights=weights, priors=priors, sums={})


def _prior(entry: Entry, weights: Weights) -> float:
    """What speaks for an entry whatever was asked."""
    told = weights.detailed * entry.has_detail + weights.citizens * entry.is_for_citizens
    told += weights.near * (not {"XA", "TINH"}.isdisjoint(entry.levels))
    told -= weights.ministry * entry.is_of_ministry_only + weights.internal * (entry.kind == "STANDARD_INTERNAL")
    return told - weights.other_province * entry.is_elsewhere


def _known(entries: Iterable[Entry]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in entries:
        for word in {*entry.words, *(bare_of(sounded(word)) for word in field_words(entry))}:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _keys(
    entries: Sequence[Entry],
    names: Sequence[Words],
    texts: Mapping[int, Texts],
    weights: Weights,
    lexicon: Lexicon,
) -> dict[str, Posting]:
    """Each key's best standing in each entry in force; pairs of the texts only if some name has them."""
    found: dict[str, dict[int, float]] = {}
    standing = [(no, entry, names[no]) for no, entry in enumerate(entries) if not entry.is_withdrawn]
    for no, _entry, name in standing:
        _put(found, no, _both(name), 1.0)
    counts = {key: len(places) for key, places in found.items()}
    pairs = {key for key in found if " " in key}
    for no, entry, _name in standing:
        text = texts.get(entry.id, NOTHING)
        _put(found, no, _both(lexicon.in_full(map(sounded, field_words(entry)))), weights.field)
        _put(found, no, _known_keys(text.results, pairs, lexicon), weights.result)
    most = MOST_OF_TEXTS * len(entries)
    in_texts: dict[str, list[int]] = defaultdict(list)
    for no, entry, _name in standing:
        for key in _known_keys(texts.get(entry.id, NOTHING).rest, pairs, lexicon):
            in_texts[key].append(no)
    for key, nos in in_texts.items():
        if len(nos) <= most:
            found[key] = dict.fromkeys(nos, weights.text) | found.get(key, {})
    return {key: _posting(places, counts.get(key, 0), len(entries)) for key, places in found.items()}


def _put(found: dict[str, dict[int, float]], no: int, keys: Iterable[str], share: float) -> None:
    for key in keys:
        places = found.setdefault(key, {})
        if places.get(no, 0.0) < share:
            places[no] = share


def _both(words: Sequence[str]) -> set[str]:
    """The words and pairs, sounded and bare."""
    bare = [bare_of(word) for word in words]
    return {*words, *bare, *_pairs(words), *_pairs(bare)}


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(words)]


def _known_keys(text: str, pairs: set[str], lexicon: Lexicon) -> set[str]:
    if not text:
        return set()
    words = lexicon.in_full(map(sounded, _WORD.findall(text.casefold())))
    return {key for key in _both(words) if " " not in key or key in pairs}


def _posting(places: Mapping[int, float], in_names: int, entries: int) -> Posting:
    """A key is as rare as in names; one that no name has, as rare as in the texts."""
    weight = math.log(1 + entries / (in_names or len(places)))
    at = sorted(places)
    return Posting(array("I", at), array("f", [places[place] * weight for place in at]), weight, in_names)
