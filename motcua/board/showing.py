"""Numbers as pages show them: each with its words and the address of its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.board.counting import Counts, days
from motcua.board.lists import NOBODY, Narrowing, address
from motcua.board.measures import BY_NAME
from motcua.board.scope import Scope
from motcua.board.spans import Span
from motcua.directory.models import Body, Officer

NOW = ("late", "step_late", "due_today", "waiting", "in_hand", "results")
IN_SPAN = ("received", "returned", "early", "on_time", "settled_late")
COLUMNS = (
    "late",
    "step_late",
    "due_today",
    "waiting",
    "in_hand",
    "results",
    "received",
    "early",
    "on_time",
    "settled_late",
)
OF_OFFICER = ("in_hand", "due_soon", "late")


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
            label=BY_NAME[name].label,
            value=counts.get(name, 0),
            url=address(BY_NAME[name], span, Narrowing(**narrow)),
            tone=BY_NAME[name].tone if counts.get(name, 0) else "",
        )
        for name in names
    ]


def lines_of_bodies(bodies: Sequence[Body], counts: Counts, scope: Scope, span: Span) -> list[Line]:
    """One line a body; the name leads on where the actor steers."""
    return [
        Line(
            name=body.short_name,
            url=f"{reverse('board:body', args=[body.pk])}?{span.query}" if scope.holds(body.pk) else "",
            numbers=numbers(COLUMNS, counts.get(body.pk, {}), span, f"b{body.pk}", body=str(body.pk)),
        )
        for body in bodies
    ]


def lines_of_officers(officers: Sequence[Officer], counts: Counts, body_id: int, span: Span) -> list[Line]:
    """One line an officer, and one for what nobody has taken."""
    whose = [(officer.pk, officer.full_name) for officer in officers]
    nobody = [(None, _("Not taken by anybody yet"))] if None in counts else []
    return [
        Line(
            name=name,
            url="",
            numbers=numbers(
                OF_OFFICER, counts.get(pk, {}), span, f"o{pk}", body=str(body_id), officer=str(pk or NOBODY)
            ),
        )
        for pk, name in [*nobody, *whose]
    ]


def worst(lines: Sequence[Line], most: int = 8) -> list[dict[str, object]]:
    """The bodies where most late dossiers stand, for a picture of bars."""
    late = [(line.name, line.numbers[COLUMNS.index("late")]) for line in lines]
    found = sorted((each for each in late if each[1].value), key=lambda each: -each[1].value)[:most]
    return [{"label": name, "value": number.value, "url": number.url, "tone": "late"} for name, number in found]


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
