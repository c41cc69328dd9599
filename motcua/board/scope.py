"""Which bodies an actor steers: all for those who watch the province, else the own body and what lies below it."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.directory.actors import Actor
from motcua.directory.bodies import below
from motcua.directory.roles import BOARD_ROLES, PROVINCE_WIDE, Role


@dataclass(frozen=True)
class Scope:
    """`led` are the bodies in which the actor leads, `bodies` those and all below; both None for the province."""

    led: frozenset[int] | None
    bodies: frozenset[int] | None

    def holds(self, body_id: int) -> bool:
        return self.bodies is None or body_id in self.bodies


def scope_of(actor: Actor) -> Scope:
    """One query for all bodies in which the actor leads."""
    if actor.has_role(PROVINCE_WIDE):
        return Scope(None, None)
    led = actor.bodies_as(*(Role(role) for role in BOARD_ROLES))
    return Scope(led, below(led))
