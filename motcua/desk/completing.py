"""What a dossier's page says of requests to complete it: to ask, to decide, or to look."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from motcua.desk.offering import Further
from motcua.directory.actors import Actor
from motcua.dossiers.actions.supplements import APPRAISING
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.permissions import may, may_let_go_out
from motcua.dossiers.requesting import is_overdue


def offer_supplement(dossier: Dossier, actor: Actor) -> Further | None:
    """To ask, to decide on what was asked, or to look at it; one query."""
    request = dossier.supplement_requests.order_by("-no").first()
    is_open = request is not None and request.answered_at is None and request.dropped_at is None
    if request is not None and (is_open or not may_ask(dossier, actor)):
        return _about(dossier, request, actor)
    if not may_ask(dossier, actor):
        return None
    note = _("asked before: needs the head's approval") if request else ""
    return Further(_("Ask to supplement"), reverse("desk:supplement", args=[dossier.public_id]), note)


def may_ask(dossier: Dossier, actor: Actor) -> bool:
    """Whether the reader appraises the dossier now."""
    if not allows(dossier.status, Move.ASK_SUPPLEMENT) or not may(Move.ASK_SUPPLEMENT, dossier, actor):
        return False
    mine = dossier.holder_id in (None, actor.officer_id) and not dossier.awaits_consent
    return mine and dossier.step is not None and dossier.step.kind in APPRAISING


def _about(dossier: Dossier, request: SupplementRequest, actor: Actor) -> Further:
    url = reverse("desk:supplement_request", args=[dossier.public_id, request.no])
    if request.answered_at or request.dropped_at:
        return Further(_("Requests to supplement"), url, _("%(number)s so far") % {"number": request.no})
    if request.asked_at is None:
        return Further(_("Further request to supplement"), url, _("to be approved"), may_let_go_out(dossier, actor))
    if is_overdue(request, now()):
        return Further(_("Request to supplement"), url, _("time over: decide"), is_pressing=True)
    return Further(_("Request to supplement"), url, _("with the applicant"))
