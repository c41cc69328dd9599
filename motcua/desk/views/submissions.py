"""Bringing a dossier before the People's Committee (R31)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.values import tidy
from motcua.catalogue.models import StepKind
from motcua.desk.acting import version_of
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.opinions import of_dossier
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Position
from motcua.dossiers.permissions import has_step

NAMES = ("position", "text", "why_none")


@AT_THE_DESK
def show_submission(request: Request, public_id: UUID) -> HttpResponse:
    """The checklist of a submission, what was submitted before; sent with POST, the dossier goes on."""
    dossier = dossier_for(request, public_id)
    if request.method != "POST":
        return _page(request, dossier, Refusal())
    said = {name: tidy(request.POST.get(name, "")) for name in NAMES}
    acted = {"by": request.actor, "at": now(), "version": version_of(request)}
    refusal = attempt(lambda: actions.submit(dossier.pk, **said, **acted))  # type: ignore[arg-type]
    if refusal.faults:
        return _page(request, dossier_for(request, public_id), refusal)
    messages.success(request, _("Submitted with your position. The dossier has gone on."))
    return redirect("desk:dossier", public_id)


def _page(request: Request, dossier: Dossier, refusal: Refusal) -> HttpResponse:
    at_step = dossier.step is not None and dossier.step.kind == StepKind.SUBMIT
    context = {
        "dossier": dossier,
        "rows": of_dossier(dossier, request.actor, now()),
        "meetings": dossier.meetings.filter(held_at__isnull=False).prefetch_related("opinions__body"),
        "submissions": dossier.submissions.select_related("submitted_by"),
        "may_submit": at_step and has_step(dossier, request.actor),
        "positions": Position.choices,
        "typed": {name: request.POST.get(name, "") for name in NAMES},
        "faults": refusal.faults,
        "error": refusal.error,
    }
    return render(request, "desk/submissions/submission.html", context, status=refusal.status)
