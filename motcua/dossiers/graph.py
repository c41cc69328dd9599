"""The parts of a linked group drawn: which begin together, what each waits for and what hangs on it; no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.dossiers.branches import BranchLine


@dataclass(frozen=True)
class Node:
    """One part; `after` are those whose results it waits for, `before` all that cannot begin without its own."""

    line: BranchLine
    after: list[str]
    before: list[str]


@dataclass(frozen=True)
class Graph:
    """`waves` holds the parts in the order in which they may begin, `path` those that make the date of the whole."""

    waves: list[list[Node]]
    path: list[str]


def graph_of(lines: Sequence[BranchLine]) -> Graph:
    """The parts that were asked for, as `branches.lines_of` gives them."""
    after = {line.no: {no for no in line.after if no in {each.no for each in lines}} for line in lines}
    names = {line.no: f"{line.no}. {line.name}" for line in lines}
    nodes = {line.no: _node(line, after, names) for line in lines}
    waves = [[nodes[no] for no in wave] for wave in _waves(after)]
    path = [names[node.line.no] for wave in waves for node in wave if node.line.decides]
    return Graph(waves, path)


def _node(line: BranchLine, after: Mapping[int, set[int]], names: Mapping[int, str]) -> Node:
    waited = [names[no] for no in sorted(after[line.no])]
    return Node(line, waited, [names[no] for no in sorted(_behind(line.no, after))])


def _waves(after: Mapping[int, set[int]]) -> list[list[int]]:
    waves: list[list[int]] = []
    placed: set[int] = set()
    while wave := [no for no, waited in after.items() if no not in placed and waited <= placed]:
        waves.append(wave)
        placed |= set(wave)
    return waves


def _behind(first: int, after: Mapping[int, set[int]]) -> set[int]:
    """Whatever waits for it, and what waits for that."""
    found: set[int] = set()
    while more := {no for no, waited in after.items() if waited & {first, *found}} - found:
        found |= more
    return found
