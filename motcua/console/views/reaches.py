"""The list of procedures that any office may receive: what is on it, adding, ending."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import actions_linked
from motcua.catalogue.models import Procedure, Reach
from motcua.console.door import for_the_console, page
from motcua.console.filling import carried
from motcua.console.forms.reaches import ReachEndForm, ReachForm
from motcua.console.views.bodies import DO
from motcua.directory.access import Request

PAGE = 50


@for_the_console
@require_safe
def show_reaches(request: Request) -> HttpResponse:
    """Every line, ended ones too, by procedure."""
    rows = list(_after(request.GET.get("after", "")).order_by("procedure_code", "pk")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    codes = {row.procedure_code for row in rows[:PAGE]}
    names = dict(Procedure.objects.filter(code__in=codes).values_list("code", "name"))
    told = {
        "rows": [(row, names.get(row.procedure_code, "")) for row in rows[:PAGE]],
        "next_url": f"?after={last.procedure_code}_{last.pk}" if last else "",
    }
    return page(request, "reaches/list.html", told)


@for_the_console
@require_http_methods(DO)
def show_new(request: Request) -> HttpResponse:
    """Put a procedure on the list, with its assessment and the decision."""
    form = ReachForm(request.POST or None, initial={"valid_from": localdate()})
    if request.method == "POST" and carried(form, lambda _typed: _open(request, form)):
        messages.success(request, _("The procedure is on the list."))
        return redirect("console:reaches")
    return page(request, "reaches/new.html", {"form": form}, status=422 if form.errors else 200)


@for_the_console
@require_http_methods(DO)
def show_end(request: Request, reach_id: int) -> HttpResponse:
    """Name the last day; what was received goes on."""
    reach = get_object_or_404(Reach, pk=reach_id)
    form = ReachEndForm(request.POST or None, begun=reach.valid_from, initial={"on": localdate()})
    if request.method == "POST" and carried(form, lambda typed: _end(request, reach, typed)):
        messages.success(request, _("The procedure leaves the list after that day."))
        return redirect("console:reaches")
    return page(request, "reaches/end.html", {"reach": reach, "form": form}, status=422 if form.errors else 200)


def _after(mark: str) -> QuerySet[Reach]:
    """The lines behind the last one of the page before."""
    code, _sep, pk = mark.replace("\x00", "")[:80].rpartition("_")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return Reach.objects.all()
    return Reach.objects.filter(Q(procedure_code__gt=code) | Q(procedure_code=code, pk__gt=int(pk)))


def _open(request: Request, form: ReachForm) -> Reach:
    code = form.cleaned_data["procedure_code"].strip()
    return actions_linked.open_reach(code, **form.reach, by=request.actor, at=now())


def _end(request: Request, reach: Reach, typed: dict[str, object]) -> Reach:
    return actions_linked.end_reach(reach, **typed, by=request.actor, at=now())  # type: ignore[arg-type]
