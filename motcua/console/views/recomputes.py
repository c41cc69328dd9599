"""The calendar changed: counting the open dossiers again, and watching how far that is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.console.door import for_the_console, is_administrator, page
from motcua.console.filling import carried
from motcua.console.forms.recomputes import RecomputeForm
from motcua.console.recounting import changed_since_last_run, preview
from motcua.console.views.bodies import DO
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import RecomputeRun

SHOWN = 50


@for_the_console
@require_http_methods(DO)
def show_recomputes(request: Request) -> HttpResponse:
    """What would move, the button that moves it, and the runs before."""
    form = RecomputeForm(request.POST or None, initial={"because": changed_since_last_run()})
    made: list[RecomputeRun] = []
    if request.method == "POST" and carried(
        form, lambda typed: made.append(actions.start_recompute(**typed, by=request.actor, at=now()))
    ):
        messages.success(request, _("The count has begun. You may leave this page."))
        return redirect("console:recompute", run_id=made[0].pk)
    runs = list(RecomputeRun.objects.select_related("started_by")[:SHOWN])
    told = {"form": form, "runs": runs, "is_administrator": is_administrator(request.actor), "preview": preview()}
    told["going_on"] = next((run for run in runs if run.finished_at is None), None)
    return page(request, "recomputes/list.html", told, status=422 if form.errors else 200)


@for_the_console
@require_safe
def show_recompute(request: Request, run_id: int) -> HttpResponse:
    """How far one run is; the page looks again by itself, or when it is asked for again."""
    run = get_object_or_404(RecomputeRun.objects.select_related("started_by"), pk=run_id)
    if request.headers.get("HX-Request"):
        return render(request, "console/recomputes/_progress.html", {"run": run})
    return page(request, "recomputes/recompute.html", {"run": run})
