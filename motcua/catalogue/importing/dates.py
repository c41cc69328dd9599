"""Dates as published: which of two readings is newer, and from when a text counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

EARLIEST = date(1945, 9, 2)
LATEST = date(2100, 1, 1)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?")
_VIETNAMESE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Order(Enum):
    """How a reading stands to the stored one."""

    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


def read_date(text: str | None) -> date | None:
    """2026-06-29, 29/06/2026, or 2026-06 (its first day); None for what is no likely date."""
    if found := _ISO.fullmatch(text or ""):
        year, month, day = found[1], found[2], found[3] or "1"
    elif found := _VIETNAMESE.fullmatch(text or ""):
        day, month, year = found.groups()
    else:
        return None
    try:
        known = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return known if EARLIEST <= known < LATEST else None


def decided_on(content: Mapping[str, Any]) -> date | None:
    return read_date((content.get("decision") or {}).get("date"))


def updated_on(source: Mapping[str, Any]) -> date | None:
    """The day the national portal last touched the procedure."""
    return read_date(source.get("portal_updated"))


def order(
    new: tuple[Mapping[str, Any], Mapping[str, Any]], stored: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> Order:
    """Compare (content, source) pairs by the first mark that both state and that differs."""
    for mine, theirs in zip(_marks(*new), _marks(*stored), strict=True):
        if mine and theirs and mine != theirs:
            return Order.NEWER if mine > theirs else Order.OLDER
    return Order.SAME


def _marks(content: Mapping[str, Any], source: Mapping[str, Any]) -> tuple[date | None, date | None, date | None]:
    # A reading dated by its month alone counts from the month's first day: a dated one of that month is newer.
    return updated_on(source), decided_on(content), read_date(source.get("retrieved"))


def first_effective(content: Mapping[str, Any], source: Mapping[str, Any], today: date) -> date:
    """The first text known: from its decision, else its portal date, else the day it was read, else today."""
    dates = (decided_on(content), updated_on(source), read_date(source.get("retrieved")))
    return next((known for known in dates if known), today)


def next_effective(
    new: tuple[Mapping[str, Any], Mapping[str, Any]],
    stored: tuple[Mapping[str, Any], Mapping[str, Any]],
    today: date,
) -> date:
    """A changed text: from its decision or portal date, if later than any the text before stated; else today."""
    before = max(filter(None, (decided_on(stored[0]), updated_on(stored[1]))), default=EARLIEST)
    dates = (decided_on(new[0]), updated_on(new[1]))
    return next((known for known in dates if known and known > before), today)
