"""The procedures of which a draft handling of a linked group consists."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue import actions_linked
from motcua.catalogue.models import Handling
from motcua.catalogue.publishing import PublishingError
from motcua.console.door import for_the_console, page
from motcua.console.filling import sentences
from motcua.console.forms.parts import MOST_ROWS, ROWS, PartsForm, PartsFormSet, rows_of
from motcua.console.forms.rows import row_faults, with_one_more
from motcua.console.views.bodies import DO
from motcua.console.views.handlings import handling_for
from motcua.directory.access import Request
from motcua.ui.fields import Fault


@for_the_console
@require_http_methods(DO)
def show_parts(request: Request, handling_id: int) -> HttpResponse:
    """Name the linked procedures in a table; what is published is read on the handling's own page."""
    handling = handling_for(handling_id)
    if handling.published_at is not None:
        raise Http404
    if request.method != "POST":
        return _table(request, handling, PartsForm(initial=rows_of(handling)))
    if "dissolve" in request.POST:
        return _dissolve(request, handling)
    if "add_row" in request.POST:
        return _table(request, handling, PartsForm(with_one_more(request.POST, "parts", usual=ROWS, most=MOST_ROWS)))
    rows = PartsForm(request.POST)
    if not rows.is_valid():
        return _table(request, handling, rows, faults=row_faults(rows, _("Procedure %(no)s, %(label)s: %(fault)s")))
    return _keep(request, handling, rows)


def _keep(request: Request, handling: Handling, rows: PartsFormSet) -> HttpResponse:
    try:
        actions_linked.name_parts(handling, rows.parts, by=request.actor, at=now())
    except PublishingError as refusal:
        return _table(request, handling, rows, faults=[("", sentence) for sentence in sentences(refusal)])
    messages.success(request, _("The draft is kept."))
    return redirect("console:handling", handling_id=handling.pk)


def _dissolve(request: Request, handling: Handling) -> HttpResponse:
    actions_linked.dissolve_group(handling, by=request.actor, at=now())
    messages.success(request, _("The draft is no group any more, but one procedure by itself."))
    return redirect("console:handling", handling_id=handling.pk)


def _table(request: Request, handling: Handling, rows: PartsFormSet, *, faults: Sequence[Fault] = ()) -> HttpResponse:
    told = {"handling": handling, "rows": rows, "faults": faults, "is_group": handling.parts.exists()}
    return page(request, "handlings/parts.html", told, status=422 if faults else 200)
