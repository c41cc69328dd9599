"""The board itself: exceptions first, then the numbers, then by body, then how long things took."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.board import counting, lines, lists, showing
from motcua.board.currency import as_of
from motcua.board.measures import MEASURES
from motcua.board.rows import rows_of
from motcua.board.scope import scope_of
from motcua.board.spans import Asked, Span, asked_in, presets, today
from motcua.board.tree import tree
from motcua.directory.access import Request, for_officers
from motcua.directory.actors import Actor
from motcua.directory.roles import BOARD_ROLES, Role
from motcua.dossiers.silences import silences_told_to

STEERING = for_officers(BOARD_ROLES)
WORST = 5


@STEERING
@require_safe
def show_board(request: Request) -> HttpResponse:
    """Everything at a glance; bad days in the address are told and this month is shown."""
    asked = asked_in(request.GET, now())
    span, actor = asked.span, request.actor
    counted = _numbers(actor, span)
    context = {
        **counted,
        **days_of(asked),
        "late": rows_of(lists.worst(actor, span, WORST), actor, span.now),
        "bars": lines.worst(counted["lines"]),
        "times": showing.times_of(counting.times(actor, span), span),
        "helped": MEASURES,
        "silences": silences_told_to(actor, span.now).count() if actor.has_role({Role.ONE_STOP_HEAD}) else 0,
        "is_live": request.GET.get("live") != "off" and not asked.faults,
    }
    return render(request, "board/home/page.html", context, status=422 if asked.faults else 200)


@STEERING
@require_safe
def show_numbers(request: Request) -> HttpResponse:
    """The numbers alone, for the page that refreshes itself."""
    span = asked_in(request.GET, now()).span
    return render(request, "board/home/_refresh.html", {"span": span, **_numbers(request.actor, span)})


def days_of(asked: Asked) -> dict[str, Any]:
    """What the choice of days shows."""
    return {
        "asked": asked,
        "span": asked.span,
        "presets": presets(asked.span),
        "errors": {"id_from": "", "id_to": ""} | dict(asked.faults),
    }


def _numbers(actor: Actor, span: Span) -> dict[str, Any]:
    moment, counts = as_of(span.now), counting.by_body(actor, span)
    return {
        "as_of": moment,
        "tiles": showing.numbers(showing.NOW, sums := counting.total(counts), span),
        "span_tiles": showing.numbers(showing.IN_SPAN, sums, span),
        "today_tile": _received_today(actor, span),
        "heads": lines.heads(),
        "lines": lines.of_scope(tree(), counts, scope_of(actor), span),
    }


def _received_today(actor: Actor, span: Span) -> showing.Number:
    day = today(span.now)
    many = {"received": counting.received_today(actor, span)}
    return replace(showing.numbers(["received"], many, day, "today")[0], label=_("Received today"))
