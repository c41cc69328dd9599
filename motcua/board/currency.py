"""As of when the numbers are, and how far that lies behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.indicators.reading import counted_until
from motcua.ui.dates import short_day

TOLD_FROM = timedelta(seconds=5)  # less than this is no lag but the way from an act to its number
IN_MINUTES_FROM = timedelta(minutes=2)


@dataclass(frozen=True)
class AsOf:
    """`moment` to the second; `behind` is a sentence when the numbers lag or were never counted."""

    moment: str
    behind: str


def as_of(now: datetime) -> AsOf:
    """What is recorded later than the moment is not in the numbers yet; 1 query."""
    until = counted_until()
    if until is None:
        return AsOf("", _("The numbers are being counted for the first time."))
    moment = localtime(min(until, now))
    return AsOf(f"{moment:%H:%M:%S}, {short_day(moment.date())}", _behind(now - until))


def _behind(lag: timedelta) -> str:
    if lag <= TOLD_FROM:
        return ""
    said = _("The numbers are %(time)s behind what has been recorded; they catch up by themselves.")
    return said % {"time": _words(lag)}


def _words(lag: timedelta) -> str:
    seconds = int(lag.total_seconds())
    if lag < IN_MINUTES_FROM:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    minutes = seconds // 60
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
