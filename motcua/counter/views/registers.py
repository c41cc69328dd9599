"""The register of dossiers (form 07), one book a unit and year."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now

from motcua.catalogue.eforms.values import read_date
from motcua.counter.views.dossiers import pdf_response
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.directory.models import Body
from motcua.directory.roles import COUNTER_ROLES
from motcua.dossiers.register import first_year, register, written_in

YEARS = range(2018, 2100)  # since the form exists


@AT_THE_COUNTER
def show_registers(request: Request) -> HttpResponse:
    """The books of the actor's units, by year."""
    units = Body.objects.filter(pk__in=request.actor.bodies_as(*COUNTER_ROLES)).order_by("name")
    year = localdate().year
    books = [
        (unit, one, written_in(unit.pk, one).count())
        for unit in units
        for one in range(year, first_year(unit.pk, year) - 1, -1)
    ]
    return render(request, "counter/registers/list.html", {"books": books, "today": localdate(), "year": year})


@AT_THE_COUNTER
def show_register(request: Request, code: str, year: int) -> HttpResponse:
    """A book, or its pages between two days."""
    if year not in YEARS:
        raise Http404
    unit = get_object_or_404(Body, pk__in=request.actor.bodies_as(*COUNTER_ROLES), code=code)
    days = {name: _day(request, name, year) for name in ("from_on", "to_on")}
    return pdf_response(register(unit, year, at=now(), **days), f"so-theo-doi-{unit.code}-{year}.pdf")


def _day(request: Request, name: str, year: int) -> date | None:
    """A day of that year as asked for; what is none leaves that end open."""
    try:
        day = date.fromisoformat(read_date(request.GET.get(name, "")))
    except ValueError:
        return None
    return day if day.year == year else None
