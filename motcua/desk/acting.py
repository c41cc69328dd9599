"""One act on a dossier: find it, do it, go where the officer asked to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from motcua.desk.asked import filters_in, tidied
from motcua.desk.doors import dossier_for
from motcua.desk.listing import dossier_url
from motcua.desk.page import page, refused
from motcua.desk.typed import demand_short
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import worklist
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Dossier

GO_ON = "next"  # the value of the button "then open the next dossier"


def act(
    request: Request,
    public_id: UUID,
    verb: Callable[..., Any],
    *,
    noun: str,
    said: str,
    kept: File | None = None,
    opens: str = "",
    **values: Any,
) -> HttpResponse:
    """Carry the verb out; a refusal gives the page back with everything that was typed.

    `kept` is a file sent with it, `opens` the sheet to show on this dossier afterwards.
    """
    dossier, moment = dossier_for(request, public_id), now()
    onwards = _onwards(request, dossier, moment, opens)
    try:
        demand_short(values)
        verb(dossier.pk, by=request.actor, at=moment, version=version_of(request), **values)
    except DossierError as error:
        return page(request, dossier_for(request, public_id), why=refused(noun, error, kept))
    messages.success(request, said)
    return redirect(onwards)


def version_of(request: Request) -> int:
    """The version of the page that was acted on; a form without one is as old as can be."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0


def _onwards(request: Request, dossier: Dossier, moment: datetime, opens: str) -> str:
    """This dossier again, or the next of the list, looked up before the act takes this one out of it."""
    list_address = tidied(request.POST.get("list", ""))
    filters = filters_in(list_address)
    if request.POST.get("then") != GO_ON or filters is None:
        return dossier_url(dossier, list_address, paper=opens)
    following = _following(request.actor, filters, dossier, moment)
    return dossier_url(following, list_address) if following else f"{reverse('desk:worklist')}?{list_address}"


def _following(actor: Actor, filters: worklist.Filters, dossier: Dossier, moment: datetime) -> Dossier | None:
    before, after = worklist.neighbours(actor, filters, dossier, moment)
    return after or before
