"""And then what? Every recorded fact, and the functions that carry it on."""

from collections.abc import Callable, Mapping, Sequence

from motcua.journal.facts import Fact
from motcua.journal.models import Event

REACTIONS: Mapping[type[Fact], Sequence[Callable[[Event], None]]] = {}
