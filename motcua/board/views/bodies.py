"""One body: its numbers, and what each of its officers has in hand."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from motcua.board import counting, lines, showing
from motcua.board.currency import as_of
from motcua.board.measures import BY_NAME
from motcua.board.scope import scope_of
from motcua.board.spans import asked_in
from motcua.board.tree import tree
from motcua.board.views.board import STEERING, days_of
from motcua.directory.access import Request
from motcua.directory.models import Officer, Post


@STEERING
@require_safe
def show_body(request: Request, body_id: int) -> HttpResponse:
    """A body that the actor steers; another's is not there."""
    asked, bodies = asked_in(request.GET, now()), tree()
    span = asked.span
    if not scope_of(request.actor).holds(body_id) or body_id not in bodies.bodies:
        raise Http404
    moment, counts = as_of(span.now), counting.by_body(request.actor, span)
    sums, of_officers = bodies.summed(counts, body_id), counting.by_officer(request.actor, body_id, span)
    context = {
        **days_of(asked),
        "as_of": moment,
        "body": bodies.bodies[body_id],
        "tiles": showing.numbers(showing.NOW, sums, span, under=str(body_id)),
        "span_tiles": showing.numbers(showing.IN_SPAN, sums, span, under=str(body_id)),
        "heads": lines.heads(),
        "lines": list(lines.of_body(bodies, counts, body_id, span)),
        "officer_heads": [BY_NAME[name].label for name in lines.OF_OFFICER],
        "officer_lines": lines.of_officers(officers(body_id, of_officers), of_officers, body_id, span),
    }
    return render(request, "board/bodies/page.html", context, status=422 if asked.faults else 200)


def officers(body_id: int, holding: Iterable[int | None]) -> list[Officer]:
    """Who serves there today, and who holds a dossier there though the post has ended."""
    serving = Post.objects.in_force(localdate()).filter(body=body_id).values_list("officer_id")
    holders = Officer.objects.filter(pk__in=[pk for pk in holding if pk])
    return list((Officer.objects.filter(pk__in=serving) | holders).order_by("full_name", "pk"))
