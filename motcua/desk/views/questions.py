"""Questions between agencies as lists, and the page on which the agency asked answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.doors import AT_THE_DESK
from motcua.desk.enclosures import enclosed
from motcua.desk.opinions import (
    ANSWERS,
    OPEN,
    SETTLED,
    asked_by_us,
    lane_in,
    meetings_to_come,
    page_of,
    put_to_us,
    row_of,
)
from motcua.directory.access import Request
from motcua.documents.models import File
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.consulting import answer_faults
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Consultation, ConsultationQuerySet


@AT_THE_DESK
def show_questions(request: Request) -> HttpResponse:
    """What other agencies ask ours, by the time that is left."""
    context = _list(request, put_to_us(request.actor)) | {"meetings": meetings_to_come(request.actor, now())}
    return render(request, "desk/questions/list.html", context)


@AT_THE_DESK
def show_asked(request: Request) -> HttpResponse:
    """What our dossiers wait for from others (R33)."""
    return render(request, "desk/questions/asked.html", _list(request, asked_by_us(request.actor)))


@AT_THE_DESK
def show_question(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """The question with the papers sent along, and its answer or the form for it."""
    return _page(request, _found(request, public_id, number), Refusal())


@AT_THE_DESK
@require_POST
def create_answer(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Answer for the agency."""
    asked = _found(request, public_id, number)
    said = {"answer": request.POST.get("answer", ""), "text": tidy(request.POST.get("text", ""))}
    try:
        file = enclosed(request)
    except Incomplete as wrong:
        return _page(request, asked, Refusal([*answer_faults(**said), *wrong.faults], 422))
    refusal = attempt(lambda: actions.answer_consultation(asked.pk, **said, file=file, by=request.actor, at=now()))
    if refusal.faults:
        return _page(request, _found(request, public_id, number), refusal, file)
    messages.success(request, _("Answered. The agency that asked sees it at once."))
    return redirect("desk:question", public_id, number)


@AT_THE_DESK
def show_question_file(request: Request, public_id: UUID, number: int, file_id: UUID) -> HttpResponseBase:
    """A paper that was sent along, or the signed answer; the reading is recorded."""
    asked = _found(request, public_id, number)
    sent = File.objects.filter(pk__in=_file_ids(asked))
    file = get_object_or_404(sent, public_id=file_id)
    actions.note_reading(asked.dossier, file, by=request.actor, at=now())
    return response(file, inline=True, request=request)


def _found(request: Request, public_id: UUID, number: int) -> Consultation:
    rows = Consultation.objects.visible_to(request.actor).for_pages()
    return get_object_or_404(rows, dossier__public_id=public_id, pk=number)


def _file_ids(asked: Consultation) -> list[int]:
    sent = asked.papers.values_list("files__file_id", flat=True)
    return [pk for pk in (*sent, asked.answer_file_id) if pk is not None]


def _list(request: Request, rows: ConsultationQuerySet) -> dict[str, object]:
    lane, after = lane_in(request.GET.get("lane", "")), request.GET.get("after", "")
    words = {OPEN: _("Waiting for the answer"), SETTLED: _("Settled")}
    return {
        "lane": lane,
        "page": page_of(rows, lane, after, request.actor, now()),
        "is_first": not after,
        "tabs": [{"label": words[each], "url": f"?lane={each}", "current": each == lane} for each in words],
    }


def _page(request: Request, asked: Consultation, refusal: Refusal, file: File | None = None) -> HttpResponse:
    may_answer = asked.answered_at is None and asked.recalled_at is None
    context = {
        "asked": asked,
        "row": row_of(asked, request.actor, now()),
        "papers": asked.papers.prefetch_related("files__file"),
        "may_answer": may_answer and put_to_us(request.actor).filter(pk=asked.pk).exists(),
        "answers": ANSWERS,
        "typed": {name: request.POST.get(name, "") for name in ("answer", "text")},
        "kept_file": file,
        "faults": refusal.faults,
        "error": refusal.error,
    }
    return render(request, "desk/questions/question.html", context, status=refusal.status)
