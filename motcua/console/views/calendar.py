"""The province's calendar: days off, swaps, announced years, hours; every change is recorded."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.console.door import for_administrators, for_the_console, is_administrator, page
from motcua.console.filling import carried
from motcua.console.forms.bodies import HoursForm
from motcua.console.forms.calendar import ProvinceDayForm, SwapForm, YearForm
from motcua.console.views.bodies import DO
from motcua.directory import actions
from motcua.directory.access import Request
from motcua.directory.calendars import calendar_for, hours_as_stored
from motcua.directory.models import AnnouncedYear, CalendarDay, OfficeHours


@for_the_console
@require_safe
def show_calendar(request: Request) -> HttpResponse:
    """The days of one year, those of single bodies too."""
    years = list(AnnouncedYear.objects.order_by("year"))
    year = _year(request)
    told = {
        "year": year,
        "years": years,
        "announced": next((known for known in years if known.year == year), None),
        "days": CalendarDay.objects.filter(on__year=year).select_related("body").order_by("on", "body__code"),
        "hours": OfficeHours.objects.filter(body=None).order_by("valid_from"),
        "is_administrator": is_administrator(request.actor),
    }
    return page(request, "calendar/calendar.html", told)


@for_administrators
@require_http_methods(DO)
def show_days(request: Request) -> HttpResponse:
    """An exceptional date of the whole province."""
    form = ProvinceDayForm(request.POST or None)
    if request.method == "POST" and carried(
        form, lambda _typed: actions.add_calendar_day(form.day(None), by=request.actor, at=now())
    ):
        return _back(request, form.cleaned_data["on"].year, _("The day is in the calendar."))
    return _form(request, form, _("Add a day off"))


@for_administrators
@require_http_methods(DO)
def show_swaps(request: Request) -> HttpResponse:
    """A working day off for a Saturday worked; both rows under one act."""
    form = SwapForm(request.POST or None)
    if request.method == "POST" and carried(
        form, lambda typed: actions.swap_days(**typed, by=request.actor, at=now())
    ):
        return _back(request, form.cleaned_data["off_on"].year, _("Both days are in the calendar."))
    return _form(request, form, _("Swap two days"))


@for_administrators
@require_http_methods(DO)
def show_years(request: Request) -> HttpResponse:
    """Say that a year's days off are announced and entered."""
    form = YearForm(request.POST or None, initial={"year": localdate().year + 1})
    if request.method == "POST" and carried(
        form, lambda typed: actions.import_days([], [AnnouncedYear(**typed)], by=request.actor, at=now())
    ):
        return _back(request, form.cleaned_data["year"], _("The year is announced."))
    return _form(request, form, _("Announce a year"))


@for_administrators
@require_http_methods(DO)
def show_hours(request: Request) -> HttpResponse:
    """Hours of the whole province from a date on."""
    week = hours_as_stored(calendar_for(None).hours_on(localdate()))
    form = HoursForm(request.POST or None, week=week, initial={"valid_from": localdate()})
    if request.method == "POST" and carried(
        form,
        lambda typed: actions.set_office_hours(
            None, form.week, valid_from=typed["valid_from"], by=request.actor, at=now()
        ),
    ):
        return _back(request, form.cleaned_data["valid_from"].year, _("The hours are kept."))
    return _form(request, form, _("Office hours of the province"))


@for_administrators
@require_http_methods(DO)
def show_removal(request: Request, day_id: int) -> HttpResponse:
    """Take back a day that was entered by mistake."""
    day = get_object_or_404(_days(), pk=day_id)
    if request.method == "POST":
        actions.remove_calendar_day(day, by=request.actor, at=now())
        return _back(request, day.on.year, _("The day has been taken out of the calendar."))
    return page(request, "calendar/removal.html", {"day": day})


def _days() -> QuerySet[CalendarDay]:
    return CalendarDay.objects.select_related("body")


def _year(request: Request) -> int:
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else localdate().year
    return year if 2000 <= year <= 2099 else localdate().year


def _back(request: Request, year: int, said: str) -> HttpResponse:
    messages.success(request, said)
    response = redirect("console:calendar")
    response["Location"] += f"?year={year}"
    return response


def _form(request: Request, form: forms.Form, title: str) -> HttpResponse:
    told = {"form": form, "title": title}
    return page(request, "calendar/form.html", told, status=422 if form.errors else 200)
