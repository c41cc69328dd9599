"""Failures of the system: declared, announced, ended; what is declared here is published on the portal."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.console.door import for_administrators, page
from motcua.console.filling import carried
from motcua.console.forms.outages import CancellationForm, EndForm, OutageForm
from motcua.console.views.bodies import DO
from motcua.directory.access import Request
from motcua.directory.calendars import calendar_for
from motcua.dossiers import actions
from motcua.dossiers.models import Outage
from motcua.dossiers.outages import is_announced_late

SHOWN = 100


@for_administrators
@require_safe
def show_outages(request: Request) -> HttpResponse:
    """The latest, each with what may still be done about it."""
    rows = list(Outage.objects.select_related("body").order_by("-starts_at", "-pk")[:SHOWN])
    return page(request, "outages/list.html", {"outages": rows, "now": now()})


@for_administrators
@require_http_methods(DO)
def show_new(request: Request) -> HttpResponse:
    """Declare a failure, or announce planned work."""
    today = localtime(now())
    form = OutageForm(request.POST or None, initial={"starts_on": today.date(), "starts_hour": f"{today:%H:%M}"})
    made: list[Outage] = []
    if request.method == "POST" and carried(
        form, lambda _typed: made.append(actions.declare_outage(form.declared, by=request.actor, at=now()))
    ):
        return _declared(request, made[0])
    return _form(request, form, _("Declare an outage"))


@for_administrators
@require_http_methods(DO)
def show_end(request: Request, outage_id: int) -> HttpResponse:
    """Say when the system came back."""
    outage, moment = _outage(outage_id), localtime(now())
    form = EndForm(request.POST or None, initial={"ends_on": moment.date(), "ends_hour": f"{moment:%H:%M}"})
    if request.method == "POST" and carried(
        form, lambda _typed: actions.end_outage(outage.pk, ends_at=form.ends_at, by=request.actor, at=now())
    ):
        messages.success(request, _("The outage has ended. Count the open dossiers again."))
        return redirect("console:recomputes")
    return _form(request, form, _("End the outage"), outage)


@for_administrators
@require_http_methods(DO)
def show_cancellation(request: Request, outage_id: int) -> HttpResponse:
    """Announced work does not take place."""
    outage, form = _outage(outage_id), CancellationForm(request.POST or None)
    if request.method == "POST" and carried(
        form, lambda typed: actions.call_off_outage(outage.pk, **typed, by=request.actor, at=now())
    ):
        messages.success(request, _("Called off. Count the open dossiers again."))
        return redirect("console:recomputes")
    return _form(request, form, _("Call the outage off"), outage)


def _declared(request: Request, outage: Outage) -> HttpResponse:
    messages.success(request, _("Declared, and published on the portal. Count the open dossiers again."))
    starts_on = localtime(outage.starts_at).date()
    if outage.is_planned and is_announced_late(starts_on, localdate(), calendar_for(None)):
        words = _("Planned work is to be announced at least 7 working days ahead (NĐ 224/2026/NĐ-CP, Điều 13).")
        messages.warning(request, words)
    return redirect("console:outages")


def _outage(outage_id: int) -> Outage:
    return get_object_or_404(Outage.objects.select_related("body"), pk=outage_id)


def _form(request: Request, form: forms.Form, title: str, outage: Outage | None = None) -> HttpResponse:
    told = {"form": form, "title": title, "outage": outage}
    return page(request, "outages/form.html", told, status=422 if form.errors else 200)
