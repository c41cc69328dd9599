"""What bodies of this province offer, asked of the database seldom: it changes by the day, not by the search."""

from __future__ import annotations

import threading
import time
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.catalogue.models import Handling, Service
from motcua.catalogue.search.holding import Held
from motcua.lib.reading import from_primary

KEPT = 60.0  # seconds; a new service is noticed at once, a closed one within these

_served: tuple[tuple[int | None, date], float, frozenset[int]] | None = None
_lock = threading.Lock()


def served_now(held: Held, on: date) -> frozenset[int]:
    """The procedures that some body offers that day."""
    global _served
    state, now = (held.newest_service, on), time.monotonic()
    with _lock:
        if _served is None or _served[0] != state or now - _served[1] > KEPT:
            with from_primary():  # as the newest service is
                _served = (state, now, offered(open_services(on)))
        return _served[2]


def open_services(on: date) -> QuerySet[Service]:
    return Service.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def offered(services: QuerySet[Service]) -> frozenset[int]:
    """The procedures of these services; one handling is offered by many bodies, so handlings are asked, not rows."""
    handlings = Handling.objects.filter(Exists(services.filter(handling=OuterRef("pk"))))
    return frozenset(handlings.values_list("version__procedure_id", flat=True))
