"""The visit that is awaited, for the reader's own calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.directory.access import Request
from motcua.portal.entry import for_citizens_only
from motcua.portal.views.dossiers import own_dossier
from motcua.portal.visits import calendar_entry


@for_citizens_only
@require_safe
def visit_calendar(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """An .ics file of one visit."""
    dossier = own_dossier(request.actor, public_id)
    visit = get_object_or_404(dossier.appointments.filter(cancelled_at=None), pk=number)
    url = request.build_absolute_uri(reverse("portal:dossier", args=[public_id]))
    answer = HttpResponse(calendar_entry(visit, dossier, url), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{dossier.code}.ics"'
    return answer
