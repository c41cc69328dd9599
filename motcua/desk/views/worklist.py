"""The work list: lanes by what is to be done, the nearest due first."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.desk.asked import address_of, filters_of
from motcua.desk.chips import chips_of, is_narrowed
from motcua.desk.choices import choices_for
from motcua.desk.doors import AT_THE_DESK, LEADERS
from motcua.desk.listing import dossier_url, rows_of
from motcua.directory.access import Request
from motcua.dossiers import worklist
from motcua.dossiers.models import Dossier
from motcua.dossiers.worklist import Filters, Lane

TONES = {Lane.NOW: "waiting", Lane.SOON: "due-soon", Lane.LATE: "late"}


@AT_THE_DESK
def show_worklist(request: Request) -> HttpResponse:
    """One lane under the filters of the address."""
    filters, moment = filters_of(request.GET), now()
    page, choices = worklist.page(request.actor, filters, moment), choices_for(request.actor, localdate(moment))
    context = {
        "filters": filters,
        "officer": request.GET.get("officer", ""),
        "rows": rows_of(page.rows, address_of(filters), moment),
        "tabs": _tabs(filters, page.counts),
        "choices": choices,
        "chips": chips_of(filters, choices),
        "is_narrowed": is_narrowed(filters),
        "clear_url": f"?lane={filters.lane}",
        "first_url": f"?{address_of(filters)}" if filters.after else "",
        "next_url": f"?{address_of(filters, after=page.next)}" if page.next else "",
        "is_leader": request.actor.has_role(LEADERS),
    }
    return render(request, "desk/worklist/list.html", context)


@AT_THE_DESK
def find_dossier(request: Request) -> HttpResponse:
    """Open a dossier by its code, typed or scanned (the QR holds an address that ends in the code)."""
    code = request.GET.get("code", "").replace("\x00", "").strip().rsplit("code=", 1)[-1].upper()[:64]
    found = Dossier.objects.visible_to(request.actor).filter(code=code).first()
    if found is None:
        return render(request, "desk/worklist/not_found.html", {"code": code}, status=404)
    return redirect(dossier_url(found))


def _tabs(filters: Filters, counts: dict[str, str]) -> list[dict[str, object]]:
    words = {
        Lane.NOW: _("Do now"),
        Lane.WAITING: _("Waiting for others"),
        Lane.SOON: _("Soon late"),
        Lane.LATE: pgettext("dossier", "Late"),
        Lane.ALL: _("All"),
    }
    return [
        {
            "label": words[lane],
            "url": f"?{address_of(filters, lane=lane)}",
            "current": lane is filters.lane,
            "count": counts[lane],
            "tone": TONES.get(lane, ""),
        }
        for lane in Lane
    ]
