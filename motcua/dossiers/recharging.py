"""Charging lateness elsewhere by a decision: who may, and what it must say (rulebook F.5); no query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.lateness import OF_A_BODY, Leg
from motcua.dossiers.models import Cause
from motcua.dossiers.texts import Asked, Fault, text_faults


@dataclass(frozen=True)
class Elsewhere:
    """What is decided of one leg; `body_id` None for a cause that is no body's."""

    leg: str
    cause: str
    body_id: int | None
    ground: str
    basis: str


def may_recharge(leg: Leg, actor: Actor) -> bool:
    """Procedure control, and the head of a body above the one charged; nobody for the own body."""
    if leg.body_id is not None and leg.body_id in actor.body_ids:
        return False
    above = actor.oversees - actor.bodies_as(Role.HEAD)
    return actor.has_role([Role.PROCEDURE_CONTROL]) or leg.body_id in above


def recharge_faults(said: Elsewhere, leg: Leg | None, bodies: Collection[int]) -> list[Fault]:
    """Everything wrong with the decision, as (place, sentence); `bodies` are those that can be charged."""
    faults = [] if leg else [("leg", _("Choose one of the legs that bear lateness."))]
    if said.cause not in Cause.values:
        faults.append(("cause", _("Choose to whom it is charged.")))
    elif said.cause in OF_A_BODY and said.body_id not in bodies:
        faults.append(("body", _("Choose the body that answers for it.")))
    elif said.cause not in OF_A_BODY and said.body_id is not None:
        faults.append(("body", _("This cause is no body's: leave the body out.")))
    elif leg and (leg.cause, leg.body_id) == (said.cause, said.body_id):
        faults.append(("cause", _("It is charged so already.")))
    return [*faults, *text_faults({"ground": said.ground, "basis": said.basis}, _asked())]


def _asked() -> dict[str, Asked]:
    return {
        "ground": Asked(2000, _("Write why it is charged elsewhere.")),
        "basis": Asked(300, _("Name the act or document that this rests on.")),
    }
