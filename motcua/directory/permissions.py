"""Who may change the directory: an administrator of the province, and the system itself (rulebook G.5)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.errors import NotAllowed
from motcua.directory.models import Body, Level
from motcua.directory.roles import COUNTER_ROLES, Role

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def serves_the_province(actor: Actor, roles: Iterable[Role]) -> bool:
    """Whether one of these roles is held in a body of the province's own level; 1 query where it is held at all."""
    bodies = actor.bodies_as(*roles)
    return bool(bodies) and Body.objects.filter(pk__in=bodies, level=Level.PROVINCE).exists()


def demand_administrator(by: Actor) -> None:
    """NotAllowed to all but the system and the province's administrators; a commune's own changes nothing."""
    if by != SYSTEM and not serves_the_province(by, ADMINISTRATORS):
        raise NotAllowed(_("Only an administrator of the province may change this."))


def demand_counter(by: Actor) -> None:
    """NotAllowed to all but the system and whoever serves at a counter, where papers are shown."""
    if by != SYSTEM and not by.has_role(COUNTER_ROLES):
        raise NotAllowed(_("Only officers at a counter may do this."))
