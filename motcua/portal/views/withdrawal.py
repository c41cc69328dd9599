"""Taking a dossier back: asked for with a reason, on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from motcua.portal.acts import version_in
from motcua.portal.entry import for_citizens_only, page
from motcua.portal.views.dossiers import own_dossier

LONGEST_REASON = 2000


@for_citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: Request, public_id: UUID) -> HttpResponse:
    """What withdrawing means, why, and the act itself."""
    dossier = own_dossier(request.actor, public_id)
    if request.method != "POST":
        return _shown(request, dossier, [])
    try:
        dossier = _ask(request, dossier)
    except Incomplete as missing:
        return _shown(request, dossier, [(f"id_{place}", sentence) for place, sentence in missing.faults])
    except DossierError as refused:
        return _shown(request, own_dossier(request.actor, public_id), [("", str(refused))])
    messages.success(request, _said(dossier))
    return redirect("portal:dossier", public_id=public_id)


def _ask(request: Request, dossier: Dossier) -> Dossier:
    reason = request.POST.get("reason", "").replace("\x00", "")
    if len(reason) > LONGEST_REASON:
        raise Incomplete([("reason", _("Shorten the reason to %(most)s characters.") % {"most": LONGEST_REASON})])
    version = version_in(request.POST)
    return actions.ask_withdrawal(dossier.pk, reason=reason, version=version, by=request.actor, at=timezone.now())


def _said(dossier: Dossier) -> str:
    if dossier.status == Status.WITHDRAWN:
        return _("The dossier is withdrawn.")
    return _("We have told the office that you want the dossier back. It will confirm.")


def _shown(request: Request, dossier: Dossier, faults: list[tuple[str, str]]) -> HttpResponse:
    told = {
        "dossier": dossier,
        "faults": faults,
        "error": next((sentence for place, sentence in faults if place), ""),
        "reason": request.POST.get("reason", ""),
        "is_at_once": dossier.accepted_at is None,
    }
    return page(request, "portal/dossiers/withdrawal.html", told, status=422 if faults else 200)
