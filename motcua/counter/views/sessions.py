"""A day at the counter, printed together: receipts, one receipt for a sitting, handover lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import read_date
from motcua.counter.sessions import chosen, demand_one_filer, received_on, resolved_on
from motcua.counter.views.dossiers import pdf_response
from motcua.counter.views.home import AT_THE_COUNTER, PAGE, after_of
from motcua.directory.access import Request
from motcua.dossiers import printing_lists
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Dossier


@AT_THE_COUNTER
def show_session(request: Request) -> HttpResponse:
    """What was taken in on a day, to be printed together."""
    return _page(request)


@AT_THE_COUNTER
@require_POST
def create_receipts(request: Request) -> HttpResponse:
    """All forms 01 in one file."""
    return _printed(request, "01", lambda rows: printing_lists.receipts(rows, by=request.actor, at=now()))


@AT_THE_COUNTER
@require_POST
def create_joint_receipt(request: Request) -> HttpResponse:
    """One form 01 for the dossiers that one person brought."""

    def make(rows: list[Dossier]) -> bytes:
        demand_one_filer(rows)
        return printing_lists.joint_receipt(rows, by=request.actor, at=now())

    return _printed(request, "01-chung", make)


@AT_THE_COUNTER
@require_POST
def create_handover_list(request: Request) -> HttpResponse:
    """The handover list, a sheet for each agency: of dossiers, or of the day's results."""
    is_results = _heap(request) == "results"

    def make(rows: list[Dossier]) -> bytes:
        rows = sorted(rows, key=lambda row: row.competent_id)
        sheets = [list(group) for _body, group in groupby(rows, key=lambda row: row.competent_id)]
        return printing_lists.joined([_sheet(request, sheet, is_results=is_results) for sheet in sheets])

    return _printed(request, "ban-giao", make)


def _sheet(request: Request, rows: list[Dossier], *, is_results: bool) -> bytes:
    if is_results:
        return printing_lists.results_handed(rows, receiver=rows[0].receiving, at=now())
    return printing_lists.dossiers_handed(rows, receiver=rows[0].competent, giver=request.actor.name, at=now())


def _printed(request: Request, name: str, make: Callable[[list[Dossier]], bytes]) -> HttpResponse:
    """The print of what is ticked, or the list again with the reason."""
    listed = resolved_on if _heap(request) == "results" else received_on
    try:
        content = make(chosen(listed(request.actor, _day(request)), request.POST.getlist("dossiers")))
    except Incomplete as missing:
        return _page(request, missing.faults[0][1])
    return pdf_response(content, f"{name}-{_day(request):%Y%m%d}.pdf")


def _page(request: Request, fault: str = "") -> HttpResponse:
    heap, day = _heap(request), _day(request)
    listed = resolved_on if heap == "results" else received_on
    rows = list(listed(request.actor, day, after_of(request))[: PAGE + 1])
    context = {
        "day": day,
        "heap": heap,
        "rows": rows[:PAGE],
        "ticked": request.POST.getlist("dossiers"),
        "fault": fault,
        "faults": [("dossiers", fault)] if fault else [],
        "next_url": f"?heap={heap}&day={day}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
    }
    return render(request, "counter/session/list.html", context, status=422 if fault else 200)


def _heap(request: Request) -> str:
    asked = request.POST.get("heap") or request.GET.get("heap", "")
    return "results" if asked == "results" else "dossiers"


def _day(request: Request) -> date:
    """The day asked for; what is none, or has not come, is today."""
    asked = request.POST.get("day") or request.GET.get("day", "")
    try:
        return min(date.fromisoformat(read_date(asked)), localdate())
    except ValueError:
        return localdate()
