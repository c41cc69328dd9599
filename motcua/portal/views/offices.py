"""Where to go: one-stop offices, and what became of an old address."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.directory.access import Request, open_to_all
from motcua.directory.places import Converted, NeedsChoice, Unknown, convert_address
from motcua.portal.entry import page
from motcua.portal.hours import week_of
from motcua.portal.oneoffices import find_offices, office_of_commune, offices_in_force, settled_through

PARTS = ("commune", "district", "province")


@open_to_all
@require_safe
def offices(request: Request) -> HttpResponse:
    """Every one-stop office, or those of a commune by its name of today or of before."""
    wanted = request.GET.get("q", "").replace("\x00", "")[:100]
    told = {"q": wanted, "found": find_offices(wanted, timezone.localdate())}
    return page(request, "portal/offices/list.html", told)


@open_to_all
@require_safe
def office(request: Request, code: str) -> HttpResponse:
    """Address, hours, telephone, and what the office receives."""
    today = timezone.localdate()
    found = get_object_or_404(offices_in_force(today), body__code=code)
    language = (get_language() or "vi")[:2]
    told = {"office": found, "week": week_of(found.body_id, language), "bodies": settled_through(found, today)}
    return page(request, "portal/offices/office.html", told)


@open_to_all
@require_safe
def old_address(request: Request) -> HttpResponse:
    """An address of before 01/07/2025 → the commune of today; a split one is asked about."""
    typed = {part: request.GET.get(part, "").replace("\x00", "").strip()[:100] for part in PARTS}
    told: dict[str, object] = {"typed": typed, "error": "", "communes": ()}
    if typed["commune"]:
        told |= _answer(convert_address(**typed))
    elif any(typed.values()):
        told["error"] = _("Type the name of the old commune, ward or township.")
    return page(request, "portal/offices/old_address.html", told)


def _answer(found: Converted | NeedsChoice | Unknown) -> dict[str, object]:
    if isinstance(found, Unknown):
        return {"error": _unknown(found.part)}
    communes = (found.commune,) if isinstance(found, Converted) else found.candidates
    today = timezone.localdate()
    return {"communes": [(commune, office_of_commune(commune.pk, today)) for commune in communes]}


def _unknown(part: str) -> str:
    return {
        "province": _("We know no old province of that name."),
        "district": _("We know no old district of that name."),
        "commune": _("We know no old commune of that name there. Check the spelling, or leave the district empty."),
    }[part]
