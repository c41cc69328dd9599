"""Within which time half of the results came, and nine in ten: an average would hide the slow ones."""

# ruff: noqa: S608  statements are put together from constants alone; what is asked for comes as parameters

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from motcua.directory.actors import Actor
from motcua.indicators.models import Kind
from motcua.indicators.ranges import Piece, pieces
from motcua.indicators.reading import days_of, rows_of, seen_by

# The least number of hours within which the share came: a value that was reached, never one between two.
_OF_CIRCLES = """
SELECT procedure, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY hours),
    percentile_disc(0.9) WITHIN GROUP (ORDER BY hours)
FROM indicators_standing WHERE hours IS NOT NULL AND settled_on BETWEEN %(first)s AND %(last)s
AND circle = ANY(%(circles)s::bigint[]) GROUP BY procedure ORDER BY 2 DESC, 1 LIMIT %(most)s"""

# The same from sums of hours.
_WITHIN = """
WITH taken AS (
    SELECT procedure, hours, sum(number) AS number FROM ({sums}) AS parts(procedure, hours, number) GROUP BY 1, 2
),
reached AS (
    SELECT procedure, hours, sum(number) OVER (PARTITION BY procedure ORDER BY hours) AS until,
        sum(number) OVER (PARTITION BY procedure) AS whole
    FROM taken
)
SELECT procedure, min(hours) FILTER (WHERE until >= 0.5 * whole), min(hours) FILTER (WHERE until >= 0.9 * whole)
FROM reached GROUP BY procedure"""


class Time(NamedTuple):
    """A procedure, how many results, and the times; hours begun counted."""

    procedure: str
    number: int
    half: timedelta
    nine: timedelta


def times(actor: Actor, first: date, last: date, most: int, *, today: date) -> list[Time]:
    """The procedures with most results in these days, as far as the actor sees them; 2 queries."""
    seen = seen_by(actor)
    if seen is None:
        return _of_province(pieces(first, last, known_until=max(today, last)), most)
    rows = rows_of(_OF_CIRCLES, {"first": first, "last": last, "circles": seen, "most": most})
    return [Time(code, number, _hours(half), _hours(nine)) for code, number, half, nine in rows]


def _of_province(days: Sequence[Piece], most: int) -> list[Time]:
    """From sums alone: whose results were most, then how many hours those took."""
    numbers: dict[str, int] = defaultdict(int)
    for code, _none, number in rows_of(_sums(days, Kind.OF_PROCEDURE, ""), {}):
        numbers[code] += int(number)
    busiest = sorted((code for code in numbers if numbers[code]), key=lambda code: (-numbers[code], code))[:most]
    taken = _WITHIN.format(sums=_sums(days, Kind.SETTLED_IN, "AND procedure = ANY(%(busiest)s::varchar[])"))
    told = {code: (_hours(half), _hours(nine)) for code, half, nine in rows_of(taken, {"busiest": busiest})}
    return [Time(code, numbers[code], *told[code]) for code in busiest if code in told]


def _sums(days: Sequence[Piece], kind: Kind, chosen: str) -> str:
    """As (procedure, hours, number)."""
    parts = [
        f"SELECT procedure, hours, {piece.sign} * sum(number) FROM indicators_cell "
        f"WHERE kind = {kind:d} AND {days_of(piece)} {chosen} GROUP BY procedure, hours"
        for piece in days
    ]
    return " UNION ALL ".join(parts)


def _hours(hours: int) -> timedelta:
    return timedelta(hours=hours)
