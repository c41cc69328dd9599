"""A dossier for another agency (M22): the head of one one-stop unit asks, the head of the other answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.eforms.values import tidy
from motcua.counter.views.answers import version_of
from motcua.counter.views.dossiers import dossier_for
from motcua.directory.access import Request, for_officers
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.dossiers.explaining import countdown
from motcua.dossiers.models import Dossier, Redirection
from motcua.dossiers.permissions import may_be_asked_to_take
from motcua.dossiers.redirecting import asked_by, asked_of, may_redirect, open_redirection, readable_by, targets_of

FOR_ONE_STOP_HEADS = for_officers({Role.ONE_STOP_HEAD})
MOST = 100  # questions between units are few


@FOR_ONE_STOP_HEADS
@require_safe
def show_redirections(request: Request) -> HttpResponse:
    """What is offered to this unit, and what it has offered to others."""
    context = {"offered": asked_of(request.actor)[:MOST], "asked": asked_by(request.actor)[:MOST]}
    return render(request, "counter/redirections/list.html", context)


@FOR_ONE_STOP_HEADS
@require_http_methods(["GET", "HEAD", "POST"])
def show_redirection(request: Request, public_id: UUID) -> HttpResponse:
    """Choose the right agency and say why; it moves when the other head agrees."""
    dossier = dossier_for(request, public_id)
    if request.method != "POST":
        return _form(request, dossier)
    typed: dict[str, Any] = {"reason": tidy(request.POST.get("reason", ""))}
    typed["service_id"] = _number(request.POST.get("service", ""))
    try:
        actions.ask_redirection(dossier.pk, **typed, version=version_of(request), by=request.actor, at=now())
    except DossierError as refusal:
        return _form(request, dossier_for(request, public_id), refusal)
    messages.success(request, _("Asked. The dossier stays here until the other unit agrees."))
    return redirect("counter:dossier", public_id=public_id)


@FOR_ONE_STOP_HEADS
@require_safe
def show_offer(request: Request, number: int) -> HttpResponse:
    """A dossier that another unit offers, or that was offered: enough of it to decide."""
    return _offer(request, _row(request, number))


@FOR_ONE_STOP_HEADS
@require_POST
def create_agreement(request: Request, number: int) -> HttpResponse:
    """Take the dossier over."""
    said = _("Agreed. The dossier is with your agency now; its time limit keeps running.")
    return _answered(request, number, actions.agree_to_redirection, said)


@FOR_ONE_STOP_HEADS
@require_POST
def create_refusal(request: Request, number: int) -> HttpResponse:
    """Leave it where it is, with the reason."""
    reason = tidy(request.POST.get("reason", ""))
    return _answered(request, number, actions.decline_redirection, _("Declined with your reason."), reason=reason)


def _answered(request: Request, number: int, verb: Callable[..., Any], said: str, **typed: str) -> HttpResponse:
    row = _row(request, number)
    if not may_be_asked_to_take(row.to_service, request.actor):
        raise Http404
    try:
        verb(row.pk, by=request.actor, at=now(), **typed)
    except DossierError as refusal:
        return _offer(request, _row(request, number), refusal)
    messages.success(request, said)
    return redirect("counter:redirections")


def _row(request: Request, number: int) -> Redirection:
    return get_object_or_404(readable_by(request.actor), pk=number)


def _form(request: Request, dossier: Dossier, refusal: DossierError | None = None) -> HttpResponse:
    if not may_redirect(dossier, request.actor):
        raise Http404
    targets = targets_of(dossier, localdate())
    faults = _faults(refusal)
    context = {
        "dossier": dossier,
        "waiting": open_redirection(dossier),
        "targets": [(str(service.pk), service.competent.name) for service in targets],
        "service": request.POST.get("service", ""),
        "reason": request.POST.get("reason", ""),
        "faults": faults,
        "error": {"service": "", "reason": ""} | dict(faults),
    }
    return render(request, "counter/redirections/form.html", context, status=_status(refusal))


def _offer(request: Request, row: Redirection, refusal: DossierError | None = None) -> HttpResponse:
    faults = _faults(refusal)
    context = {
        "row": row,
        "papers": row.dossier.papers.all(),
        "deadline": countdown(row.dossier, now()),
        "may_answer": row.answered_at is None and may_be_asked_to_take(row.to_service, request.actor),
        "reason": request.POST.get("reason", ""),
        "faults": faults,
        "error": {"reason": ""} | dict(faults),
    }
    return render(request, "counter/redirections/offer.html", context, status=_status(refusal))


def _faults(refusal: DossierError | None) -> list[tuple[str, str]]:
    """Each fault with the id of its field."""
    if refusal is None:
        return []
    return list(getattr(refusal, "faults", ())) or [("", str(refusal))]


def _status(refusal: DossierError | None) -> int:
    if refusal is None:
        return 200
    return 422 if getattr(refusal, "faults", ()) else 409


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
