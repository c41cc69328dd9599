"""Correcting an error in a result."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import Decision, Dossier


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: Request, public_id: UUID) -> HttpResponse:
    """The correction cases of a result, and the form to open one."""
    dossier = dossier_for(request, public_id)
    said = _("The correction case is open, on a time limit of its own and at no cost. The applicant was told.")
    page = Apart("desk/corrections/list.html", actions.open_correction, ("ground",), said)
    result = Decision.objects.filter(dossier=dossier, issued_at__isnull=False).first()
    cases = Dossier.objects.visible_to(request.actor).filter(corrects=dossier).order_by("pk")
    return page.answer(request, dossier, texts_in(request, "ground"), result=result, cases=list(cases))
