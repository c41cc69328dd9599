"""An act with a page of its own: shown, sent, and shown again with every fault and all that was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from motcua.catalogue.eforms.values import tidy
from motcua.desk.acting import version_of
from motcua.desk.asked import tidied
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.doors import dossier_for
from motcua.desk.listing import dossier_url
from motcua.directory.access import Request
from motcua.dossiers.models import Dossier


@dataclass(frozen=True)
class Apart:
    """One such act: its page, its verb, the names of its fields, and what is said when it is done."""

    template: str
    verb: Callable[..., Any]
    fields: tuple[str, ...]
    said: str

    def answer(self, request: Request, dossier: Dossier, values: Mapping[str, Any], **more: Any) -> HttpResponse:
        """The page, or after the act the way back to the dossier; `values` go to the verb, `more` to the page."""
        refusal = Refusal()
        if request.method == "POST":
            acted = {"by": request.actor, "at": now(), "version": version_of(request)}
            refusal = attempt(lambda: self.verb(dossier.pk, **values, **acted))
            if not refusal.faults:
                messages.success(request, self.said)
                return redirect("desk:dossier", public_id=dossier.public_id)
            dossier = dossier_for(request, dossier.public_id)
        return render(request, self.template, self._told(request, dossier, refusal) | more, status=refusal.status)

    def _told(self, request: Request, dossier: Dossier, refusal: Refusal) -> dict[str, Any]:
        return {
            "dossier": dossier,
            "faults": refusal.faults,
            "error": refusal.error,
            "typed": texts_in(request, *self.fields),
            "back_url": dossier_url(dossier, tidied(request.GET.get("list", ""))),
        }


def texts_in(request: Request, *names: str) -> dict[str, str]:
    """What was typed, without invisible characters."""
    return {name: tidy(request.POST.get(name, "")) for name in names}
