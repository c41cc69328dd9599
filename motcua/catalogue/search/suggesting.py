"""What somebody may be about to type: life events, everyday words and names that begin or go on like this."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from motcua.catalogue.models import LifeEvent
from motcua.catalogue.search.holding import held_now
from motcua.catalogue.search.index import Index
from motcua.catalogue.search.lexicon import MEANS, bare_of
from motcua.lib.reading import from_primary
from motcua.lib.text import fold, words

MOST_LETTERS = 80
FEWEST_LETTERS = 2
Kind = Literal["event", "words", "procedure"]
SHARES: dict[Kind, int] = {"event": 2, "words": 3, "procedure": 8}  # of eight lines, where there are enough of each


@dataclass(frozen=True)
class Suggestion:
    """`text` is shown and searched for; `code` is the life event's or the procedure's, "" for words."""

    kind: Kind
    text: str
    code: str = ""


@dataclass(frozen=True)
class _Line:
    """A text from one of its words on, folded, as it is looked up."""

    folded: str
    rank: float
    suggestion: Suggestion


def suggest(typed: str, *, limit: int = 8) -> list[Suggestion]:
    """The likeliest completions, with or without accents; nothing before two letters."""
    beginning = " ".join(words(typed[:MOST_LETTERS]))
    if len(beginning) < FEWEST_LETTERS:
        return []
    found = sorted(_begun(_lines(held_now().index), beginning), key=lambda line: (line.rank, len(line.folded)))
    return _mixed(list(dict.fromkeys(line.suggestion for line in found)), limit)


def _mixed(found: Sequence[Suggestion], limit: int) -> list[Suggestion]:
    """Some of each kind, the kinds in order; what they leave free goes to the next in line."""
    first = [one for kind, most in SHARES.items() for one in [each for each in found if each.kind == kind][:most]]
    chosen = set([*first, *(one for one in found if one not in first)][:limit])
    return [one for one in found if one in chosen]


@lru_cache(maxsize=1)
@from_primary()
def _lines(index: Index) -> Sequence[_Line]:
    """Sorted by what they begin with; kept for as long as the index is."""
    return sorted([*_of_events(), *_of_words(index), *_of_names(index)], key=lambda line: line.folded)


def _begun(lines: Sequence[_Line], beginning: str) -> Iterator[_Line]:
    at = bisect_left(lines, beginning, key=lambda line: line.folded)
    while at < len(lines) and lines[at].folded.startswith(beginning):
        yield lines[at]
        at += 1


def _of_events() -> Iterator[_Line]:
    for code, title, said in LifeEvent.objects.filter(is_active=True).values_list("code", "title", "words"):
        for text in (title, *said.split(" | ")):
            if text:
                yield _Line(" ".join(words(text)), 0.0, Suggestion("event", title, code))


def _of_words(index: Index) -> Iterator[_Line]:
    """The plain expressions, that is those of one part."""
    for rule in index.lexicon.rules:
        if rule.kind == MEANS and len(rule.parts) == 1 and rule.said:
            folded = " ".join(bare_of(word) for word in rule.parts[0])
            yield _Line(folded, 1.0, Suggestion("words", rule.said))


def _of_names(index: Index) -> Iterator[_Line]:
    """Names from each of their first words on; plain and near ones first."""
    for place, entry in enumerate(index.entries):
        if not entry.is_withdrawn:
            rank = 2.0 - index.priors[place] + len(entry.words) / 100 + 0.2 * bool(index.specials[place])
            suggestion = Suggestion("procedure", entry.name, entry.code)
            for start in range(min(5, len(entry.words))):
                folded = fold(" ".join(entry.words[start:]))[:MOST_LETTERS]
                yield _Line(folded, rank + 0.5 * (start > 0), suggestion)
