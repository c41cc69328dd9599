"""A council's sitting: who sat, and what was concluded."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.models import StepKind
from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.moments import moment_in
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.permissions import has_step

WORDS = ("members", "conclusion")
FIELDS = (*WORDS, "sat_on", "sat_at")


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def council(request: Request, public_id: UUID) -> HttpResponse:
    """The sittings so far, and the form while the dossier stands at the council's step."""
    dossier = dossier_for(request, public_id)
    page = Apart(
        "desk/councils/council.html", actions.conclude_council, FIELDS, _("Recorded. The dossier has gone on.")
    )
    sat_at = moment_in(request.POST.get("sat_on", ""), request.POST.get("sat_at", ""))
    at_step = dossier.step is not None and dossier.step.kind == StepKind.COUNCIL
    more = {
        "sittings": dossier.sittings.select_related("recorded_by"),
        "may_record": at_step and has_step(dossier, request.actor),
    }
    return page.answer(request, dossier, {**texts_in(request, *WORDS), "sat_at": sat_at}, **more)
