"""Charging a leg's lateness elsewhere, by a decision that stays beside the reckoned charge."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.board.charging import recharge_url
from motcua.board.deciding import FIELDS, choices, elsewhere_in, typed_in, version_in
from motcua.board.measures import steered
from motcua.board.views.board import STEERING
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.faults import faults_of
from motcua.dossiers.models import Dossier


@STEERING
@require_http_methods(["GET", "HEAD", "POST"])
def recharge(request: Request, public_id: UUID) -> HttpResponse:
    """The leg, to whom it is charged, and what that rests on; for nobody who may not decide it."""
    dossier = get_object_or_404(steered(request.actor).for_pages(), public_id=public_id)
    if not recharge_url(dossier, request.actor, now()):
        raise Http404
    if request.method != "POST":
        return _page(request, dossier, [], 200)
    try:
        acted: dict[str, Any] = {"by": request.actor, "at": now(), "version": version_in(request.POST)}
        actions.recharge(dossier.pk, elsewhere_in(request.POST), **acted)
    except Incomplete as error:
        return _page(request, dossier, list(error.faults), 422)
    except DossierError as error:
        return _page(request, dossier, [("", str(error))], 409)
    messages.success(request, _("The decision is kept; the reckoned charge stays beside it."))
    return redirect("board:dossier", public_id=dossier.public_id)


def _page(request: Request, dossier: Dossier, faults: list[tuple[str, str]], status: int) -> HttpResponse:
    dossier = steered(request.actor).for_pages().get(pk=dossier.pk)
    context = {
        "dossier": dossier,
        "faults": faults,
        "error": {**dict.fromkeys(FIELDS, ""), **dict(reversed(faults))},
        "typed": typed_in(request.POST),
        **choices(faults_of(dossier, now()), localdate()),
    }
    return render(request, "board/recharges/new.html", context, status=status)
