"""A dossier's questions to other agencies: asked, reminded of, called back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.desk.acting import version_of
from motcua.desk.agencies import Agency, agencies
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.calling import papers_to_send, question_in, typed_question
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.opinions import of_dossier
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.permissions import has_step


@AT_THE_DESK
def show_consultations(request: Request, public_id: UUID) -> HttpResponse:
    """Every question and every meeting of the dossier, with what came of it."""
    return _page(request, dossier_for(request, public_id), Refusal())


@AT_THE_DESK
def new_consultation(request: Request, public_id: UUID) -> HttpResponse:
    """Put a question to an agency."""
    dossier, refusal = dossier_for(request, public_id), Refusal()
    known = agencies(localdate(), besides=dossier.holder_body_id)
    if request.method == "POST":
        refusal = _ask(request, dossier, known)
        if not refusal.faults:
            messages.success(request, _("Asked. The agency sees the question and the papers you chose."))
            return redirect("desk:consultations", public_id)
    context = {
        "dossier": dossier,
        "known": known,
        "papers": papers_to_send(dossier),
        "typed": typed_question(request.POST, dossier),
        "faults": refusal.faults,
        "error": refusal.error,
    }
    return render(request, "desk/consultations/new.html", context, status=refusal.status)


@AT_THE_DESK
@require_POST
def create_reminder(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Remind the agency."""
    dossier, asked = _question(request, public_id, number)
    refusal = attempt(lambda: actions.remind_consulted(asked.pk, by=request.actor, at=now()))
    if refusal.faults:
        return _page(request, dossier, refusal)
    messages.success(request, _("Reminded. The agency sees it on its list."))
    to_list = request.POST.get("back") == "asked"
    return redirect("desk:asked") if to_list else redirect("desk:consultations", public_id)


@AT_THE_DESK
@require_POST
def create_recall(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Call a question back."""
    dossier, asked = _question(request, public_id, number)
    said: dict[str, Any] = {"reason": tidy(request.POST.get("reason", "")), "version": version_of(request)}
    refusal = attempt(lambda: actions.recall_consultation(asked.pk, **said, by=request.actor, at=now()))
    if refusal.faults:
        return _page(request, dossier, refusal, recalling=asked.pk)
    messages.success(request, _("Called back. The agency need not answer any more."))
    return redirect("desk:consultations", public_id)


def _ask(request: Request, dossier: Dossier, known: list[Agency]) -> Refusal:
    question, why = question_in(request.POST, known)
    said: dict[str, Any] = {"by": request.actor, "at": now(), "version": version_of(request)}
    return attempt(lambda: actions.consult(dossier.pk, question, **said)).saying("body", why)


def _question(request: Request, public_id: UUID, number: int) -> tuple[Dossier, Consultation]:
    dossier = dossier_for(request, public_id)
    return dossier, get_object_or_404(Consultation, dossier=dossier, pk=number)


def _page(request: Request, dossier: Dossier, refusal: Refusal, *, recalling: int | None = None) -> HttpResponse:
    context = {
        "dossier": Dossier.objects.for_pages().get(pk=dossier.pk),
        "rows": of_dossier(dossier, request.actor, now()),
        "meetings": dossier.meetings.prefetch_related("opinions__body"),
        "may_ask": has_step(dossier, request.actor),
        "recalling": recalling,
        "reason": request.POST.get("reason", ""),
        "faults": [(f"{place}-{recalling}" if place else "", sentence) for place, sentence in refusal.faults],
        "error": refusal.error.get("reason", ""),
        "back_url": reverse("desk:dossier", args=[dossier.public_id]),
    }
    return render(request, "desk/consultations/list.html", context, status=refusal.status)
