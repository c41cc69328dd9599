"""Acts on a step that runs beside the one at which the dossier stands."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk.acting import act
from motcua.desk.beside import task_in
from motcua.desk.doors import AT_THE_DESK
from motcua.desk.typed import words_in
from motcua.directory.access import Request
from motcua.dossiers import actions


@AT_THE_DESK
@require_POST
def create_hold(request: Request, public_id: UUID) -> HttpResponse:
    """Take the step beside."""
    said, task = _("You have taken this step."), task_in(request.POST.get("task", ""))
    return act(request, public_id, actions.take_side_step, noun="side", said=said, task_id=task)


@AT_THE_DESK
@require_POST
def create_release(request: Request, public_id: UUID) -> HttpResponse:
    """Give the step beside back to the colleagues of the same role."""
    said, task = _("Given back. A colleague can take this step now."), task_in(request.POST.get("task", ""))
    return act(request, public_id, actions.release_side_step, noun="side", said=said, task_id=task)


@AT_THE_DESK
@require_POST
def create_completion(request: Request, public_id: UUID) -> HttpResponse:
    """Finish the step beside; the dossier stays where it stands."""
    said, task = _("Step beside finished."), task_in(request.POST.get("task", ""))
    words = words_in(request.POST, "note")
    return act(request, public_id, actions.complete_side_step, noun="side", said=said, task_id=task, **words)
