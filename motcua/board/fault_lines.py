"""The page of faults in lines: which body of the tree, with everything below it, bears what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from motcua.board.faults import Borne, Live, Whom, summed
from motcua.board.scope import Scope
from motcua.board.spans import Preset, Span, presets
from motcua.board.tree import Tree
from motcua.dossiers.faults import minutes_words
from motcua.dossiers.models import Cause


@dataclass(frozen=True)
class FaultLine:
    """A body with what it bears in words; `url` opens it, `list_url` the dossiers behind."""

    name: str
    url: str
    list_url: str
    legs: int
    minutes: str
    consulted: str
    decided: str
    live: str


@dataclass(frozen=True)
class Place:
    """Where in the tree the page stands; `body_id` None for all that the actor steers."""

    body_id: int | None
    span: Span

    def url(self, body_id: int | None, page: str = "board:faults", **more: str) -> str:
        said = {**({"body": str(body_id)} if body_id else {}), **self.span.said, **more}
        return f"{reverse(page)}?{urlencode(said)}"

    def tabs(self) -> list[Preset]:
        """Days asked for often, of the same body."""
        chosen = f"&body={self.body_id}" if self.body_id else ""
        return [Preset(each.label, f"{each.url}{chosen}", each.current) for each in presets(self.span)]


def lines_of(tree: Tree, scope: Scope, place: Place, borne: dict[Whom, Borne], live: Live) -> list[FaultLine]:
    """The body by itself, then each below it with all below that; at the top, what the actor steers."""
    if place.body_id is None and scope.led is None:
        return [*_children(tree, None, place, borne, live), *_of_nobody(borne, live)]
    tops = [place.body_id] if place.body_id else sorted(scope.led or ())
    return [line for top in tops for line in _of_body(tree, top, place, borne, live)]


def bodies_below(tree: Tree, place: Place) -> frozenset[int] | None:
    return frozenset(tree.below(place.body_id)) if place.body_id else None


def options(tree: Tree, scope: Scope) -> list[tuple[str, str]]:
    """The bodies to choose from, in the order of the register."""
    steered = (body for body in tree.bodies.values() if scope.holds(body.pk))
    return [(str(body.pk), body.name) for body in steered]


def _of_body(tree: Tree, top: int, place: Place, borne: dict[Whom, Borne], live: Live) -> Iterator[FaultLine]:
    yield from _line(tree, top, place, borne, live, opens=False)
    yield from _children(tree, top, place, borne, live)


def _children(tree: Tree, top: int | None, place: Place, borne: dict[Whom, Borne], live: Live) -> Iterator[FaultLine]:
    for child in tree.children.get(top, []):
        yield from _line(tree, child, place, borne, live, opens=True)


def _line(
    tree: Tree, body_id: int, place: Place, borne: dict[Whom, Borne], live: Live, *, opens: bool
) -> Iterator[FaultLine]:
    """The body, with all below it where the line opens it; none for who bears nothing."""
    chosen = frozenset(tree.below(body_id)) if opens else frozenset({body_id})
    found, now = summed(borne, chosen), _live_of(live.by_body, chosen)
    if not found and not now:
        return
    name = tree.bodies[body_id].short_name
    exact = {} if opens else {"only": "1"}
    list_url = place.url(body_id, "board:charges", **exact) if found.legs else ""
    yield _told(name, place.url(body_id) if opens else "", list_url, found, now)


def _of_nobody(borne: dict[Whom, Borne], live: Live) -> Iterator[FaultLine]:
    """What no body of the province bears: the rules, and what decisions gave to somebody outside."""
    for cause in Cause:
        if found := borne.get((None, cause)):
            yield _told(str(cause.label), "", "", found, live.by_body.get(None, 0) if cause == Cause.RULE else 0)


def _live_of(by_body: Mapping[int | None, int], chosen: frozenset[int]) -> int:
    return sum(by_body.get(each, 0) for each in chosen)


def _told(name: str, url: str, list_url: str, found: Borne, now: int) -> FaultLine:
    words = [minutes_words(each) if each else "" for each in (found.minutes, found.consulted, found.decided, now)]
    minutes, consulted, decided, live = words
    return FaultLine(name, url, list_url, found.legs, minutes, consulted, decided, live)
