"""Internal processes: listed, read step by step, drawn, published."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import actions
from motcua.catalogue.drawn import Problem
from motcua.catalogue.models import Route
from motcua.catalogue.publishing import PublishingError, as_steps
from motcua.catalogue.routes import BEYOND_DRAWING, hours_needed, lint
from motcua.console.door import for_the_console, page
from motcua.console.filling import sentences
from motcua.console.forms.routes import MOST_ROWS, ROWS, RouteForm, StepsForm, StepsFormSet, rows_of
from motcua.console.forms.rows import row_faults, with_one_more
from motcua.console.views.bodies import DO
from motcua.directory.access import Request
from motcua.ui.fields import Fault, faults_of_form


@for_the_console
@require_safe
def show_routes(request: Request) -> HttpResponse:
    """Every process and its versions, with how many published handlings use each."""
    in_use = Count("handling", filter=Q(handling__published_at__isnull=False))
    routes = Route.objects.annotate(used=in_use).prefetch_related("steps").order_by("code", "-number")
    rows = [(route, hours_needed(as_steps(list(route.steps.all())))) for route in routes]
    return page(request, "routes/list.html", {"rows": rows})


@for_the_console
@require_safe
def show_route(request: Request, route_id: int) -> HttpResponse:
    """The steps, and for a draft what is wrong with it."""
    route = _route(route_id)
    steps = as_steps(list(route.steps.all()))
    problems = [] if route.published_at else lint(steps)
    told = {"route": route, "steps": route.steps.all(), "hours": hours_needed(steps), "problems": problems}
    return page(request, "routes/route.html", told)


@for_the_console
@require_http_methods(DO)
def show_new(request: Request) -> HttpResponse:
    """Draw a process in a table of steps; checked before it is kept."""
    if request.method != "POST":
        earlier = _earlier(request)
        named = {"code": earlier.code, "name": earlier.name} if earlier else {}
        return _table(request, RouteForm(initial=named), StepsForm(initial=rows_of(earlier)))
    if "add_row" in request.POST:
        return _table(
            request,
            RouteForm(initial=request.POST.dict()),
            StepsForm(with_one_more(request.POST, "steps", usual=ROWS, most=MOST_ROWS)),
        )
    form, rows = RouteForm(request.POST), StepsForm(request.POST)
    if not (form.is_valid() & rows.is_valid()):
        return _table(request, form, rows, faults=_faults(form, rows))
    problems = lint(rows.steps)
    if "check" in request.POST or (problems and not _as_it_is(request, problems)):
        return _table(request, form, rows, problems=problems, is_checked=True)
    return _keep(request, form, rows)


@for_the_console
@require_POST
def create_publication(request: Request, route_id: int) -> HttpResponse:
    """Fix a process for ever."""
    route = _route(route_id)
    try:
        actions.publish_route(route, by=request.actor, at=now())
    except PublishingError as refusal:
        messages.warning(request, " ".join(sentences(refusal)))
    else:
        messages.success(request, _("The process is published. Handlings can use it."))
    return redirect("console:route", route_id=route.pk)


def _route(route_id: int) -> Route:
    return get_object_or_404(Route.objects.prefetch_related("steps"), pk=route_id)


def _earlier(request: Request) -> Route | None:
    """The process to begin from, when the address names one."""
    typed = request.GET.get("from", "")
    return Route.objects.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 10 else None


def _as_it_is(request: Request, problems: Sequence[Problem]) -> bool:
    """Somebody read what is wrong and keeps the drawing all the same, where the tables can hold it."""
    return "as_draft" in request.POST and not any(problem.name in BEYOND_DRAWING for problem in problems)


def _keep(request: Request, form: RouteForm, rows: StepsFormSet) -> HttpResponse:
    named = form.cleaned_data
    route = actions.create_route(named["code"], named["name"], rows.steps, by=request.actor, at=now())
    messages.success(request, _("The draft is kept."))
    return redirect("console:route", route_id=route.pk)


def _faults(form: RouteForm, rows: StepsFormSet) -> list[Fault]:
    """Every fault of the route and of every row at once, each with the number of its row."""
    return faults_of_form(form) + row_faults(rows, _("Step %(no)s, %(label)s: %(fault)s"))


def _table(
    request: Request,
    form: RouteForm,
    rows: StepsFormSet,
    *,
    faults: Sequence[Fault] = (),
    problems: Sequence[Problem] = (),
    is_checked: bool = False,
) -> HttpResponse:
    told = {"form": form, "rows": rows, "faults": faults, "problems": problems, "is_checked": is_checked}
    return page(request, "routes/new.html", told, status=422 if faults or problems else 200)
