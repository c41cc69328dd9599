"""Choosing what to receive: the counter's own services, found by the words an applicant uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from motcua.catalogue.models import Handling, Service
from motcua.catalogue.search import filed_most, search
from motcua.catalogue.services import open_services_of, services_received_by
from motcua.directory.access import Request
from motcua.directory.roles import Role
from motcua.rows import Asked, OneOf

PAGE = 20
_PROCEDURE = "handling__version__procedure"


@dataclass(frozen=True)
class Choice:
    """A page of services in the order of the search; `next` goes into `after` of the page that follows."""

    services: Sequence[Service]
    total: int
    next: str | None

    @property
    def only(self) -> Service | None:
        """The one service found, when there is no other."""
        return self.services[0] if self.total == 1 and len(self.services) == 1 else None


def offered_here(request: Request) -> QuerySet[Service]:
    """What the one-stop units receive in which the actor does."""
    offered = services_received_by(_units(request), localdate())
    return offered.filter(handling__handled_by=Handling.HandledBy.PROVINCE)


_NUMBERS = Asked(
    lambda pk, units, on: (
        open_services_of(on)
        .filter(OneOf(F("one_stop"), units), pk=pk, handling__handled_by=Handling.HandledBy.PROVINCE)
        .select_related(None)
        .values_list("pk", "handling_id")
    )
)


def numbers_offered_here(service_id: int, request: Request) -> tuple[int, int] | None:
    """The numbers of one of these services and of its handling; None when it is not among them."""
    return _NUMBERS.first(pk=service_id, units=list(_units(request)), on=localdate())


def _units(request: Request) -> frozenset[int]:
    return request.actor.bodies_as(Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD)


def found(words: str, offered: QuerySet[Service], after: str | None = None) -> Choice:
    """The offered services whose procedure fits the words, best first; without words all of them; 3 queries."""
    if not words:
        return _all(offered, after)
    by_procedure = defaultdict(list)
    for procedure, service in offered.order_by("competent__code").values_list(_PROCEDURE, "pk"):
        by_procedure[procedure].append(service)
    results = search(words, among=frozenset(by_procedure), after=after, limit=PAGE)
    ordered = [service for item in results.items for service in by_procedure[item.id]]
    return Choice(_in_order(offered, ordered), results.total_capped, results.next)


def often_received(offered: QuerySet[Service]) -> Sequence[Service]:
    """What was filed most of late with the bodies that settle what is received here; 3 queries."""
    competents = offered.order_by().values_list("competent", flat=True).distinct()
    codes = [code for code, _name in filed_most(*competents, on=localdate())]
    services = offered.filter(**{f"{_PROCEDURE}__code__in": codes})
    return sorted(services, key=lambda service: codes.index(service.handling.version.procedure.code))


def _all(offered: QuerySet[Service], after: str | None) -> Choice:
    """By name, those too whose procedure was withdrawn, which the search leaves out: nothing open is out of reach."""
    pks = list(offered.order_by(f"{_PROCEDURE}__name", "pk").values_list("pk", flat=True))
    start = next((no for no, pk in enumerate(pks, 1) if str(pk) == after), 0)
    page, is_more = pks[start : start + PAGE], len(pks) > start + PAGE
    return Choice(_in_order(offered, page), len(pks), str(page[-1]) if is_more else None)


def _in_order(offered: QuerySet[Service], pks: Sequence[int]) -> list[Service]:
    rows = offered.in_bulk(pks)
    return [rows[pk] for pk in pks if pk in rows]
