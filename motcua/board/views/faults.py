"""Who was late, and whose fault: sums by body and person, and the dossiers behind them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from motcua.board import charges, fault_lines, faults
from motcua.board.fault_lines import Place
from motcua.board.lists import number
from motcua.board.scope import Scope, scope_of
from motcua.board.spans import asked_in
from motcua.board.tree import Tree, tree
from motcua.board.views.board import STEERING, days_of
from motcua.directory.access import Request
from motcua.dossiers.faults import minutes_words


@STEERING
@require_safe
def show_faults(request: Request) -> HttpResponse:
    """What each body that the actor steers bears; another's is not there."""
    asked, bodies, scope = asked_in(request.GET, now()), tree(), scope_of(request.actor)
    place = Place(_chosen(request, bodies, scope), asked.span)
    below = fault_lines.bodies_below(bodies, place)
    live = faults.live(request.actor, asked.span.now, below)
    told = faults.told(scope, asked.span)
    context = {
        **days_of(asked),
        "place": place,
        "body": bodies.bodies.get(place.body_id or 0),
        "options": fault_lines.options(bodies, scope),
        "tabs": place.tabs(),
        "lines": fault_lines.lines_of(bodies, scope, place, faults.borne_by(told, scope, asked.span), live),
        "live": live,
        "persons": [(each, minutes_words(each.minutes)) for each in faults.persons(told, below)],
    }
    return render(request, "board/faults/page.html", context, status=422 if asked.faults else 200)


@STEERING
@require_safe
def show_charges(request: Request) -> HttpResponse:
    """The dossiers for which a body, or also those below it, bears something."""
    asked, bodies, scope = asked_in(request.GET, now()), tree(), scope_of(request.actor)
    place = Place(_chosen(request, bodies, scope), asked.span)
    if place.body_id is None:
        raise Http404
    only = bool(request.GET.get("only"))
    chosen = frozenset({place.body_id}) if only else frozenset(bodies.below(place.body_id))
    rows, mark = charges.page(request.actor, scope, asked.span, chosen, request.GET.get("after", ""))
    more = {"only": "1"} if only else {}
    context = {
        "body": bodies.bodies[place.body_id],
        "span": asked.span,
        "rows": rows,
        "back_url": place.url(place.body_id),
        "next_url": place.url(place.body_id, "board:charges", after=mark, **more) if mark else "",
    }
    return render(request, "board/faults/list.html", context)


def _chosen(request: Request, bodies: Tree, scope: Scope) -> int | None:
    """The body that the address names; 404 for one that the actor does not steer."""
    said = request.GET.get("body", "")
    if not said:
        return None
    body_id = number(said)
    if body_id not in bodies.bodies or not scope.holds(body_id):
        raise Http404
    return body_id
