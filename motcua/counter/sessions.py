"""The dossiers of a session at the counter: those of one day, and what is printed from them together."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.roles import COUNTER_ROLES
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.printing_lists import MOST
from motcua.dossiers.statuses import Status
from motcua.lib.text import uuid_in


def received_on(actor: Actor, day: date, after: int = 0) -> DossierQuerySet:
    """What the actor's units accepted on a day, the first first."""
    return _of_day(actor, day, "accepted_at").filter(pk__gt=after).order_by("pk")


def resolved_on(actor: Actor, day: date, after: int = 0) -> DossierQuerySet:
    """The results that reached the actor's units on a day."""
    return _of_day(actor, day, "resolved_at").filter(pk__gt=after).order_by("pk")


def of_one_sitting(dossier: Dossier, actor: Actor) -> list[Dossier]:
    """What one person brought to one unit on one day, in one way of return; none when it is this dossier alone."""
    if dossier.accepted_at is None or dossier.life not in (Status.ACCEPTED, Status.IN_PROGRESS):
        return []
    person = dossier.filer_id or dossier.applicant_person_id
    whose = Q(filer=person) | Q(filer=None, applicant_person=person)
    there = {"receiving": dossier.receiving_id, "delivery": dossier.delivery, "parent": None}
    rows = received_on(actor, localtime(dossier.accepted_at).date()).filter(whose, **there)
    found = list(rows[:MOST]) if person else []
    return found if len(found) > 1 else []


def chosen(rows: DossierQuerySet, ids: list[str]) -> list[Dossier]:
    """The ticked dossiers in their order. Raises Incomplete when none or too many are ticked."""
    found = list(rows.filter(public_id__in=_uuids(ids)))
    if not found:
        raise Incomplete([("dossiers", _("Tick at least one dossier."))])
    if len(found) > MOST:
        raise Incomplete([("dossiers", _("Tick no more than %(most)s dossiers.") % {"most": MOST})])
    return found


def demand_one_filer(dossiers: list[Dossier]) -> None:
    """One form 01 is for what one person brought to one unit in one way."""
    people = {(row.filer_id or row.applicant_person_id, row.receiving_id, row.delivery) for row in dossiers}
    if len(people) > 1:
        sentence = _("One form 01 is for one person who files, and one way of return. Tick dossiers of one person.")
        raise Incomplete([("dossiers", sentence)])


def _of_day(actor: Actor, day: date, moment: str) -> DossierQuerySet:
    begins = datetime.combine(day, time(), get_default_timezone())
    units = actor.bodies_as(*COUNTER_ROLES)
    within = {f"{moment}__gte": begins, f"{moment}__lt": begins + timedelta(days=1)}
    return Dossier.objects.filter(receiving__in=units, **within).for_pages().select_related("filer", "service")


def _uuids(texts: list[str]) -> list[UUID]:
    return [found for text in texts[: MOST * 2] if (found := uuid_in(text))]
