"""The numbers of the ranking: one table of defaults; rows of `SearchWeight` replace them.

They come from general reasoning, tried on our own questions (`bench/search-questions.jsonl`) and on no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Weights:
    """Shares are of 1, which is a name that says exactly what was asked."""

    # Where a word stands, against its standing in the name.
    field: float = 0.4
    result: float = 0.35
    text: float = 0.15
    # How a word was typed.
    accent_slip: float = 0.4  # another accent than typed, in a query typed with accents
    pair: float = 0.6  # two words side by side as asked, against the two words themselves
    noise: float = 0.1  # a word that says nothing about which procedure is meant
    meaning: float = 3.0  # at most, what an everyday expression means, in weights of a telling word
    said: float = 0.8  # its own words, where names use them
    # What a close look adds or takes.
    exact: float = 0.15  # every word of the query is in the name
    brevity: float = 0.45  # the share of the name that was asked for: plain procedures before special ones
    special: float = 0.16  # taken from a special procedure when nobody asked for what marks it
    served: float = 0.075  # a body of this province offers it today
    detailed: float = 0.03  # its full text is known
    citizens: float = 0.03  # citizens may file it
    near: float = 0.03  # it is settled in the commune or the province
    ministry: float = 0.03  # taken when only a ministry settles it
    other_province: float = 0.1  # taken when another province issued it
    internal: float = 0.15  # taken when it runs between state bodies only
    chosen: float = 0.12  # at most, for what others chose or filed
    long: float = 4.0  # telling words; of a query with more, its own words outweigh all this in proportion
    # When a procedure fits, and when nothing does.
    enough: float = 0.5  # of the best one's score, to be shown behind it
    outside: float = 0.3  # the share of the query that the best one must say
    pointed: float = 0.1  # the same, when the query says something that is said of few
    despite: float = 0.75  # the same, when words are there that speak of other things
    alone: float = 0.4  # a word without its neighbours, in that share

    def changed(self, rows: Mapping[str, float]) -> Weights:
        """These weights with others in place; a name that is none of ours is left out."""
        known = {one.name for one in fields(self)}
        return Weights(**{**self.__dict__, **{name: value for name, value in rows.items() if name in known}})
