"""When a dossier will end at the pace of those who have it: arithmetic on minutes, no query.

The pace is the time within which half, and nine in ten, of the last such steps were done; never an average.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, hypot

from motcua.lib.worktime import Calendar, add_working_minutes

ENOUGH = 5  # steps from which a pace is told; of fewer the step's own limit is taken
SHORTEST_REST = 15  # office minutes that a step still needs, however long it has lasted


@dataclass(frozen=True)
class Tempo:
    """Office minutes within which half, and nine in ten, of such steps are done."""

    median: int
    nine: int


@dataclass(frozen=True)
class Outlook:
    """When the result will be there: at the usual pace, and when nine in ten would be."""

    ends_at: datetime
    slow_at: datetime


def tempo_of(minutes: Iterable[int]) -> Tempo | None:
    """The pace of finished steps; None where there are too few to tell."""
    known = sorted(minutes)
    if len(known) < ENOUGH:
        return None
    return Tempo(_share(known, 0.5), _share(known, 0.9))


def rest_of(tempo: Tempo, used: int) -> Tempo:
    """What a step under way still needs; one slower than nine in ten needs a quarter of its usual time more."""
    if used < tempo.median:
        return Tempo(tempo.median - used, max(tempo.nine - used, tempo.median - used))
    left = tempo.nine - used if used < tempo.nine else tempo.median // 4
    rest = max(left, SHORTEST_REST)
    return Tempo(rest, rest)


def outlook(
    at: datetime, now: Tempo, later: Sequence[Tempo], calendar: Calendar, *, not_before: datetime | None = None
) -> Outlook:
    """The end when the open step needs `now` and each following one `later`.

    `not_before` is the deadline of an agency that is waited for. Steps are slow independently of each other, so
    the slow end is not the sum of all slow steps.
    """
    usual = sum(step.median for step in later)
    spread = hypot(now.nine - now.median, *(step.nine - step.median for step in later))
    free_at = add_working_minutes(at, now.median, calendar)
    free_at = max(free_at, not_before) if not_before else free_at
    ends_at = add_working_minutes(free_at, usual, calendar)
    return Outlook(ends_at, add_working_minutes(ends_at, ceil(spread), calendar))


def _share(ordered: Sequence[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
