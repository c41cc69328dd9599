"""Which workplaces a reader may enter: the links at the top of every page for officers."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.directory.access import Request
from motcua.directory.roles import BOARD_ROLES, CONSOLE_ROLES, COUNTER_ROLES, DESK_ROLES, Role


def doors_for(request: Request) -> Sequence[tuple[str, str, bool]]:
    """(label, address, is the current one) of each door the reader's roles open."""
    actor = request.actor
    doors = [
        (_("Counter"), "/counter/", COUNTER_ROLES),
        (_("Desk"), "/desk/", DESK_ROLES),
        (_("Cash desk"), "/counter/payments/", frozenset({Role.CASHIER})),
        (_("Board"), "/board/", BOARD_ROLES),
        (_("Console"), "/console/", CONSOLE_ROLES),
    ]
    return [(label, path, request.path.startswith(path)) for label, path, roles in doors if actor.has_role(roles)]
