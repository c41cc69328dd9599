"""The decision: drafted, approved or refused by the signatory, numbered and issued by the clerk."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.desk.acting import act
from motcua.desk.contents import DRAFT
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.page import page, refused
from motcua.desk.typed import words_in
from motcua.desk.uploads import NotTheResult, result_sent
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Decision


@AT_THE_DESK
@require_POST
def create_decision(request: Request, public_id: UUID) -> HttpResponse:
    """Write or rewrite the draft."""
    words: dict[str, Any] = words_in(request.POST, "outcome", "title", "text", "ground")
    said = _("Draft saved. Its preview stands beside.")
    return act(request, public_id, actions.draft_decision, noun="decision", said=said, opens=DRAFT, **words)


@AT_THE_DESK
@require_POST
def create_approval(request: Request, public_id: UUID) -> HttpResponse:
    """Approve the draft as it stands."""
    return act(request, public_id, actions.approve, noun="approval", said=_("Approved."))


@AT_THE_DESK
@require_POST
def create_refusal(request: Request, public_id: UUID) -> HttpResponse:
    """Refuse after appraisal, with the written ground."""
    said, words = _("Refused. The applicant has been told why."), words_in(request.POST, "ground")
    return act(request, public_id, actions.refuse, noun="refusal", said=said, **words)


@AT_THE_DESK
@require_POST
def create_result(request: Request, public_id: UUID) -> HttpResponse:
    """Number and issue the approved decision, as the signed paper sent along or drawn up here."""
    dossier_for(request, public_id)  # a stranger's file is not even looked at
    try:
        file = result_sent(request)
    except NotTheResult as wrong:
        return page(request, dossier_for(request, public_id), why=refused("result", wrong))
    return act(request, public_id, _grant, noun="result", said=_("Issued."), kept=file, file=file)


def _grant(dossier_id: int, **values: object) -> object:
    """A route without a signing step would reach the clerk with nothing signed."""
    if not Decision.objects.filter(dossier=dossier_id, approved_at__isnull=False).exists():
        raise Incomplete([("file", _("There is no approved decision to issue yet."))])
    return actions.grant(dossier_id, **values)  # type: ignore[arg-type]
