"""Dossiers that one one-stop unit received for another: what waits where (NĐ 309/2026 Điều 14)."""

from __future__ import annotations

from django.db.models import F

from motcua.catalogue.models import Service
from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.permissions import RECEPTION, RETURN
from motcua.dossiers.statuses import Status


def to_take_over(actor: Actor, after: int = 0) -> DossierQuerySet:
    """What other units have passed to the actor's, and nobody has taken over yet."""
    units = _units(actor, RECEPTION)
    there = Dossier.objects.filter(status=Status.ACCEPTED, clock_started_at=None, holder_body__in=units, pk__gt=after)
    return _listed(there.filter(service__one_stop__in=units).exclude(receiving__in=units))


def received_for_others(actor: Actor, after: int = 0) -> DossierQuerySet:
    """What the actor's units have received for others that do not have it yet."""
    here = Dossier.objects.filter(status=Status.ACCEPTED, clock_started_at=None, pk__gt=after)
    return _listed(here.filter(receiving__in=_units(actor, RECEPTION)).exclude(service__one_stop=F("receiving")))


def results_received_elsewhere(actor: Actor, after: int = 0) -> DossierQuerySet:
    """Results that the actor's units may hand over although another unit received the dossier."""
    units = _units(actor, RETURN)
    ours = Service.objects.filter(one_stop__in=units).values("pk")
    ready = Dossier.objects.filter(status=Status.RESOLVED, clock_started_at__isnull=False, pk__gt=after)
    return _listed(ready.filter(service__in=ours).exclude(receiving__in=units))


def _units(actor: Actor, roles: frozenset[str]) -> frozenset[int]:
    return frozenset(body for body, role in actor.posts if role in roles)


def _listed(rows: DossierQuerySet) -> DossierQuerySet:
    return rows.order_by("id").for_pages()
