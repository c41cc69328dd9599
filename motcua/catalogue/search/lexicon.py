"""Everyday words as the search uses them: rules found in a query by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from motcua.catalogue.search.spelling import sounded
from motcua.lib.text import fold

Words = tuple[str, ...]
SURE_WITHOUT_ACCENTS = 5  # letters; a shorter word alone may be five others when its accents are left out
_WORD = re.compile(r"\w+")
MEANS, SAME, SHORT, FILLER = "means", "same", "short", "filler"
NOISE, SPECIAL, OUTSIDE = "noise", "special", "outside"


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    return fold(word)


def sounds(text: str) -> Words:
    """The words of a text, each as `sounded` writes it."""
    return tuple(sounded(word) for word in _WORD.findall(text.casefold()))


@dataclass(frozen=True)
class Rule:
    """`parts` must all be said; `means` are alternatives, official words in order; `said` is the row's spelling."""

    kind: str
    parts: tuple[Words, ...]
    means: tuple[Words, ...] = ()
    weight: float = 1.0
    said: str = ""

    @property
    def strength(self) -> float:
        """The longer what must be said at a stretch, the surer; of what lies outside, all that must be said."""
        lengths = [len(part) for part in self.parts]
        return sum(lengths) + 0.5 if self.kind == OUTSIDE else max(lengths) + 0.01 * sum(lengths)


@dataclass(frozen=True)
class Match:
    """A rule said in a query, and the places of its words there."""

    rule: Rule
    places: frozenset[int]


@dataclass(frozen=True)
class Plain:
    """Words as rules are compared: one word for those that say the same, without fillers; and where each was said."""

    words: Words
    places: tuple[frozenset[int], ...]
    skipped: frozenset[int] = frozenset()


_Rules = dict[str, list[tuple[tuple[Words, ...], Rule]]]


class Lexicon:
    """Rules by the first word of their first part; `is_bare` compares without accents."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        known = list(rules)
        short = [rule for rule in known if rule.kind == SHORT and rule.means]
        self._long = {bare_of(rule.parts[0][0]): rule.means[0] for rule in short}
        self.rules = tuple(self._full(rule) for rule in known if rule.kind != SHORT)
        self.words = frozenset(bare_of(word) for rule in self.rules for part in rule.parts for word in part)
        self._accented = _Matcher(self.rules)
        self._bare = _Matcher(self.rules, beside=self._accented)

    def in_full(self, words: Iterable[str]) -> Words:
        """Sounded words with abbreviations written out."""
        said = tuple(words)
        if self._long.keys().isdisjoint(map(bare_of, said)):  # a million words of an index have hardly any
            return said
        return tuple([full for word in said for full in self._long.get(bare_of(word), (word,))])

    def _full(self, rule: Rule) -> Rule:
        parts, means = tuple(map(self.in_full, rule.parts)), tuple(map(self.in_full, rule.means))
        return rule if (parts, means) == (rule.parts, rule.means) else replace(rule, parts=parts, means=means)

    def said(self, words: Sequence[str], *, is_accented: bool) -> tuple[list[Match], frozenset[int]]:
        """Every rule that these sounded (or, without accents, bare) words say, the longest first; and the fillers."""
        matcher = self._accented if is_accented else self._bare
        plain = matcher.plain(words)
        found = [*matcher.plainly(plain), *matcher.wholly(words), *matcher.literally(words)]
        return sorted(found, key=lambda match: -match.rule.strength), plain.skipped


class _Matcher:
    """Rules of meanings are compared in plain words, all others word by word; `beside` one with accents, without."""

    def __init__(self, rules: Sequence[Rule], beside: _Matcher | None = None) -> None:
        is_bare, seen = beside is not None, beside or self
        self._same: dict[str, list[tuple[Words, Words]]] = {}
        self._plain: _Rules = {}
        self._whole: _Rules = {}
        self._literal: _Rules = {}
        for rule in rules:
            if rule.kind in (SAME, FILLER):
                part = _spelled(rule.parts[0], is_bare)
                to = _spelled(rule.means[0], is_bare) if rule.means else ()
                self._same.setdefault(part[0], []).append((part, to))
        for known in self._same.values():
            known.sort(key=lambda pair: -len(pair[0]))
        for rule in rules:
            parts = tuple(_spelled(part, is_bare) for part in rule.parts)
            if is_bare and len(parts) == len(parts[0]) == 1 and len(parts[0][0]) < SURE_WITHOUT_ACCENTS:
                continue
            if rule.kind == MEANS:
                where, parts = self._compared(rule, parts, seen)
                where.setdefault(parts[0][0], []).append((parts, rule))
            elif rule.kind in (NOISE, SPECIAL, OUTSIDE):
                self._literal.setdefault(parts[0][0], []).append((parts, rule))

    def _compared(self, rule: Rule, parts: tuple[Words, ...], seen: _Matcher) -> tuple[_Rules, tuple[Words, ...]]:
        """Where and as what a rule is looked for: whole, if too little of it is left without fillers."""
        plain = tuple(map(self._plain_part, parts))
        if len(plain) == len(plain[0]) == 1 < len(parts[0]) or self._looks_filled(rule, parts, seen):
            return self._whole, tuple(self.plain(part, is_whole=True).words for part in parts)
        return self._plain, plain

    def _looks_filled(self, rule: Rule, parts: tuple[Words, ...], seen: _Matcher) -> bool:
        """Whether a word of it is a filler only without its accents."""
        both = zip(rule.parts, parts, strict=True)
        return any(seen.plain(part).skipped != self.plain(bare).skipped for part, bare in both)

    def _plain_part(self, part: Words) -> Words:
        return self.plain(part).words or part

    def plain(self, words: Sequence[str], *, is_whole: bool = False) -> Plain:
        kept: list[tuple[str, frozenset[int]]] = []
        skipped: set[int] = set()
        at = 0
        while at < len(words):
            part, to = self._same_at(words, at)
            if is_whole and not to:
                part = to = (words[at],)
            places = frozenset(range(at, at + len(part)))
            kept += [(word, places) for word in to]
            skipped |= places if not to else set()
            at += len(part)
        return Plain(tuple(word for word, _ in kept), tuple(places for _, places in kept), frozenset(skipped))

    def _same_at(self, words: Sequence[str], at: int) -> tuple[Words, Words]:
        for part, to in self._same.get(words[at], ()):
            if tuple(words[at : at + len(part)]) == part:
                return part, to
        return (words[at],), (words[at],)

    def plainly(self, plain: Plain) -> Iterator[Match]:
        return _in(plain, self._plain)

    def wholly(self, words: Sequence[str]) -> Iterator[Match]:
        return _in(self.plain(words, is_whole=True), self._whole) if self._whole else iter(())

    def literally(self, words: Sequence[str]) -> Iterator[Match]:
        for rule, places in _said(self._literal, words):
            yield Match(rule, places)


def rules_of(kind: str, words: str, means: str = "", weight: float = 1.0) -> Iterator[Rule]:
    """The rules that one row states; none when it holds no word. Alternatives of words are rows of their own."""
    for said in words.split(" | "):
        parts = tuple(part for one in said.split(" + ") if (part := sounds(one)))
        if parts:
            meant = tuple(official for one in means.split(" | ") if (official := sounds(one)))
            yield Rule(kind, parts, meant, weight, said.strip())


@lru_cache(maxsize=50_000)
def bare_of(word: str) -> str:
    """A sounded word without accent and tone."""
    return folded(word.rstrip("12345")) if not word.isdigit() else word


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    at: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        at.setdefault(word, []).append(place)
    return at


def _said(rules: _Rules, words: Sequence[str]) -> Iterator[tuple[Rule, frozenset[int]]]:
    at = _places(words)
    for word in at:
        for parts, rule in rules.get(word, ()):
            for places in _said_at(parts, words, at):
                yield rule, places


def _in(plain: Plain, rules: _Rules) -> Iterator[Match]:
    for rule, places in _said(rules, plain.words):
        yield Match(rule, frozenset(place for no in places for place in plain.places[no]))


def _said_at(
    parts: Sequence[Words], words: Sequence[str], at: Mapping[str, Sequence[int]]
) -> Iterator[frozenset[int]]:
    """Each place of the first part, with the first place of every other part."""
    if len(parts) > 1 and any(part[0] not in at for part in parts):
        return
    others = [_run(part, words, at) for part in parts[1:]]
    if all(others):
        rest = frozenset(place for found in others for place in found[0])
        for places in _run(parts[0], words, at):
            yield frozenset(places) | rest


def _spelled(part: Words, is_bare: bool) -> Words:
    return tuple(map(bare_of, part)) if is_bare else part


def _run(part: Words, words: Sequence[str], at: Mapping[str, Sequence[int]]) -> list[range]:
    starts = at.get(part[0], ())
    return [range(no, no + len(part)) for no in starts if tuple(words[no : no + len(part)]) == part]
