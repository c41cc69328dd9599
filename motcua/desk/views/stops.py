"""Stopping a dossier on a ground of law."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.gathering import originals_of
from motcua.dossiers.refunding import paid_sums, refunds_in
from motcua.dossiers.stopping import StopGround

FIELDS = ("ground", "text", "basis")


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, public_id: UUID) -> HttpResponse:
    """The ground, the act that says so, and what goes back to the applicant."""
    dossier, refunds = dossier_for(request, public_id), refunds_in(request.POST)
    page = Apart("desk/stops/new.html", actions.stop, FIELDS, _("Stopped. Form 05 is ready; the applicant was told."))
    paid = paid_sums(dossier, refunds)
    more = {"grounds": StopGround.choices, "paid": paid, "originals": originals_of(dossier)}
    return page.answer(request, dossier, {**texts_in(request, *FIELDS), "refunds": refunds}, **more)
