"""The lists behind the numbers, and one dossier with its steps."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from motcua.board import chips, counting, lists
from motcua.board.charging import judged, recharge_url
from motcua.board.measures import BY_NAME, Measure, steered
from motcua.board.rows import row_of, rows_of
from motcua.board.scope import scope_of
from motcua.board.spans import asked_in
from motcua.board.views.board import STEERING
from motcua.directory.access import Request
from motcua.dossiers import timeline
from motcua.dossiers.faults import faults_of


@STEERING
@require_safe
def show_list(request: Request) -> HttpResponse:
    """What a number counts."""
    measure, asked = _measure(request), asked_in(request.GET, now())
    narrowing, span, actor = lists.narrowing_in(request.GET), asked.span, request.actor
    page = lists.page(actor, measure, span, narrowing)
    context = {
        "measure": measure,
        "number": counting.of_list(actor, measure, span, narrowing),
        "days": chips.days_words(measure, span),
        "chips": chips.chips_of(measure, span, narrowing, chips.whose(narrowing)),
        "rows": rows_of(page.rows, actor, span.now),
        "next_url": page.next_url,
        "first_url": lists.address(measure, span, replace(narrowing, after="")) if narrowing.after else "",
        "back_url": chips.back_url(narrowing, scope_of(actor), span),
        "faults": asked.faults,
    }
    return render(request, "board/dossiers/list.html", context, status=422 if asked.faults else 200)


@STEERING
@require_safe
def show_late(request: Request) -> HttpResponse:
    """The late list for paper: no names of applicants."""
    span, late = asked_in(request.GET, now()).span, BY_NAME["late"]
    rows = lists.worst(request.actor, span, lists.PRINTED + 1)
    context = {
        "rows": rows_of(rows[: lists.PRINTED], request.actor, span.now),
        "printed": lists.PRINTED,
        "is_cut": len(rows) > lists.PRINTED,
        "span": span,
        "all_url": lists.address(late, span),
    }
    return render(request, "board/late/page.html", context)


@STEERING
@require_safe
def show_dossier(request: Request, public_id: UUID) -> HttpResponse:
    """Where a dossier stands, which step took too long, and whose it was."""
    dossier = get_object_or_404(steered(request.actor).for_pages(), public_id=public_id)
    moment = now()
    context = {
        "dossier": dossier,
        "row": row_of(dossier, request.actor, moment),
        "faults": faults_of(dossier, moment),
        "judged": judged(dossier),
        "recharge_url": recharge_url(dossier, request.actor, moment),
        "entries": timeline.for_officers(dossier),
    }
    return render(request, "board/dossiers/page.html", context)


def _measure(request: Request) -> Measure:
    try:
        return BY_NAME[request.GET.get("measure", "late")]
    except KeyError:
        raise Http404 from None
