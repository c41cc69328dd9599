"""Where the day begins: what waits at this counter."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from motcua.directory.access import Request, for_officers
from motcua.directory.roles import COUNTER_ROLES, Role
from motcua.dossiers import worklist
from motcua.dossiers.booking import open_books
from motcua.dossiers.crossings import to_take_over
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.silences import silences_told_to
from motcua.dossiers.supplement_lists import Heap, counted, in_heap

PAGE = 30
AT_THE_COUNTER = for_officers(COUNTER_ROLES)


@AT_THE_COUNTER
def show_home(request: Request) -> HttpResponse:
    """The three heaps of a counter, with how much lies in each."""
    actor, moment = request.actor, now()
    is_head = actor.has_role({Role.ONE_STOP_HEAD})
    return render(
        request,
        "counter/home.html",
        {
            "waiting": worklist.capped(worklist.waiting_for_acceptance(actor)),
            "accepted": worklist.capped(worklist.accepted_not_passed_on(actor)),
            "unanswered": counted(in_heap(actor, Heap.OVER, moment)),
            "results": worklist.capped(worklist.results_to_return(actor)),
            "crossings": worklist.capped(to_take_over(actor)),
            "is_one_stop_head": is_head,
            "silences": silences_told_to(actor, moment).count() if is_head else 0,
            "books": open_books(actor.bodies_as(Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD), moment),
        },
    )


@AT_THE_COUNTER
def show_waiting(request: Request) -> HttpResponse:
    """Dossiers lodged online, the oldest first."""
    rows = worklist.waiting_for_acceptance(request.actor, after_of(request))
    return _list(request, rows, _("Waiting to be accepted"), _("No dossier waits for an answer."))


@AT_THE_COUNTER
def show_accepted(request: Request) -> HttpResponse:
    """Dossiers accepted but not yet passed on."""
    rows = worklist.accepted_not_passed_on(request.actor, after_of(request))
    return _list(request, rows, _("Accepted, not yet passed on"), _("Every accepted dossier has been passed on."))


@AT_THE_COUNTER
def show_results(request: Request) -> HttpResponse:
    """Results to hand over."""
    rows = worklist.results_to_return(request.actor, after_of(request))
    page = list(rows.select_related("filer")[: PAGE + 1])
    return render(request, "counter/returns/list.html", {"rows": page[:PAGE], "next_url": _next_url(page)})


@AT_THE_COUNTER
def find(request: Request) -> HttpResponse:
    """Open a dossier by its code: typed, or scanned from form 01 (the QR holds an address that ends in the code)."""
    code = request.GET.get("code", "").replace("\x00", "").strip().rsplit("code=", 1)[-1].upper()[:64]
    found = Dossier.objects.visible_to(request.actor).filter(code=code).first()
    if found is None:
        return render(request, "counter/not_found.html", {"code": code}, status=404)
    return redirect("counter:dossier", public_id=found.public_id)


def _list(request: Request, rows: DossierQuerySet, title: str, nothing: str) -> HttpResponse:
    page = list(rows[: PAGE + 1])
    context = {"rows": page[:PAGE], "title": title, "nothing": nothing, "next_url": _next_url(page)}
    return render(request, "counter/list.html", context)


def _next_url(page: list[Dossier]) -> str:
    return f"?after={page[PAGE - 1].pk}" if len(page) > PAGE else ""


def after_of(request: Request) -> int:
    """Where the page of a list begins: after the row of this number."""
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
