"""Changing the office calendar; open dossiers are counted again by an explicit job, closed ones never (B.7.2-15)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.calendars import hours_as_stored, hours_from, mark_changed
from motcua.directory.errors import AlreadyGiven, NotFilledIn
from motcua.directory.facts import CalendarDayAdded, CalendarDayRemoved, CalendarImported, OfficeHoursSet
from motcua.directory.models import AnnouncedYear, Body, CalendarDay, OfficeHours
from motcua.directory.permissions import demand_administrator
from motcua.journal.facts import Fact
from motcua.journal.recording import hold, record
from motcua.lib.worktime import BadHours

SUBJECT = "calendar"


@transaction.atomic
def add_calendar_day(day: CalendarDay, *, by: Actor, at: datetime) -> CalendarDay:
    """Add an exceptional date (an unsaved row); NotAllowed, NotFilledIn, AlreadyGiven."""
    _begin(by)
    _add(day)
    _record([_added(day)], by, at)
    return day


@transaction.atomic
def swap_days(*, off_on: date, worked_on: date, name: str, basis: str, by: Actor, at: datetime) -> None:
    """A working day off for a Saturday worked: both rows under one act (rulebook B.7.2-7).

    NotAllowed, NotFilledIn, AlreadyGiven.
    """
    _begin(by)
    off = CalendarDay(on=off_on, kind=CalendarDay.Kind.SWAPPED_OFF, name=name, basis=basis)
    worked = CalendarDay(on=worked_on, kind=CalendarDay.Kind.SWAPPED_WORK, name=name, basis=basis)
    for day in (off, worked):
        _add(day)
    _record([_added(off), _added(worked)], by, at)


@transaction.atomic
def remove_calendar_day(day: CalendarDay, *, by: Actor, at: datetime) -> None:
    """Take back a row that was entered by mistake; NotAllowed."""
    _begin(by)
    day.delete()
    _record([CalendarDayRemoved(day.on.isoformat(), day.kind, day.half, day.basis, day.body_id)], by, at)


@transaction.atomic
def set_office_hours(
    body: Body | None, week: Sequence[Any], *, valid_from: date, by: Actor, at: datetime
) -> OfficeHours:
    """Hours from a date on, of one body or of the province; `week` as in `OfficeHours`. NotAllowed, NotFilledIn."""
    _begin(by)
    try:
        hours = hours_from(week)
    except (BadHours, ValueError, TypeError, IndexError):
        raise NotFilledIn({"hours": _("Office hours must run forward through the day.")}) from None
    row, _is_new = OfficeHours.objects.update_or_create(
        body=body, valid_from=valid_from, defaults={"hours": hours_as_stored(hours)}
    )
    _record([OfficeHoursSet(valid_from.isoformat(), body.pk if body else None)], by, at)
    return row


@transaction.atomic
def import_days(
    days: Iterable[CalendarDay], years: Iterable[AnnouncedYear], *, by: Actor, at: datetime
) -> tuple[int, int]:
    """Add the announced days that are missing, other rows stay; (new days, new years). NotAllowed."""
    _begin(by)
    known = set(CalendarDay.objects.filter(body=None).values_list("on", "half"))
    new = [day for day in days if (day.on, day.half) not in known]
    years_known = set(AnnouncedYear.objects.values_list("year", flat=True))
    new_years = [year for year in years if year.year not in years_known]
    CalendarDay.objects.bulk_create(new)
    AnnouncedYear.objects.bulk_create(new_years)
    if new or new_years:
        _record([CalendarImported(len(new), [year.year for year in new_years])], by, at)
    return len(new), len(new_years)


def _begin(by: Actor) -> None:
    demand_administrator(by)
    hold(SUBJECT)


def _add(day: CalendarDay) -> None:
    faults = {name: _("Fill this in.") for name in ("name", "basis") if not getattr(day, name).strip()}
    if faults:
        raise NotFilledIn(faults)
    # A whole day and a half day on one date would contradict each other in silence.
    same_date = CalendarDay.objects.filter(on=day.on, body=day.body)
    clashes = same_date if day.half == CalendarDay.Half.DAY else same_date.filter(half__in=[day.half, "day"])
    if clashes.exists():
        raise AlreadyGiven(_("The calendar already has a row for %(on)s.") % {"on": f"{day.on:%d/%m/%Y}"})
    day.save(force_insert=True)


def _added(day: CalendarDay) -> CalendarDayAdded:
    return CalendarDayAdded(day.on.isoformat(), day.kind, day.half, day.basis, day.body_id)


def _record(facts: Sequence[Fact], by: Actor, at: datetime) -> None:
    mark_changed()
    record(*facts, subject=SUBJECT, by=by.key, at=at)
