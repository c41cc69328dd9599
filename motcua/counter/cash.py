"""Money at the one-stop unit: what is to be received, and what is to be given back."""

from __future__ import annotations

from django.db.models import F, QuerySet

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.models import Obligation
from motcua.dossiers.statuses import Status


def to_receive(actor: Actor, after: int = 0) -> QuerySet[Obligation]:
    """What applicants of the actor's units still owe, the oldest first."""
    owed = _of_units(actor, after).filter(paid_at=None, dossier__status=Status.AWAITING_PAYMENT)
    return owed.exclude(waiver__amount=F("amount"))


def to_refund(actor: Actor, after: int = 0) -> QuerySet[Obligation]:
    """What is to go back to applicants of the actor's units, the oldest first."""
    return _of_units(actor, after).filter(refundable_at__isnull=False, refunded_at=None)


def _of_units(actor: Actor, after: int) -> QuerySet[Obligation]:
    units = actor.bodies_as(Role.CASHIER)
    rows = Obligation.objects.filter(dossier__receiving__in=units, pk__gt=after)
    return rows.select_related("dossier", "waiver").order_by("pk")
