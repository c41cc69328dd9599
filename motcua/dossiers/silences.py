"""What the head of a one-stop unit is told of agencies that let a deadline pass (rulebook B.5 row 10, B.6)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.models import Consultation, ConsultationQuerySet, Dossier


def silences_told_to(actor: Actor, at: datetime) -> ConsultationQuerySet:
    """Questions left without a word at their deadline, on dossiers of the one-stop units that the actor heads.

    Told once each, from the deadline on: the list is read when it is looked at and waits for no timetable. A question
    leaves it with its answer, called back, heard at a meeting, or with the end of its dossier.
    """
    units = actor.bodies_as(Role.ONE_STOP_HEAD)
    theirs = Q(dossier__receiving__in=units) | Q(dossier__service__one_stop__in=units)
    seen = Dossier.objects.visible_to(actor)
    return Consultation.objects.waiting(at).filter(theirs, due_at__lt=at, dossier__in=seen).order_by("due_at", "pk")
