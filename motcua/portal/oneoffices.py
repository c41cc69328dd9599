"""One-stop offices: found by name or commune of today or before, with what they receive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from motcua.catalogue.models import Service
from motcua.directory.models import Body, OneStopOffice
from motcua.directory.places import search_places
from motcua.lib.text import fold
from motcua.portal.communes import own_province
from motcua.portal.queries import fileable_services


@dataclass(frozen=True)
class FoundOffice:
    """An office, and the old name by which it was found."""

    office: OneStopOffice
    formerly: str = ""


def offices_in_force(on: date) -> QuerySet[OneStopOffice]:
    """The offices open on this day, the province's first, then by name."""
    bodies = Body.objects.in_force(on)
    rows = OneStopOffice.objects.filter(body__in=bodies).select_related("body__parent__commune", "body__commune")
    return rows.order_by("-body__level", Lower("body__name"))


def find_offices(text: str, on: date) -> list[FoundOffice]:
    """All offices, or those whose name, commune or commune of before holds the text."""
    offices = list(offices_in_force(on))
    if not fold(text):
        return [FoundOffice(office) for office in offices]
    province = own_province()
    formerly = {place.commune.pk: place.formerly for place in search_places(text, province)} if province else {}
    wanted = fold(text)
    return [
        FoundOffice(office, formerly.get(commune_of(office), ""))
        for office in offices
        if commune_of(office) in formerly or wanted in fold(office.body.name)
    ]


def office_of_commune(commune_id: int, on: date) -> OneStopOffice | None:
    here = Q(body__commune=commune_id) | Q(body__parent__commune=commune_id)
    return offices_in_force(on).filter(here).first()


def commune_of(office: OneStopOffice) -> int:
    """The number of the commune it serves; 0 for an office of the province."""
    parent = office.body.parent
    return office.body.commune_id or (parent.commune_id if parent else None) or 0


def settled_through(office: OneStopOffice, on: date) -> list[Body]:
    """The bodies whose procedures this office receives."""
    services = fileable_services(on).filter(one_stop=office.body_id)
    return list(Body.objects.filter(pk__in=services.values("competent")).order_by("name"))


def matching(services: Iterable[Service], text: str) -> list[Service]:
    """The services of bodies whose name holds the text, accents or not."""
    wanted = fold(text)
    return [service for service in services if wanted in fold(service.competent.name)]
