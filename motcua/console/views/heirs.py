"""A split body: its open dossiers go on at the successor that an administrator names."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.console.door import for_administrators, page
from motcua.console.filling import carried
from motcua.console.forms.heirs import HeirForm
from motcua.console.views.bodies import DO, body_for
from motcua.directory.access import Request
from motcua.directory.bodies import successors
from motcua.directory.models import Body
from motcua.dossiers import actions
from motcua.dossiers.succession import Share, shared_out


@for_administrators
@require_http_methods(DO)
def show_heirs(request: Request, body_id: int) -> HttpResponse:
    """What waits for the choice, by procedure, and the form that makes it."""
    body, on = body_for(body_id), localdate()
    waiting = shared_out(body, on)
    form = HeirForm(request.POST or None, waiting=waiting, heirs=successors(body, on))
    moved: list[int] = []
    if request.method == "POST" and carried(
        form,
        lambda typed: moved.append(actions.share_out(_said(body, typed), by=request.actor, at=now())),
    ):
        said = ngettext("%(number)s dossier goes on there.", "%(number)s dossiers go on there.", moved[0])
        messages.success(request, said % {"number": moved[0]})
        return redirect("console:body-heirs", body_id=body.pk)
    told = {"body": body, "form": form, "waiting": waiting, "ticked": request.POST.getlist("procedures")}
    return page(request, "bodies/heirs.html", told, status=422 if form.errors else 200)


def _said(body: Body, typed: dict[str, Any]) -> Share:
    return Share(body.pk, typed["heir"], typed["procedures"], typed["basis"])
