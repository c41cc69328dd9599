"""The reader's commune, and what others there file most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from motcua.catalogue.search import filed_most
from motcua.directory.access import Request
from motcua.directory.models import Body, Commune, Person
from motcua.portal.communes import own_province

FEWEST = 5  # filings: fewer would tell the neighbours of one household


@dataclass(frozen=True)
class Nearby:
    """`filed` holds (code, name), the most first; nothing while the commune is unknown or has filed little."""

    commune: Commune | None
    filed: Sequence[tuple[str, str]] = ()

    @property
    def code(self) -> str:
        return self.commune.code if self.commune else ""


def own_communes() -> QuerySet[Commune]:
    """The communes of the province, by name."""
    return Commune.objects.filter(province=own_province()).order_by("folded")


def around(request: Request) -> dict[str, object]:
    """For a page: what others nearby file most, and the communes to choose from."""
    communes = [(one.code, one.full_name) for one in own_communes()]
    return {"near": nearby(request, localdate()), "communes": communes}


def nearby(request: Request, on: date) -> Nearby:
    """What is known of the reader's commune."""
    commune = commune_of(request)
    return Nearby(commune, filed_in(commune, on) if commune else ())


def filed_in(commune: Commune, on: date) -> Sequence[tuple[str, str]]:
    bodies = Body.objects.in_force(on).filter(commune=commune).values_list("pk", flat=True)
    return filed_most(*bodies, on=on, at_least=FEWEST)


def commune_of(request: Request) -> Commune | None:
    """The commune chosen in this browser, else the one of the reader's own record."""
    chosen = request.COOKIES.get(settings.COMMUNE_COOKIE_NAME, "")
    if chosen.isalnum() and (found := own_communes().filter(code=chosen[:10]).first()):
        return found
    if request.actor.person_id is None:
        return None
    home = Person.objects.filter(pk=request.actor.person_id).values("commune")
    return own_communes().filter(pk__in=home).first()
