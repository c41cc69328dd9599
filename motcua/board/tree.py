"""The bodies as a tree read once, so that numbers can be summed upwards without asking again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua.board.measures import BY_NAME
from motcua.directory.models import Body
from motcua.indicators.reading import Counts


class Node(NamedTuple):
    """What a table says of a body: a whole row for each of four hundred would take a fifth of a board's time."""

    pk: int
    parent_id: int | None
    name: str
    short_name: str


@dataclass(frozen=True)
class Tree:
    """`children` are in the order of the register: a row does not move while somebody points at it."""

    bodies: dict[int, Node]
    children: dict[int | None, list[int]]

    def below(self, body_id: int) -> Iterator[int]:
        """The body itself and everything below it, each once even if the register runs in a circle."""
        waiting, seen = [body_id], set()
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                yield here
                waiting += self.children.get(here, [])

    def summed(self, counts: Counts, body_id: int) -> dict[str, int]:
        """The numbers of a body with everything below it."""
        parts = [counts[each] for each in self.below(body_id) if each in counts]
        return {name: sum(part.get(name, 0) for part in parts) for name in BY_NAME}

    def roots(self) -> list[int]:
        return self.children.get(None, [])


def tree() -> Tree:
    """One query."""
    rows = Body.objects.order_by("code").values_list("pk", "parent_id", "name", "short_name")
    bodies = {row[0]: Node(*row) for row in rows}
    children: dict[int | None, list[int]] = defaultdict(list)
    for body in bodies.values():
        children[body.parent_id].append(body.pk)
    return Tree(bodies, dict(children))
