"""A day and an hour as typed."""

from __future__ import annotations

from datetime import datetime

from motcua.catalogue.eforms.values import read_date, tidy
from motcua.lib.worktime import ZONE

YEARS = range(2000, 2100)  # those of the calendar


def moment_in(day: str, hour: str) -> datetime | None:
    """2026-11-25 or 25/11/2026, and 16:30; None when it is no moment of the calendar."""
    try:
        typed = datetime.strptime(f"{read_date(tidy(day))} {tidy(hour)}", "%Y-%m-%d %H:%M")
    except ValueError:
        return None
    return typed.replace(tzinfo=ZONE) if typed.year in YEARS else None


def numbers_in(texts: list[str]) -> list[int]:
    """Row numbers of a form; what is none is left out."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
