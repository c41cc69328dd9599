"""The work list: lanes by what is to be done, the nearest due first."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.desk.asked import address_of, filters_of
from motcua.desk.chips import chips_of, is_narrowed
from motcua.desk.choices import Choices, choices_for
from motcua.desk.doors import AT_THE_DESK, LEADERS
from motcua.desk.listing import dossier_url, rows_of
from motcua.desk.opinions import put_to_us
from motcua.desk.saved import is_worth_saving, tabs_of
from motcua.desk.today import lane_of_the_day, tiles_of_the_day
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.dossiers import worklist
from motcua.dossiers.bulk import DESK_ACTS
from motcua.dossiers.models import Dossier
from motcua.dossiers.worklist import Filters, Lane

TONES = {Lane.NOW: "waiting", Lane.SOON: "due-soon", Lane.LATE: "late"}


@AT_THE_DESK
def show_worklist(request: Request) -> HttpResponse:
    """One lane under the filters of the address."""
    filters, moment = filters_of(request.GET), now()
    choices = choices_for(request.actor, localdate(moment), body_id=filters.body_id, officer_id=filters.officer_id)
    chips, of_day = chips_of(filters, choices), lane_of_the_day(request.actor)
    page = worklist.page(request.actor, filters, moment, brings=None if chips or filters.after else of_day)
    context = {
        "filters": filters,
        "officer": request.GET.get("officer", ""),
        "today": tiles_of_the_day(of_day, page.day),
        "rows": rows_of(page.rows, address_of(filters), moment),
        "tabs": _tabs(filters, page.counts),
        "choices": choices,
        "officer_hint": _("Choose a body first to see its officers.") if choices.is_by_body else "",
        "chips": chips,
        "is_narrowed": is_narrowed(filters),
        "clear_url": f"?lane={filters.lane}",
        "first_url": f"?{address_of(filters)}" if filters.after else "",
        "next_url": f"?{address_of(filters, after=page.next)}" if page.next else "",
        "is_leader": request.actor.has_role(LEADERS),
        "questions_waiting": put_to_us(request.actor).waiting(moment).count(),
        **_saved(request.actor, filters),
        **_several(filters, choices),
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


def _saved(actor: Actor, filters: Filters) -> dict[str, object]:
    """The views kept under a name, and where this list can be kept when the lanes do not show it anyway."""
    said = {"list": address_of(filters)} if is_worth_saving(filters) else {}
    return {"saved": tabs_of(actor, filters), "save_url": f"{reverse('desk:saved_views')}?{urlencode(said)}"}


def _several(filters: Filters, choices: Choices) -> dict[str, object]:
    """What may be done to several dossiers at once, and who may be given their steps."""
    return {"list_address": address_of(filters), "acts": DESK_ACTS, "colleagues": choices.officers[1:]}


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
