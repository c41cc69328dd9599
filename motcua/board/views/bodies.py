"""One body: its numbers, and what each of its officers has in hand."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from motcua.board import counting, showing
from motcua.board.measures import BY_NAME
from motcua.board.scope import scope_of
from motcua.board.spans import asked_in
from motcua.board.views.board import STEERING, days_of
from motcua.directory.models import Body, Officer, Post


@STEERING
@require_safe
def show_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """A body that the actor steers; another's is not there."""
    if not scope_of(request.actor).holds(body_id):
        raise Http404
    body = get_object_or_404(Body.objects.select_related("parent"), pk=body_id)
    asked = asked_in(request.GET, now())
    numbers = counting.by_body(request.actor, asked.span).get(body_id, {})
    of_officers = counting.by_officer(request.actor, body_id, asked.span)
    context = {
        **days_of(asked),
        "body": body,
        "tiles": showing.numbers(showing.NOW, numbers, asked.span, body=str(body_id)),
        "span_tiles": showing.numbers(showing.IN_SPAN, numbers, asked.span, "span", body=str(body_id)),
        "heads": [BY_NAME[name].label for name in showing.OF_OFFICER],
        "lines": showing.lines_of_officers(officers(body_id, of_officers), of_officers, body_id, asked.span),
    }
    return render(request, "board/bodies/page.html", context, status=422 if asked.faults else 200)


def officers(body_id: int, holding: Iterable[int | None]) -> list[Officer]:
    """Who serves there today, and who holds a dossier there though the post has ended."""
    serving = Post.objects.in_force(localdate()).filter(body=body_id).values_list("officer_id")
    holders = Officer.objects.filter(pk__in=[pk for pk in holding if pk])
    return list((Officer.objects.filter(pk__in=serving) | holders).order_by("full_name", "pk"))
