"""What a query says: its own words with their weights, and the official words that everyday ones mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from motcua.catalogue.search.index import Index
from motcua.catalogue.search.lexicon import MEANS, NOISE, OUTSIDE, SPECIAL, Match, Rule, Words, bare_of, folded
from motcua.catalogue.search.spelling import is_accented, mended, sounded
from motcua.catalogue.search.words import Query

# Below this share of accented words a query was typed without accents; in running text it is about three quarters.
ACCENTED = 0.3
GENERAL = 0.75  # a rule of less weight only says what is wanted, not of which paper


@dataclass(frozen=True)
class Sense:
    """Words to look for, each with its weight, and the words in order, as the names of procedures write them.

    `mass` is what an entry gets that has them all in its name.
    """

    keys: Mapping[str, float]
    mass: float
    words: Words = ()


@dataclass(frozen=True)
class Meaning:
    """What one expression may mean, its own words among them: the best sense counts, for at most `mass`.

    One that `is_general` ("lost", "expired") says what is wanted, but not of which paper.
    """

    senses: tuple[Sense, ...]
    mass: float
    is_general: bool = False


@dataclass(frozen=True)
class Reading:
    """A query read with an index.

    `words` are the query's own telling words in order, without those that everyday rules cover, and `pairs` those of
    them that stand side by side; `wanted` is what all words said or meant weigh, `asked_for` the special marks among
    them, `outside` what speaks of other things.
    """

    own: Sense
    meanings: tuple[Meaning, ...]
    words: tuple[str, ...]
    pairs: frozenset[str]
    said: frozenset[str]
    wanted: Mapping[str, float]
    asked_for: frozenset[int]
    outside: float
    is_accented: bool


@dataclass(frozen=True)
class _Said:
    """The rules that hold in a query, none of them within another."""

    means: Sequence[Match]
    noise: frozenset[int]
    outside: Sequence[Match]
    special: Sequence[Match]


def read(index: Index, query: Query) -> Reading:
    """Mend the words, match the rules, weigh what is left."""
    words = _mended(index, query)
    accented = _is_typed_with_accents(words)
    full = index.lexicon.in_full(map(sounded, words))
    sounds = full if accented else tuple(map(bare_of, full))
    matches, fillers = index.lexicon.said(sounds, is_accented=accented)
    if not accented:
        matches = [match for match in matches if _is_sure(index, match.rule)]
        fillers = frozenset(place for place in fillers if not _is_beside(index, sounds, place))
    said = _chosen(matches, fillers)
    covered = {place for match in said.means for place in match.places}
    elsewhere = {place for match in said.outside for place in match.places}
    shares = [_share(index, place, covered, said.noise) for place in range(len(sounds))]
    official = {word for match in said.means for sense in match.rule.means for word in sense}
    telling = [place for place in range(len(sounds)) if shares[place] == 1.0 and place not in elsewhere]
    told = {word for place, word in enumerate(sounds) if place not in said.noise}
    return Reading(
        own=_sense(index, sounds, shares, accented),
        meanings=tuple(_meaning(index, match, sounds, accented) for match in said.means),
        words=tuple(sounds[place] for place in telling),
        pairs=frozenset(f"{sounds[one]} {sounds[two]}" for one, two in pairwise(telling) if two == one + 1),
        said=frozenset(told),
        wanted={word: index.weight_of(word) for word in {*told, *(official if accented else map(bare_of, official))}},
        asked_for=_asked_for(index, said.special, official),
        outside=index.telling * sum(match.rule.weight for match in said.outside),
        is_accented=accented,
    )


def _is_sure(index: Index, rule: Rule) -> bool:
    """Whether it speaks of other things without accents too: not if official texts write other words alike."""
    if rule.kind != OUTSIDE:
        return True
    keys = [key for part in rule.parts for key in (map(" ".join, pairwise(part)) if len(part) > 1 else part)]
    return all(key in index.keys or " ".join(map(bare_of, key.split(" "))) not in index.keys for key in keys)


def _is_beside(index: Index, words: Sequence[str], place: int) -> bool:
    """Whether a name writes a word beside its neighbour here."""
    return any(" ".join(pair) in index.keys for pair in pairwise(words[max(0, place - 1) : place + 2]))


def _mended(index: Index, query: Query) -> list[str]:
    """The words as typed, but for those that nobody writes and that, mended, fit their neighbours."""
    words: list[str] = []
    for no, (word, bare) in enumerate(zip(query.spelled, query.words, strict=True)):
        is_plain = bare in index.known or bare in index.lexicon.words or is_accented(word) or bare.isdigit()
        words += [word] if is_plain else _made_sense(index, query.words, no, words[-1:])
    return words


def _made_sense(index: Index, typed: Sequence[str], no: int, before: Sequence[str]) -> list[str]:
    """The first mending that stands beside its neighbours somewhere; among words all typed raw, the first."""
    after = typed[no + 1 : no + 2]
    is_alone = not any(word in index.known for word in (*typed[max(0, no - 1) : no], *after))
    for words in mended(typed[no], index.known, folded):
        bare = [folded(word) for word in (*before, *words, *after)]
        if is_alone or any(" ".join(pair) in index.keys for pair in pairwise(bare)):
            return words
    return [typed[no]]


def _is_typed_with_accents(words: Sequence[str]) -> bool:
    letters = [word for word in words if not word.isdigit()]
    return sum(map(is_accented, letters)) >= ACCENTED * len(letters) and any(map(is_accented, letters))


def _chosen(matches: Sequence[Match], fillers: frozenset[int]) -> _Said:
    """The longest first: what stands within a longer one says nothing more, nor what leans on a word of noise."""
    taken: set[int] = set()
    deaf: set[int] = set()
    found: dict[str, list[Match]] = {kind: [] for kind in (MEANS, NOISE, OUTSIDE, SPECIAL)}
    for match in matches:
        kind = match.rule.kind
        if kind != SPECIAL and (match.places <= taken or (kind != NOISE and match.places & deaf)):
            continue
        found[kind].append(match)
        if kind != SPECIAL:
            deaf |= match.places - taken if kind != MEANS else set()
            taken |= match.places
    noise = frozenset(place for match in found[NOISE] for place in match.places) | fillers
    meant = frozenset(place for match in found[MEANS] for place in match.places)
    return _Said(found[MEANS], noise - meant, found[OUTSIDE], found[SPECIAL])


def _share(index: Index, place: int, covered: set[int], noise: frozenset[int]) -> float:
    """Words that a rule covers count with the rule."""
    if place in covered:
        return 0.0
    return index.weights.noise if place in noise else 1.0


def _sense(index: Index, words: Sequence[str], shares: Sequence[float], accented: bool) -> Sense:
    """The keys of some words in order, and the most an entry can get for them."""
    keys: dict[str, float] = {}
    for key, share in [*_singles(index, words, shares), *_doubles(words, shares, index.weights.pair)]:
        for typed, part in _typed(index, key, accented):
            if share and _is_worth(index, typed, share):
                keys[typed] = max(keys.get(typed, 0.0), share * part)
    return Sense(keys, sum(share * index.weight_of(key) for key, share in keys.items()), tuple(words))


def _singles(index: Index, words: Sequence[str], shares: Sequence[float]) -> Iterator[tuple[str, float]]:
    """A word that stands nearly everywhere is left to the pairs it is in: it tells little and costs most."""
    for no, word in enumerate(words):
        beside = [f"{words[at]} {words[at + 1]}" for at in (no - 1, no) if 0 <= at < len(words) - 1]
        if not (index.is_common(word) and any(pair in index.keys for pair in beside)):
            yield word, shares[no]


def _doubles(words: Sequence[str], shares: Sequence[float], pair: float) -> Iterator[tuple[str, float]]:
    for no in range(len(words) - 1):
        yield f"{words[no]} {words[no + 1]}", pair * max(shares[no], shares[no + 1])


def _is_worth(index: Index, key: str, share: float) -> bool:
    return key in index.keys and (share > index.weights.noise or not index.is_common(key))


def _typed(index: Index, key: str, accented: bool) -> Iterator[tuple[str, float]]:
    """With accents the very word, and a little what differs only by them; without, all that may be meant."""
    bare = " ".join(map(bare_of, key.split(" ")))
    slip = index.weights.accent_slip
    if not accented or bare == key:
        yield bare, 1.0
    elif key in index.keys and index.is_common(bare):
        yield key, 1.0
    else:
        yield key, 1.0 - slip
        yield bare, slip


def _meaning(index: Index, match: Match, words: Sequence[str], accented: bool) -> Meaning:
    """The official senses of a rule, and its own words where names use them."""
    own = [words[place] for place in sorted(match.places)]
    senses = [_official(index, meant) for meant in match.rule.means]
    literal = _literal(index, own, accented)
    most = match.rule.weight * index.weights.meaning * index.telling
    mass = min(most, max(sense.mass for sense in senses)) if senses else 0.0
    if match.rule.weight < GENERAL:
        return Meaning((*senses, literal), mass, is_general=True)
    return Meaning((*senses, literal), max(mass, literal.mass * index.weights.said))


def _literal(index: Index, words: Sequence[str], accented: bool) -> Sense:
    """The words as said; those that no entry has count as well, so that one of them is never the whole."""
    sense = _sense(index, words, [1.0] * len(words), accented)
    missing = [key for key in (*words, *map(" ".join, pairwise(words))) if key not in index.keys]
    return replace(sense, mass=sense.mass + sum(map(index.weight_of, missing)))


def _official(index: Index, words: Words) -> Sense:
    """Official words are spelled as names spell them; one that nothing here says stays unsaid, not left out."""
    shares = [1.0] * len(words)
    keys = {**dict(_singles(index, words, shares)), **dict(_doubles(words, shares, index.weights.pair))}
    most = sum(share * index.weight_of(key) for key, share in keys.items() if key in index.keys or " " not in key)
    return Sense({key: share for key, share in keys.items() if key in index.keys}, most, words)


def _asked_for(index: Index, said: Sequence[Match], official: set[str]) -> frozenset[int]:
    """The special marks that the query, or what it means, names."""
    typed = {id(match.rule) for match in said}
    return frozenset(no for no, rule in enumerate(index.marks) if id(rule) in typed or _is_in(rule.parts, official))


def _is_in(parts: Sequence[Words], words: set[str]) -> bool:
    return all(word in words for part in parts for word in part)
