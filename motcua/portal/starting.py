"""Where a procedure can be begun, and what to say where it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.catalogue.models import Handling, Procedure, Service
from motcua.catalogue.services import limit_of, open_services, statutory_limit_of
from motcua.catalogue.terms import limit_words
from motcua.directory.actors import Actor
from motcua.directory.models import Person
from motcua.portal.queries import fileable_services

FEW = 3  # offices that the page itself lists


class Way(StrEnum):
    HERE = "here"
    ELSEWHERE = "elsewhere"  # on a ministry's system (NĐ 224/2026 Điều 15)
    WITHDRAWN = "withdrawn"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True)
class Promised:
    """How long it takes here, in words; `statutory` "" when the limit is the law's own."""

    limit: str
    statutory: str
    basis: str


@dataclass(frozen=True)
class Starting:
    """`services` take dossiers in; `nearest` is the one of the reader's own commune."""

    way: Way
    services: tuple[Service, ...] = ()
    nearest: Service | None = None

    @property
    def only(self) -> Service | None:
        return self.services[0] if len(self.services) == 1 else None

    @property
    def promised(self) -> Promised | None:
        """The limit by which dossiers are promised; None where offices differ."""
        found = {_promised(service.handling) for service in self.services}
        return found.pop() if len(found) == 1 else None

    @property
    def few(self) -> tuple[Service, ...]:
        """The offices to list at once; none when there are many."""
        return self.services if len(self.services) <= FEW else ()


def starting_of(procedure: Procedure, actor: Actor, on: date) -> Starting:
    """How somebody may begin this procedure today."""
    services = tuple(
        fileable_services(on)
        .filter(handling__version__procedure=procedure)
        .select_related("competent__commune", "handling__version__procedure", "one_stop__office")
        .order_by("-competent__level", "competent__name")
    )
    if services:
        return Starting(Way.HERE, services, _nearest(services, actor))
    if open_services(procedure.code, on).filter(handling__handled_by=Handling.HandledBy.MINISTRY).exists():
        return Starting(Way.ELSEWHERE)
    return Starting(Way.WITHDRAWN if procedure.is_withdrawn else Way.NOT_OFFERED)


def _promised(handling: Handling) -> Promised:
    statutory = limit_words(statutory_limit_of(handling)) if handling.cut_value else ""
    return Promised(limit_words(limit_of(handling)), statutory, handling.cut_basis)


def _nearest(services: tuple[Service, ...], actor: Actor) -> Service | None:
    if actor.person_id is None:
        return None
    commune = Person.objects.filter(pk=actor.person_id).values_list("commune", flat=True).first()
    return next((service for service in services if commune and service.competent.commune_id == commune), None)
