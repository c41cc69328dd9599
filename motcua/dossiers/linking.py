"""The graph of a linked group as one dossier walks it: rules on values, no query (rulebook B.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from motcua.dossiers.models import BranchState
from motcua.dossiers.statuses import Outcome, Status

ENDED = frozenset({BranchState.DONE, BranchState.FAILED, BranchState.CALLED_OFF, BranchState.NOT_CHOSEN})
LOST = frozenset({BranchState.FAILED, BranchState.CALLED_OFF})


class Node(Protocol):
    """A branch as the rules read it."""

    @property
    def no(self) -> int: ...

    @property
    def depends_on(self) -> Sequence[int]: ...

    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class Consequence:
    """What the end of one branch means for the others, and for what was paid for it."""

    state: BranchState
    others_go_on: bool  # those that depend on it; independent ones always do
    is_refunded: bool


# How a child ended, and what follows. A refusal was worked for, so its fee stays; what was not settled goes back.
ENDS: Mapping[tuple[Status, str], Consequence] = {
    (Status.RESOLVED, Outcome.GRANTED): Consequence(BranchState.DONE, others_go_on=True, is_refunded=False),
    (Status.RESOLVED, Outcome.PARTLY): Consequence(BranchState.DONE, others_go_on=True, is_refunded=False),
    (Status.RESOLVED, Outcome.REFUSED): Consequence(BranchState.FAILED, others_go_on=False, is_refunded=False),
    (Status.STOPPED, Outcome.NONE): Consequence(BranchState.FAILED, others_go_on=False, is_refunded=True),
    (Status.WITHDRAWN, Outcome.NONE): Consequence(BranchState.FAILED, others_go_on=False, is_refunded=True),
}
CALLED_OFF = Consequence(BranchState.CALLED_OFF, others_go_on=False, is_refunded=True)


def consequence_of(status: Status | int, outcome: str) -> Consequence | None:
    """What follows from a child that stands like this; None while it is under way."""
    status = Status.RESOLVED if status == Status.RETURNED else Status(status)
    return ENDS.get((status, outcome if status == Status.RESOLVED else Outcome.NONE.value))


def ready(nodes: Iterable[Node]) -> list[int]:
    """The branches that may begin now: nothing they wait for is still open."""
    known = list(nodes)
    done = {node.no for node in known if node.state == BranchState.DONE}
    return [node.no for node in known if node.state == BranchState.WAITING and set(node.depends_on) <= done]


def doomed(nodes: Iterable[Node]) -> dict[int, int]:
    """The waiting branches that can never begin, each with the one because of which; the whole way down."""
    known = list(nodes)
    lost = {node.no for node in known if node.state in LOST}
    found: dict[int, int] = {}
    while True:
        more = {node.no: min(because) for node in known if (because := _because(node, lost)) and node.no not in found}
        if not more:
            return found
        found |= more
        lost |= more.keys()


def outcome_of(nodes: Iterable[tuple[str, str]]) -> str:
    """The outcome of the whole from (state, outcome of the child) of each branch; "" while one is under way."""
    chosen = [(state, outcome) for state, outcome in nodes if state != BranchState.NOT_CHOSEN]
    if any(state not in ENDED for state, _outcome in chosen):
        return Outcome.NONE.value
    done = [outcome for state, outcome in chosen if state == BranchState.DONE]
    if not done:
        return Outcome.REFUSED.value
    whole = len(done) == len(chosen) and all(outcome == Outcome.GRANTED for outcome in done)
    return Outcome.GRANTED.value if whole else Outcome.PARTLY.value


def ends_along(
    before: Mapping[int, Sequence[int]], start: datetime, end_of: Callable[[int, datetime], datetime | None]
) -> dict[int, datetime | None]:
    """When each branch is due when each begins as soon as those before it are; None behind one that stands still.

    `before` is number → numbers it depends on, `end_of` the end of one branch from its beginning.
    """
    ends: dict[int, datetime | None] = {}
    while waiting := [no for no in before if no not in ends and all(each in ends for each in before[no])]:
        for no in waiting:
            begins = [ends[each] for each in before[no]] or [start]
            known = [moment for moment in begins if moment is not None]
            ends[no] = end_of(no, max(known)) if len(known) == len(begins) else None
    return ends


def critical_path(before: Mapping[int, Sequence[int]], ends: Mapping[int, datetime | None]) -> list[int]:
    """The branches, first to last, whose limits make the date of the whole."""
    last = _latest(ends, ends)
    path = [] if last is None else [last]
    while path and (earlier := _latest(before[path[0]], ends)) is not None:
        path.insert(0, earlier)
    return path


def _because(node: Node, lost: set[int]) -> set[int]:
    return set(node.depends_on) & lost if node.state == BranchState.WAITING else set()


def _latest(numbers: Iterable[int], ends: Mapping[int, datetime | None]) -> int | None:
    """A branch that stands still counts as the latest: nobody knows its end."""
    there = list(numbers)
    still = next((no for no in there if ends[no] is None), None)
    return still if still is not None else max(there, key=lambda no: ends[no] or datetime.min, default=None)
