"""The result: to download, and to say that one has it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.access import Request
from motcua.documents.serving import response
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.portal.acts import version_in
from motcua.portal.entry import for_citizens_only
from motcua.portal.showing import receiver_word, result_of
from motcua.portal.views.dossiers import own_dossier


@for_citizens_only
@require_safe
def result(request: Request, public_id: UUID) -> HttpResponseBase:
    """The signed result; a draft is never shown."""
    decision = result_of(own_dossier(request.actor, public_id))
    if decision is None or decision.file is None:
        raise Http404
    return response(decision.file, inline=False, request=request)


@for_citizens_only
@require_POST
def reception(request: Request, public_id: UUID) -> HttpResponse:
    """I have the result: the dossier is returned."""
    dossier = own_dossier(request.actor, public_id)
    receiver = receiver_word(dossier, request.actor)
    try:
        version = version_in(request.POST)
        actions.hand_over(dossier.pk, receiver=receiver, version=version, by=request.actor, at=timezone.now())
        messages.success(request, _("Thank you. We have noted that you received the result."))
    except DossierError as refused:
        messages.error(request, str(refused))
    return redirect("portal:dossier", public_id=public_id)
