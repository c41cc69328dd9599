"""The form of the apology: what stands drafted, who may do what with it, and the link to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.values import read_date, tidy
from motcua.desk.offering import Further
from motcua.directory.actors import Actor
from motcua.dossiers.clock import calendar_of
from motcua.dossiers.extending import CAUSES, Apology, close_on, is_in_time
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import Cause, Dossier, Extension
from motcua.dossiers.permissions import has_step, may

FIELDS = ("cause", "reason", "new_due")
YEARS = range(2000, 2100)  # those of the calendar


def offer_extension(dossier: Dossier, actor: Actor) -> Further | None:
    """To whoever drafts or signs it, and to every reader once it is signed; 1 query."""
    extension = Extension.objects.standing().filter(dossier=dossier).first()
    url = reverse("desk:extension", args=[dossier.public_id])
    if extension and extension.signed_at:
        return Further(_("Apology with a new date"), url, _("signed: %(number)s") % {"number": extension.number})
    concerned = (may_sign(dossier, actor) or has_step(dossier, actor)) and not dossier.stands_still
    if not concerned or not allows(dossier.status, Move.EXTEND) or not _is_in_time(dossier):
        return None
    note = _("drafted: to be signed") if extension else ""
    return Further(_("Apology with a new date"), url, note, is_pressing=bool(extension) and may_sign(dossier, actor))


def offer_lateness(dossier: Dossier, actor: Actor) -> Further | None:
    """To every reader of an accepted dossier; no query."""
    if dossier.accepted_at is None:
        return None
    return Further(_("Whose time, whose delay"), reverse("desk:lateness", args=[dossier.public_id]))


def may_sign(dossier: Dossier, actor: Actor) -> bool:
    return may(Move.EXTEND, dossier, actor)


def apology_in(post: Mapping[str, str], dossier: Dossier) -> Apology:
    """What was typed; the new date is told at close of business."""
    on = _day(post.get("new_due", ""))
    new_due_at = close_on(on, calendar_of(dossier)) if on else None
    return Apology(tidy(post.get("cause", "")), tidy(post.get("reason", "")), new_due_at)


def typed_in(post: Mapping[str, str], extension: Extension | None) -> dict[str, str]:
    """As typed, else as drafted."""
    if post:
        return {name: tidy(post.get(name, "")) for name in FIELDS}
    if extension is None:
        return {"cause": Cause.STEP.value, "reason": "", "new_due": ""}
    on = localtime(extension.new_due_at).date()
    return {"cause": extension.cause, "reason": extension.reason, "new_due": on.isoformat()}


def causes() -> list[tuple[str, Any]]:
    return [(cause.value, cause.label) for cause in CAUSES]


def _is_in_time(dossier: Dossier) -> bool:
    return dossier.due_at is not None and is_in_time(dossier.due_at, now(), calendar_of(dossier))


def _day(typed: str) -> date | None:
    try:
        on = date.fromisoformat(str(read_date(tidy(typed))))
    except ValueError:
        return None
    return on if on.year in YEARS else None
