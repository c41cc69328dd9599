"""The last look, and sending."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Draft
from motcua.portal.checking import groups_of
from motcua.portal.drafts import of_own_draft, own_drafts, place_or_404, rule_of, twin_of
from motcua.portal.entry import for_citizens_only, page
from motcua.portal.steps import faults_of


@of_own_draft
@require_safe
def check_page(request: Request, draft: Draft) -> HttpResponse:
    """All answers on one page, each with its way back; nothing is sent yet."""
    return _shown(request, draft)


@for_citizens_only
@require_POST
def send(request: Request, public_id: str) -> HttpResponse:
    """Send the dossier; pressed twice, it is sent once."""
    draft = get_object_or_404(own_drafts(request.actor), public_id=public_id)
    try:
        dossier = actions.lodge(draft.pk, by=request.actor, at=timezone.now())
    except Incomplete:
        return _shown(request, draft, status=422)
    except DossierError as refused:
        return _shown(request, draft, refused=str(refused), status=409)
    return redirect("portal:receipt", public_id=dossier.public_id)


def _shown(request: Request, draft: Draft, *, refused: str = "", status: int = 200) -> HttpResponse:
    faults = faults_of(draft, rule_of(draft), timezone.localdate())
    told = {
        "draft": draft,
        "place": place_or_404(draft, "check"),
        "groups": groups_of(draft, faults),
        "faults": [*([("", refused)] if refused else []), *((fault.anchor, fault.sentence) for fault in faults)],
        "title": _("This is missing or wrong"),
        "twin": twin_of(request.actor, rule_of(draft).procedure_code, draft.organisation_id),
    }
    return page(request, "portal/filings/check.html", told, status=status)
