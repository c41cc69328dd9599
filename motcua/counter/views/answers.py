"""The counter's acts on a dossier: accept, decline, pass on, confirm a withdrawal, hand the result over."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.counter.views.dossiers import dossier_for, page
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.dossiers.refunding import refunds_in


@AT_THE_COUNTER
@require_POST
def create_acceptance(request: Request, public_id: UUID) -> HttpResponse:
    """Accept an online dossier and, its papers being electronic, pass it on at once."""
    verb = actions.accept_and_transfer if request.POST.get("transfer_now", "on") == "on" else actions.accept
    return act(request, public_id, verb, _("Accepted. The applicant has been promised a date."))


@AT_THE_COUNTER
@require_POST
def create_decline(request: Request, public_id: UUID) -> HttpResponse:
    """Do not accept, with the reason that goes on form 03."""
    said = _("Not accepted. Form 03 is ready to print; the applicant has been told.")
    return act(request, public_id, actions.decline, said, ground=tidy(request.POST.get("ground", "")))


@AT_THE_COUNTER
@require_POST
def create_transfer(request: Request, public_id: UUID) -> HttpResponse:
    """Pass an accepted dossier to the competent body."""
    return act(request, public_id, actions.transfer, _("Passed on."))


@AT_THE_COUNTER
@require_POST
def create_withdrawal(request: Request, public_id: UUID) -> HttpResponse:
    """Confirm the withdrawal that the applicant asked for."""
    said = _("Withdrawn. Give the papers back.")
    return act(request, public_id, actions.withdraw, said, refunds=refunds_in(request.POST))


@AT_THE_COUNTER
@require_POST
def create_return(request: Request, public_id: UUID) -> HttpResponse:
    """Hand the result over."""
    received = {"receiver": request.POST.get("receiver", ""), "originals": _numbers(request, "originals")}
    return act(request, public_id, actions.hand_over, _("Handed over."), **received)


def act(request: Request, public_id: UUID, verb: Callable[..., Any], said: str, **values: Any) -> HttpResponse:
    """Carry the verb out and go back to the dossier; a refusal gives its page with the sentence."""
    dossier = dossier_for(request, public_id)
    try:
        verb(dossier.pk, by=request.actor, at=now(), version=version_of(request), **values)
    except DossierError as refusal:
        return page(request, dossier_for(request, public_id), refusal)
    messages.success(request, said)
    return redirect("counter:dossier", public_id=public_id)


def _numbers(request: Request, name: str) -> list[int]:
    said = request.POST.getlist(name)
    return [int(text) for text in said if text.isascii() and text.isdigit() and len(text) < 19]


def version_of(request: Request) -> int:
    """The version of the page that was acted on; a form without one is as old as can be."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
