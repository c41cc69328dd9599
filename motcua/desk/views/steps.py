"""Acts on the open step: take it, give it back, finish it, send it back, give it to a colleague."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk.acting import act
from motcua.desk.doors import AT_THE_DESK
from motcua.desk.moments import numbers_in
from motcua.desk.typed import words_in
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.refunding import refunds_in


@AT_THE_DESK
@require_POST
def create_hold(request: Request, public_id: UUID) -> HttpResponse:
    """Take the open step."""
    return act(request, public_id, actions.take, noun="hold", said=_("You have taken this step."))


@AT_THE_DESK
@require_POST
def create_release(request: Request, public_id: UUID) -> HttpResponse:
    """Give the step back to the colleagues of the same role."""
    said = _("Given back. A colleague can take this step now.")
    return act(request, public_id, actions.release, noun="release", said=said)


@AT_THE_DESK
@require_POST
def create_completion(request: Request, public_id: UUID) -> HttpResponse:
    """Finish the step and hand the dossier on."""
    said, words = _("Step finished. The dossier has gone on."), words_in(request.POST, "note")
    return act(request, public_id, actions.complete_step, noun="completion", said=said, **words)


@AT_THE_DESK
@require_POST
def create_send_back(request: Request, public_id: UUID) -> HttpResponse:
    """Return the dossier to an earlier step, with the reason."""
    said, words = _("Sent back with your reason."), words_in(request.POST, "reason")
    chosen = next(iter(numbers_in([request.POST.get("to_step", "")])), None)
    return act(request, public_id, actions.send_back, noun="send_back", said=said, to_step_id=chosen, **words)


@AT_THE_DESK
@require_POST
def create_assignment(request: Request, public_id: UUID) -> HttpResponse:
    """Give the step to an officer of the same role."""
    officer = request.POST.get("officer", "")
    chosen = int(officer) if officer.isascii() and officer.isdigit() and len(officer) < 19 else None
    said = _("Assigned. The officer sees the dossier in “Do now”.")
    return act(request, public_id, _assign, noun="assignment", said=said, officer_id=chosen)


@AT_THE_DESK
@require_POST
def create_withdrawal(request: Request, public_id: UUID) -> HttpResponse:
    """Confirm the withdrawal that the applicant asked for."""
    said = _("Withdrawn. The one-stop unit gives the papers back.")
    return act(request, public_id, actions.withdraw, noun="withdrawal", said=said, refunds=refunds_in(request.POST))


def _assign(dossier_id: int, *, officer_id: int | None, **by_at_version: object) -> object:
    if officer_id is None:
        raise Incomplete([("officer", _("Choose who takes the step."))])
    return actions.assign(dossier_id, officer_id=officer_id, **by_at_version)  # type: ignore[arg-type]
