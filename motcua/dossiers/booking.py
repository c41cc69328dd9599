"""What was received on paper while the system was down, and may still be typed in (TT 01/2018 Điều 10.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.directory.calendars import calendar_for
from motcua.dossiers.models import Outage
from motcua.dossiers.outages import ENTRY_WORKDAYS, outages_over
from motcua.dossiers.texts import Asked, Fault, text_faults
from motcua.lib.worktime import Calendar, add_workdays
from motcua.ui.dates import moment_words

LONGEST_LINE = 40  # characters of a book's line, as the row holds
LONGEST_OPEN = timedelta(days=31)  # how long ago an outage ended whose book is still asked about


def open_books(units: Iterable[int], at: datetime) -> list[Outage]:
    """The outages of these one-stop units whose paper books may be typed in now."""
    known = outages_over(units, at - LONGEST_OPEN)
    return [row for row in known if is_open_for_entry(row, at, calendar_for(row.body_id))]


def entered_until(outage: Outage, calendar: Calendar) -> datetime | None:
    """The close of the third working day after its end; None while it lasts."""
    if outage.ends_at is None:
        return None
    return calendar.close_of(add_workdays(localtime(outage.ends_at).date(), ENTRY_WORKDAYS, calendar))


def is_open_for_entry(outage: Outage, at: datetime, calendar: Calendar) -> bool:
    """Whether lines of the book of this outage may be typed in now."""
    until = entered_until(outage, calendar)
    return outage.starts_at <= at and (until is None or at <= until)


def book_faults(
    received_at: datetime | None, book_no: str, *, outages: Sequence[Outage], at: datetime, calendar: Calendar
) -> list[Fault]:
    """What is wrong with a line of the book, as (place, sentence); `outages` are those of the unit."""
    asked = {"book-no": Asked(LONGEST_LINE, _("Write the line of the paper book, for example 12/2026."))}
    return text_faults({"book-no": book_no}, asked) + _time_faults(received_at, outages, at, calendar)


def _time_faults(
    received_at: datetime | None, outages: Sequence[Outage], at: datetime, calendar: Calendar
) -> list[Fault]:
    if received_at is None:
        return [("book-on", _("Give the day and the hour at which it was received, as the book says."))]
    if received_at > at:
        return [("book-on", _("This moment lies in the future."))]
    within = [row for row in outages if _was_down(row, received_at)]
    if not within:
        return [("book-on", _("No outage of this office was declared for that moment: receive it in the usual way."))]
    if any(is_open_for_entry(row, at, calendar) for row in within):
        return []
    until = max(filter(None, (entered_until(row, calendar) for row in within)))
    words = _("The book of that outage could be typed in until %(moment)s.")
    return [("book-on", words % {"moment": moment_words(until, "en" if get_language() == "en" else "vi")})]


def _was_down(outage: Outage, moment: datetime) -> bool:
    return outage.starts_at <= moment and (outage.ends_at is None or moment <= outage.ends_at)
