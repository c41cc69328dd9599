"""Days as sums of months and days, so that a year is read from twelve cells and not from three hundred."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """Whole months (by their first days) or days, both ends counted; `sign` -1 takes them away again."""

    sign: int
    is_months: bool
    first: date
    last: date


def pieces(first: date, last: date, *, known_until: date = date.max) -> list[Piece]:
    """What adds up to the days from `first` to `last`; after `known_until` nothing can have happened."""
    if first > last:
        return []
    if _month(first) == _month(last):
        return _in_month(first, last, known_until)
    begun, ended = _in_month(first, _end(first), known_until), _in_month(_month(last), last, known_until)
    return _joined([*begun, *_between(_end(first) + DAY, _month(last) - DAY), *ended])


def _between(first: date, last: date) -> list[Piece]:
    return [Piece(1, True, first, _month(last))] if first < last else []


def _joined(found: list[Piece]) -> list[Piece]:
    """Months in one piece: those taken whole always follow one another."""
    months = [each for each in found if each.is_months]
    whole = [Piece(1, True, months[0].first, months[-1].last)] if months else []
    return whole + [each for each in found if not each.is_months]


def _in_month(first: date, last: date, known_until: date) -> list[Piece]:
    """The days themselves, or the month without the others: whichever are fewer."""
    others = list(_others(first, last, known_until))
    if sum((each.last - each.first).days + 1 for each in others) >= (last - first).days + 1:
        return [Piece(1, False, first, last)]
    return [Piece(1, True, _month(first), _month(first)), *others]


def _others(first: date, last: date, known_until: date) -> Iterator[Piece]:
    if first > _month(first):
        yield Piece(-1, False, _month(first), first - DAY)
    end = min(_end(last), known_until)
    if last < end:
        yield Piece(-1, False, last + DAY, end)


def _month(day: date) -> date:
    return day.replace(day=1)


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
