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
    open_to = [(label, path) for label, path, roles in doors if actor.has_role(roles)]
    # The cash desk lies within the counter: the nearest door is the one behind which the reader stands.
    current = max((path for _label, path in open_to if request.path.startswith(path)), key=len, default="")
    return [(label, path, path == current) for label, path in open_to]
