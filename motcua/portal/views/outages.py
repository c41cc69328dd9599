"""Failures of the system and planned work, published for everybody (NĐ 224/2026 Điều 13)."""

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from motcua.directory.access import Request, open_to_all
from motcua.dossiers.models import Outage
from motcua.portal.entry import page

SHOWN = 20


@open_to_all
@require_safe
def outages(request: Request) -> HttpResponse:
    """The latest declared first; what was called off stays, and says so."""
    before = request.GET.get("before", "")
    rows = Outage.objects.select_related("body").order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: SHOWN + 1])
    told = {
        "rows": found[:SHOWN],
        "next": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "is_first": "before" not in request.GET,
        "now": now(),
    }
    return page(request, "portal/outages/list.html", told)
