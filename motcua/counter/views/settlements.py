"""Settling at the counter in one sitting ("4 tại chỗ"): decided, issued and handed over on one page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.counter.settling import DECIDED, is_offered, receivers, settled, typed_in
from motcua.counter.views.dossiers import dossier_for
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Dossier


@AT_THE_COUNTER
@require_http_methods(["GET", "HEAD", "POST"])
def settlement(request: Request, public_id: UUID) -> HttpResponse:
    """The decision and who takes it; sent with POST, the dossier is settled and returned."""
    dossier, refusal = dossier_for(request, public_id), None
    if not is_offered(dossier, request.actor):
        raise Http404
    if request.method == "POST":
        refusal = settled(dossier, request.POST, by=request.actor, at=now())
        if refusal is None:
            messages.success(request, _("Settled and handed over. Form 01 is printed only when it is asked for."))
            return redirect("counter:dossier", public_id=public_id)
    return _page(request, dossier, refusal)


def _page(request: Request, dossier: Dossier, refusal: DossierError | None) -> HttpResponse:
    faults = list(getattr(refusal, "faults", [("", str(refusal))])) if refusal else []
    context = {
        "dossier": dossier,
        "outcomes": DECIDED,
        "receivers": receivers(),
        "typed": typed_in(request.POST, dossier),
        "faults": faults,
        "errors": dict(faults),
    }
    status = 200 if refusal is None else 422 if hasattr(refusal, "faults") else 409
    return render(request, "counter/settlement.html", context, status=status)
