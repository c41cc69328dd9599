"""Bodies: found in the tree, read on one page, changed one thing at a time."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.publishing import RECEIVERS
from motcua.console import tree
from motcua.console.door import for_administrators, for_the_console, is_administrator, page
from motcua.console.filling import carried
from motcua.console.forms.bodies import WEEKDAYS, CodeForm, DayForm, HoursForm, OfficeForm
from motcua.console.hours import line_of
from motcua.console.people import posts_of
from motcua.directory import actions
from motcua.directory.access import Request
from motcua.directory.actions import OfficeDetails
from motcua.directory.calendars import calendar_for, hours_as_stored
from motcua.directory.models import Body, OneStopOffice

DO = ["GET", "HEAD", "POST"]


@for_the_console
@require_safe
def show_bodies(request: Request) -> HttpResponse:
    """The tree by level, or what the search finds."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    only_provisional = request.GET.get("provisional") == "1"
    told: dict[str, object] = {"q": typed, "only_provisional": only_provisional}
    if typed or only_provisional:
        found = tree.found(typed, only_provisional=only_provisional)
        told |= {"found": found[: tree.MOST], "is_capped": len(found) > tree.MOST}
        return page(request, "bodies/found.html", told)
    return page(request, "bodies/tree.html", told | {"tree": tree.tree(localdate())})


@for_the_console
@require_safe
def show_body(request: Request, body_id: int) -> HttpResponse:
    """Everything about one body, with a way to change each thing."""
    body = body_for(body_id)
    office = OneStopOffice.objects.filter(body=body).first()
    told = {
        "body": body,
        "office": office,
        "receives": office is not None or body.kind in RECEIVERS,
        "former_codes": body.former_codes.order_by("-valid_to"),
        "children": body.children.in_force(localdate()).order_by("code"),
        "successions": body.successions.select_related("successor").order_by("on"),
        "week": [(name, line_of(day)) for name, day in _week_of(body)],
        "overrides": body.office_hours.order_by("valid_from"),
        "days": body.calendar_days.filter(on__gte=localdate()).order_by("on"),
        "held": posts_of(body, localdate()),
        "is_administrator": is_administrator(request.actor),
    }
    return page(request, "bodies/body.html", told)


@for_administrators
@require_http_methods(DO)
def show_code(request: Request, body_id: int) -> HttpResponse:
    """Give a body its official code."""
    body = body_for(body_id)
    form = CodeForm(request.POST or None, initial={"code": body.code})
    if request.method == "POST" and carried(
        form, lambda typed: actions.change_body_code(body, typed["code"], by=request.actor, at=now())
    ):
        return _back(request, body, _("The code is kept; the former one still finds the body."))
    return _form(request, body, form, _("Electronic identifier code"))


@for_administrators
@require_http_methods(DO)
def show_office(request: Request, body_id: int) -> HttpResponse:
    """Say where people go."""
    body = body_for(body_id)
    form = OfficeForm(request.POST or None, office=OneStopOffice.objects.filter(body=body).first())
    if request.method == "POST" and carried(
        form, lambda typed: actions.change_office(body, OfficeDetails(**typed), by=request.actor, at=now())
    ):
        return _back(request, body, _("The office is kept."))
    return _form(request, body, form, _("One-stop office"))


@for_administrators
@require_http_methods(DO)
def show_hours(request: Request, body_id: int) -> HttpResponse:
    """Hours of this body from a date on; before it, and where it has none, those above it hold."""
    body = body_for(body_id)
    week = [day for _name, day in _week_of(body)]
    form = HoursForm(request.POST or None, week=week, initial={"valid_from": localdate()})
    if request.method == "POST" and carried(
        form,
        lambda typed: actions.set_office_hours(
            body, form.week, valid_from=typed["valid_from"], by=request.actor, at=now()
        ),
    ):
        return _back(request, body, _("The hours are kept."))
    return _form(request, body, form, _("Office hours"))


@for_administrators
@require_http_methods(DO)
def show_days(request: Request, body_id: int) -> HttpResponse:
    """A day off of this body alone."""
    body = body_for(body_id)
    form = DayForm(request.POST or None)
    if request.method == "POST" and carried(
        form, lambda _typed: actions.add_calendar_day(form.day(body), by=request.actor, at=now())
    ):
        return _back(request, body, _("The day is in the calendar of this body."))
    return _form(request, body, form, _("Add a local day off"))


def body_for(body_id: int) -> Body:
    return get_object_or_404(Body.objects.select_related("parent", "commune"), pk=body_id)


def _week_of(body: Body) -> list[tuple[object, list[object]]]:
    """The hours that hold today for the body, whoever set them."""
    hours = calendar_for(body.pk).hours_on(localdate())
    return list(zip(WEEKDAYS, hours_as_stored(hours), strict=True))


def _back(request: Request, body: Body, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("console:body", body_id=body.pk)


def _form(request: Request, body: Body, form: forms.Form, title: str) -> HttpResponse:
    told = {"body": body, "form": form, "title": title}
    return page(request, "bodies/form.html", told, status=422 if form.errors else 200)
