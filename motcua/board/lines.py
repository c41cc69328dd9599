"""Tables of numbers: a line for each body or officer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.board.lists import NOBODY
from motcua.board.measures import BY_NAME
from motcua.board.scope import Scope
from motcua.board.showing import Line, Number, numbers
from motcua.board.spans import Span
from motcua.board.tree import Node, Tree
from motcua.directory.models import Officer
from motcua.indicators.reading import Counts

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


def heads() -> list[Any]:
    """The heads of the columns of numbers."""
    return [BY_NAME[name].label for name in COLUMNS]


def of_scope(bodies: Tree, counts: Counts, scope: Scope, span: Span) -> list[Line]:
    """What the actor steers, a level deep; then the other bodies where dossiers of theirs are."""
    tops = sorted(scope.led) if scope.led is not None else bodies.roots()
    lines = [line for top in tops for line in of_body(bodies, counts, top, span)]
    elsewhere = [pk for pk in bodies.bodies if pk in counts and not scope.holds(pk)]
    return lines + [_exact(bodies.bodies[pk], counts[pk], span, "") for pk in elsewhere if any(counts[pk].values())]


def of_body(bodies: Tree, counts: Counts, top: int, span: Span) -> Iterator[Line]:
    """The body by itself, then each one below it with all below that; those without a number are left out."""
    if any(counts.get(top, {}).values()):
        yield _exact(bodies.bodies[top], counts[top], span, _page(top, span))
    for child in bodies.children.get(top, []):
        if any((many := bodies.summed(counts, child)).values()):
            yield _whole(bodies.bodies[child], many, span)


def of_officers(officers: Sequence[Officer], counts: Counts, body_id: int, span: Span) -> list[Line]:
    """One line an officer, and one for what nobody has taken."""
    whose = [(officer.pk, officer.full_name) for officer in officers]
    untaken = any(counts.get(None, {}).get(name) for name in OF_OFFICER)
    nobody = [(None, _("Not taken by anybody yet"))] if untaken else []
    return [
        Line(name, "", _of_officer(counts.get(pk, {}), body_id, str(pk or NOBODY), span))
        for pk, name in nobody + whose
    ]


def worst(lines: Iterable[Line], most: int = 8) -> list[dict[str, object]]:
    """The bodies where most late dossiers stand, for a picture of bars."""
    late = [(line.name, line.numbers[COLUMNS.index("late")]) for line in lines]
    found = sorted((each for each in late if each[1].value), key=lambda each: -each[1].value)[:most]
    return [{"label": name, "value": number.value, "url": number.url, "tone": "late"} for name, number in found]


def _of_officer(many: Mapping[str, int], body_id: int, officer: str, span: Span) -> list[Number]:
    return numbers(OF_OFFICER, many, span, f"o{officer}", body=str(body_id), officer=officer)


def _exact(body: Node, many: Mapping[str, int], span: Span, url: str) -> Line:
    return Line(body.short_name, url, numbers(COLUMNS, many, span, f"b{body.pk}", body=str(body.pk)))


def _whole(body: Node, many: Mapping[str, int], span: Span) -> Line:
    told = numbers(COLUMNS, many, span, f"u{body.pk}", under=str(body.pk))
    return Line(body.short_name, _page(body.pk, span), told)


def _page(body_id: int, span: Span) -> str:
    return f"{reverse('board:body', args=[body_id])}?{span.query}"
