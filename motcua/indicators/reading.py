"""The numbers of the board, read from the sums; what time alone moves is counted to the second.

A dossier becomes late by no fact. So the sums hold promises by their day: days that are over are late as a whole, and
of today's the rows themselves are asked, from an index that holds only dossiers whose clock runs.
"""

# ruff: noqa: S608  statements are put together from constants alone; what is asked for comes as parameters

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connections, router
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from motcua.directory.actors import Actor
from motcua.dossiers.models import sees_province, working_bodies
from motcua.indicators.actions import FOLLOWER
from motcua.indicators.models import Cell, Circle, Grain, Kind
from motcua.indicators.ranges import DAY, Piece, pieces
from motcua.journal.following import read_until

Counts = dict[int | None, dict[str, int]]  # body (None: none) → measure → how many
Seen = list[int] | None  # the circles whose dossiers an actor sees; None for all
NOW = (Kind.WAITING, Kind.IN_HAND, Kind.RESULTS)
PROMISED = (Kind.DUE, Kind.STEP_DUE)
OF_DAYS = (Kind.RECEIVED, Kind.RETURNED, Kind.EARLY, Kind.ON_TIME, Kind.SETTLED_LATE, Kind.RESOLVED)
DUE_TODAY, DUE_SOON = -1, -2  # counted from the rows alone, so no kind of cell
NAMES = {
    **{int(kind): kind.name.lower() for kind in NOW + OF_DAYS},
    Kind.DUE: "late",
    Kind.STEP_DUE: "step_late",
    DUE_TODAY: "due_today",
    DUE_SOON: "due_soon",
}
ALWAYS = date(2000, 1, 1)  # before it no system of this kind kept a dossier
_OF_CIRCLES = "AND circle = ANY(%(circles)s::bigint[])"


def by_body(actor: Actor, first: date, last: date, now: datetime) -> Counts:
    """Every measure of every body that has any, as far as the actor sees its dossiers; 1 query, 2 for a part."""
    seen, today = seen_by(actor), localdate(now)
    morning = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    parts = [*_sums(first, last, today, seen), *_of_the_moment(seen)]
    times = {"morning": morning, "now": now, "midnight": morning + DAY, "soon": now + DAY}
    counts: Counts = defaultdict(lambda: defaultdict(int))
    for kind, body, number in rows_of(" UNION ALL ".join(parts), {"circles": seen, **times}):
        counts[body or None][NAMES[kind]] += int(number)
    return counts


def received_on(actor: Actor, day: date) -> int:
    """How many were accepted on one day; 1 query, 2 for a part."""
    seen = seen_by(actor)
    part = _sum([Kind.RECEIVED], Piece(1, False, day, day), seen)
    return sum(int(number) for _kind, _body, number in rows_of(part, {"circles": seen}))


def longest_late(actor: Actor, now: datetime, most: int) -> list[int]:
    """The numbers of the dossiers that are late the longest, from an index of those whose clock runs; 1 or 2 queries.

    Counted last, so a moment old: whoever shows them looks at the rows themselves again.
    """
    seen = seen_by(actor)
    query = f"""
SELECT dossier FROM indicators_standing WHERE due_at < %(now)s {"" if seen is None else _OF_CIRCLES}
ORDER BY due_at, dossier LIMIT %(most)s"""
    return [dossier for (dossier,) in rows_of(query, {"now": now, "circles": seen, "most": most})]


def counted_until() -> datetime | None:
    """The moment up to which every recorded fact is in the numbers; None when they were never counted. 1 query."""
    return read_until(FOLLOWER)


def seen_by(actor: Actor) -> Seen:
    """Whose dossiers the actor sees, as `Dossier.objects.visible_to` says it: a test compares both. 1 query at most.

    The head of the whole province is found to see all, and reads what those read who watch it.
    """
    if actor.officer_id is None:
        return []
    if sees_province(actor):
        return None
    is_seen = Q(bodies__overlap=sorted(working_bodies(actor)))
    circles = list(Circle.objects.annotate(is_seen=is_seen).values_list("pk", "is_seen"))
    return None if all(seen for _pk, seen in circles) else [pk for pk, seen in circles if seen]


def rows_of(query: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """From wherever the page is read."""
    with connections[router.db_for_read(Cell)].cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())


def days_of(piece: Piece) -> str:
    grain = Grain.MONTH if piece.is_months else Grain.DAY
    return f"grain = {grain:d} AND begins_on BETWEEN '{piece.first:%Y-%m-%d}' AND '{piece.last:%Y-%m-%d}'"


def _sums(first: date, last: date, today: date, seen: Seen) -> list[str]:
    """Of now, of the chosen days, and of the promises that fell due before today."""
    chosen, over = pieces(first, last, known_until=max(today, last)), pieces(ALWAYS, today - DAY)
    return [
        _sum(NOW, None, seen),
        *(_sum(OF_DAYS, piece, seen) for piece in chosen),
        *(_sum(PROMISED, piece, seen) for piece in over),
    ]


def _sum(kinds: Iterable[Kind], piece: Piece | None, seen: Seen) -> str:
    """The cells of a piece, or of all that stands so now, as (kind, body, number)."""
    chosen = days_of(piece) if piece else f"grain = {Grain.EVER:d}"
    return f"""
SELECT kind, body, {piece.sign if piece else 1} * sum(number) FROM indicators_cell
WHERE kind IN ({", ".join(f"{kind:d}" for kind in kinds)}) AND procedure = '' AND {chosen}
{"" if seen is None else _OF_CIRCLES} GROUP BY kind, body"""


def _of_the_moment(seen: Seen) -> list[str]:
    """What fell or falls due today, and soon, as (kind, body, number)."""
    return [
        _count(Kind.DUE, "due_at >= %(morning)s AND due_at < %(now)s", seen),
        _count(Kind.STEP_DUE, "step_due_at >= %(morning)s AND step_due_at < %(now)s", seen),
        _count(DUE_TODAY, "due_at >= %(now)s AND due_at < %(midnight)s", seen),
        _count(DUE_SOON, "due_at >= %(now)s AND due_at < %(soon)s", seen),
    ]


def _count(kind: int, chosen: str, seen: Seen) -> str:
    return f"""
SELECT {kind:d}, COALESCE(holder_body, 0), count(*) FROM indicators_standing
WHERE {chosen} {"" if seen is None else _OF_CIRCLES} GROUP BY 2"""
