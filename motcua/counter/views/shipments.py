"""Results that go out by public post."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.counter.views.answers import act
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.dossiers import actions


@AT_THE_COUNTER
@require_POST
def create_shipment(request: Request, public_id: UUID) -> HttpResponse:
    """Note that the post has the result."""
    said = _("Noted. When the post confirms, record who received it.")
    return act(request, public_id, actions.post_result, said, tracking=tidy(request.POST.get("tracking", "")))


@AT_THE_COUNTER
@require_POST
def create_failure(request: Request, public_id: UUID) -> HttpResponse:
    """Note that the post brought the result back."""
    said = _("Noted. Send it again, or hand it over here; the applicant has been told.")
    return act(request, public_id, actions.note_post_failure, said, reason=tidy(request.POST.get("reason", "")))
