"""Counting on from what facts moved, and counting everything anew; nobody else writes these tables."""

# ruff: noqa: S608  statements are put together from constants alone; what is asked for comes as parameters

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Max

from motcua.dossiers.models import Dossier
from motcua.indicators.models import Cell
from motcua.indicators.statements import COLUMNS, KEY, cells, circles, standings, summed
from motcua.journal.following import Ahead, Entry, follow, has_begun, skip_to_now
from motcua.journal.recording import hold

FOLLOWER = "indicators"
RECOUNTED = 5000  # dossiers at once
_PREFIX = "dossier:"
_CHOSEN = "d.id = ANY(%(dossiers)s::bigint[])"
_CHANGED = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS.split(", ")[1:])
_ON_KEY = " AND ".join(f"cell.{name} = delta.{name}" for name in KEY.split(", "))
_NOTE_CIRCLES = f"INSERT INTO indicators_circle (bodies) {circles(_CHOSEN)} ON CONFLICT DO NOTHING"
# One statement, one snapshot: what was counted before is read as it stood before it is overwritten. A cell that
# comes to nothing is taken away, or days long past would be summed for ever. Rows in order, so none waits crosswise.
_ROLL_UP = f"""
WITH fresh AS MATERIALIZED ({standings(_CHOSEN)}),
counted AS MATERIALIZED (SELECT {COLUMNS} FROM indicators_standing s
    WHERE s.dossier IN (SELECT dossier FROM fresh)),
moved AS MATERIALIZED (SELECT {COLUMNS} FROM fresh EXCEPT SELECT {COLUMNS} FROM counted),
left_behind AS MATERIALIZED (SELECT {COLUMNS} FROM counted EXCEPT SELECT {COLUMNS} FROM fresh),
kept AS (INSERT INTO indicators_standing ({COLUMNS}) SELECT {COLUMNS} FROM moved
    ON CONFLICT (dossier) DO UPDATE SET {_CHANGED}),
delta AS MATERIALIZED ({summed(f"{cells('moved')} UNION ALL {cells('left_behind', -1)}")}),
emptied AS (DELETE FROM indicators_cell cell USING delta
    WHERE delta.number < 0 AND {_ON_KEY} AND cell.number + delta.number = 0
    RETURNING cell.kind, cell.grain, cell.procedure, cell.begins_on, cell.body, cell.circle, cell.hours)
INSERT INTO indicators_cell AS cell ({KEY}, number)
SELECT {KEY}, number FROM delta WHERE ({KEY}) NOT IN (SELECT {KEY} FROM emptied) ORDER BY {KEY}
ON CONFLICT ({KEY}) DO UPDATE SET number = cell.number + EXCLUDED.number
"""
_SUM_AGAIN = f"INSERT INTO indicators_cell ({KEY}, number) {summed(cells('indicators_standing'))}"


def count_on() -> int:
    """Count what the next unread facts moved; gives how many were read, 0 when there are none.

    Raises `following.Ahead`.
    """
    return follow(FOLLOWER, _carry)


def recount(*, most: int = RECOUNTED) -> Iterator[int]:
    """Count every dossier anew while others go on working; yields how many so far."""
    _begin()
    last = Dossier.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, most):
        roll_up(range(first, first + most))
        yield min(first + most - 1, last)
    sum_again()


@transaction.atomic
def roll_up(dossiers: Collection[int]) -> None:
    """Bring what is counted of these dossiers to what they are now; twice changes nothing. 3 statements."""
    hold(FOLLOWER)
    with connection.cursor() as cursor:
        chosen = {"dossiers": sorted(dossiers)}
        cursor.execute(_NOTE_CIRCLES, chosen)
        cursor.execute(_ROLL_UP, chosen)


@transaction.atomic
def sum_again() -> None:
    """Make all sums anew from what is counted of each dossier."""
    hold(FOLLOWER)
    Cell.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_SUM_AGAIN)


def _carry(entries: Sequence[Entry]) -> None:
    numbers = {entry.subject.removeprefix(_PREFIX) for entry in entries if entry.subject.startswith(_PREFIX)}
    if dossiers := {int(number) for number in numbers if number.isdigit()}:
        roll_up(dossiers)


def _begin() -> None:
    """Old facts need not be followed when everything is counted anyway."""
    try:
        begun = has_begun(FOLLOWER)
    except Ahead:
        begun = False
    if not begun:
        skip_to_now(FOLLOWER)
