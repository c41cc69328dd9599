"""How many facts of each kind this process has recorded, for the operator's figures."""

from collections import Counter as Tally
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from prometheus_client import Counter

from motcua.journal.models import Event

RECORDED = Counter("motcua_facts", "Facts recorded, by kind and by who recorded them.", ["kind", "role"])


def count(events: Sequence[Event]) -> None:
    """Count them once they are committed: what was undone never happened."""
    kinds = Tally(event.kind for event in events)
    transaction.on_commit(lambda: _add(kinds))


def _add(kinds: Tally[str]) -> None:
    for kind, number in kinds.items():
        RECORDED.labels(kind, settings.ROLE).inc(number)
