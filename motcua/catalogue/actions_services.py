"""The services of a handling: opened in place of older ones when it is published, and closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.catalogue.facts import ServiceClosed, ServiceOpened
from motcua.catalogue.models import Handling, Service
from motcua.catalogue.publishing import AlreadyClosed, NotAllowed, Offer, may_publish
from motcua.directory.actors import Actor
from motcua.journal.recording import hold, record


@transaction.atomic
def close_service(service: Service, on: date, by: Actor, at: datetime) -> Service:
    """End a service; `on` is its last day, at the earliest its first. Dossiers already received go on under it."""
    if not may_publish(by):
        raise NotAllowed("only an administrator or a procedure control officer changes the catalogue")
    hold(f"handling:{service.handling_id}")  # first, as publishing does: two orders would wait for each other
    service = Service.objects.select_for_update().get(pk=service.pk)
    last = max(on, service.valid_from)
    _close(service, last)
    fact = ServiceClosed(service=service.pk, valid_to=last.isoformat())
    record(fact, subject=f"handling:{service.handling_id}", by=by.key, at=at)
    return service


def begin_services(
    handling: Handling, bodies: Sequence[Offer], begins_on: date, *, by: Actor, at: datetime
) -> list[ServiceOpened]:
    """Let bodies offer a handling that is just published, and end what they offered of it; inside its transaction."""
    unbegun = _succeed(handling, bodies, begins_on, by=by, at=at)
    return [_opened(service) for service in _open(handling, bodies, begins_on, unbegun)]


def _succeed(
    handling: Handling, bodies: Sequence[Offer], begins_on: date, *, by: Actor, at: datetime
) -> dict[int, Service]:
    """End the services in force the day before; by body, those that have not had a whole day are the new one's."""
    older = Service.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=begins_on),
        handling__version__procedure=handling.version.procedure_id,
        competent__in=[offer.competent.pk for offer in bodies],
    )
    ended_on, unbegun = begins_on - timedelta(days=1), []
    for service in older.order_by("handling_id", "id"):
        if service.valid_from < begins_on:
            close_service(service, ended_on, by, at)
        else:
            unbegun.append(_given_up(service, ended_on, by=by, at=at))
    return _kept(unbegun)


def _given_up(service: Service, ended_on: date, *, by: Actor, at: datetime) -> Service:
    """Told as closed, but not ended: an end before its beginning would be no end."""
    subject = f"handling:{service.handling_id}"
    hold(subject)
    record(ServiceClosed(service=service.pk, valid_to=ended_on.isoformat()), subject=subject, by=by.key, at=at)
    return service


def _kept(unbegun: Sequence[Service]) -> dict[int, Service]:
    """Of each body the first; under what was planned for a later day nothing was ever received."""
    kept: dict[int, Service] = {}
    for service in sorted(unbegun, key=lambda row: row.valid_from):
        if kept.setdefault(service.competent_id, service) is not service:
            service.delete()
    return kept


def _open(
    handling: Handling, bodies: Sequence[Offer], begins_on: date, unbegun: Mapping[int, Service]
) -> list[Service]:
    """The rows of the new services; dossiers received under one that has just begun keep the handling they had."""
    services = [_offer(unbegun.get(offer.competent.pk) or Service(), handling, offer, begins_on) for offer in bodies]
    taken_over = [service for service in services if service.pk]
    Service.objects.bulk_update(taken_over, ["handling", "one_stop", "division", "valid_from", "valid_to"])
    Service.objects.bulk_create([service for service in services if not service.pk])
    return services


def _offer(service: Service, handling: Handling, offer: Offer, begins_on: date) -> Service:
    service.handling, service.competent, service.one_stop = handling, offer.competent, offer.one_stop
    service.division, service.valid_from, service.valid_to = offer.division, begins_on, None
    return service


def _close(service: Service, on: date) -> None:
    if service.valid_to is not None and service.valid_to <= on:
        raise AlreadyClosed(f"service {service.pk} ends on {service.valid_to}")
    service.valid_to = on
    service.save(update_fields=["valid_to"])


def _opened(service: Service) -> ServiceOpened:
    return ServiceOpened(service.pk, service.competent_id, service.one_stop_id, service.valid_from.isoformat())
