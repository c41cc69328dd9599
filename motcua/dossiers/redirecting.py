"""To whom a dossier may be sent, and who is asked to take one (M22): reading only."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from motcua.catalogue.models import Handling, Service
from motcua.catalogue.services import open_services
from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.grouping import is_group
from motcua.dossiers.lifecycle import LIFE, Move
from motcua.dossiers.models import Dossier, Redirection
from motcua.dossiers.permissions import awaits_competent, may

MOVABLE = frozenset(status for status, move in LIFE if move is Move.REDIRECT)


def may_redirect(dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor may offer the dossier to another agency as it stands: one procedure, and under way here."""
    is_movable = dossier.status in MOVABLE and not awaits_competent(dossier) and not is_group(dossier)
    return is_movable and may(Move.REDIRECT, dossier, actor)


def targets_of(dossier: Dossier, on: date) -> QuerySet[Service]:
    """The other bodies that settle the same procedure today, by name."""
    services = open_services(dossier.procedure_code, on).exclude(competent=dossier.competent_id)
    here = services.filter(handling__handled_by=Handling.HandledBy.PROVINCE)
    return here.order_by("competent__level", "competent__name", "-pk")


def asked_of(actor: Actor) -> QuerySet[Redirection]:
    """The questions that wait for the heads of the actor's one-stop units, the oldest first."""
    units = actor.bodies_as(Role.ONE_STOP_HEAD)
    waiting = Redirection.objects.filter(answered_at=None, dossier__status__in=MOVABLE)
    return _whole(waiting.filter(to_service__one_stop__in=units).order_by("pk"))


def asked_by(actor: Actor) -> QuerySet[Redirection]:
    """The questions that the actor's one-stop units have asked and that wait for an answer."""
    units = actor.bodies_as(Role.ONE_STOP_HEAD)
    waiting = Redirection.objects.filter(answered_at=None, dossier__status__in=MOVABLE)
    return _whole(waiting.filter(dossier__receiving__in=units).order_by("pk"))


def readable_by(actor: Actor) -> QuerySet[Redirection]:
    """Every question between the actor's one-stop units and others, answered or not."""
    units = actor.bodies_as(Role.ONE_STOP_HEAD)
    return _whole(Redirection.objects.filter(Q(to_service__one_stop__in=units) | Q(dossier__receiving__in=units)))


def open_redirection(dossier: Dossier) -> Redirection | None:
    return (
        Redirection.objects.filter(dossier=dossier, answered_at=None).select_related("to_service__competent").first()
    )


def _whole(rows: QuerySet[Redirection]) -> QuerySet[Redirection]:
    return rows.select_related("dossier", "from_body", "to_service__competent", "to_service__one_stop", "asked_by")
