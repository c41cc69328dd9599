"""An open dossier goes on by another process of its procedure, by the head's decision."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.entries import entry_in, processes_for
from motcua.directory.access import Request
from motcua.dossiers import actions

WORDS = ("ground", "basis")


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: Request, public_id: UUID) -> HttpResponse:
    """The processes with their steps: the head chooses the step at which the dossier goes on, and says why."""
    dossier = dossier_for(request, public_id)
    said = _("The dossier goes on by the other process.")
    page = Apart("desk/switches/new.html", actions.switch_route, (*WORDS, "entry"), said)
    handling_id, step_id = entry_in(request.POST.get("entry", ""))
    values = {"handling_id": handling_id, "step_id": step_id, "with_clock": "with_clock" in request.POST}
    more = {"processes": processes_for(dossier), "with_clock": values["with_clock"]}
    return page.answer(request, dossier, {**texts_in(request, *WORDS), **values}, **more)
