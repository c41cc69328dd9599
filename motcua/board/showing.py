"""Numbers as pages show them: each with its words and the address of its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, ngettext

from motcua.board.counting import days
from motcua.board.lists import Narrowing, address
from motcua.board.measures import BY_NAME
from motcua.board.spans import Span

NOW = ("late", "step_late", "due_today", "waiting", "in_hand", "results")
IN_SPAN = ("received", "returned", "early", "on_time", "settled_late")


@dataclass(frozen=True)
class Number:
    """A number that opens its list; `id` is unique on the page and stays, so that focus stays with it."""

    id: str
    label: Any
    value: int
    url: str
    tone: str


@dataclass(frozen=True)
class Line:
    """A body or an officer and the numbers beside it."""

    name: str
    url: str
    numbers: Sequence[Number]


@dataclass(frozen=True)
class Time:
    """A procedure and how long it took."""

    name: str
    number: Number
    half: str
    nine: str


def numbers(
    names: Sequence[str], counts: Mapping[str, int], span: Span, key: str = "all", **narrow: str
) -> list[Number]:
    """The named measures; `narrow` says whose, in the words of an address."""
    return [
        Number(
            id=f"n-{key}-{name}",
            label=_label(name, get_language()),
            value=counts.get(name, 0),
            url=address(BY_NAME[name], span, Narrowing(**narrow)),
            tone=BY_NAME[name].tone if counts.get(name, 0) else "",
        )
        for name in names
    ]


@lru_cache(maxsize=256)
def _label(name: str, _language: str | None) -> str:
    """Put into words once: a board says each of them for every body."""
    return str(BY_NAME[name].label)


def times_of(told: Sequence[Mapping[str, Any]], span: Span) -> list[Time]:
    """Times in words: an average is never shown."""
    return [
        Time(
            name=each["name"],
            number=numbers(
                ["resolved"], {"resolved": each["number"]}, span, f"p{no}", procedure=each["procedure_code"]
            )[0],
            half=time_words(each["half"]),
            nine=time_words(each["nine"]),
        )
        for no, each in enumerate(told)
    ]


def time_words(time: timedelta) -> str:
    """`2 days 3 hours`: as a clock on the wall counts, nights and holidays too."""
    whole, hours = days(time)
    said = [ngettext("%(number)s day", "%(number)s days", whole) % {"number": whole}] if whole else []
    if hours or not whole:
        said.append(ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours})
    return " ".join(said)
