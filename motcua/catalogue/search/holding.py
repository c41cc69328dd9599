"""The index of the catalogue as it is, read once per state of it by each process."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from django.db import DatabaseError, connection
from django.db.models import Sum
from django.utils.timezone import localdate

from motcua.catalogue.models import (
    CatalogueImport,
    EverydayWord,
    LifeEvent,
    Procedure,
    ProcedureUse,
    SearchWeight,
    Service,
)
from motcua.catalogue.search.entries import read_entries, read_texts
from motcua.catalogue.search.index import Index, build
from motcua.catalogue.search.lexicon import Lexicon, rules_of
from motcua.catalogue.search.weights import Weights
from motcua.lib.reading import from_primary

Stamp = tuple[object, ...]
_STATE = f"""
    SELECT (SELECT max(id) FROM {CatalogueImport._meta.db_table}),
           (SELECT sum(batches) FROM {CatalogueImport._meta.db_table}),
           (SELECT (count(*), max(updated_at))::text FROM {EverydayWord._meta.db_table}),
           (SELECT (count(*), max(updated_at))::text FROM {SearchWeight._meta.db_table}),
           (SELECT (count(*), max(updated_at))::text FROM {LifeEvent._meta.db_table}),
           (SELECT max(id) FROM {Procedure._meta.db_table}), (SELECT max(id) FROM {Service._meta.db_table})
"""  # noqa: S608  the tables' own names
USES_OF = timedelta(days=180)
USES_KEPT = 3600.0  # seconds for which the counts of choices are taken as they were read


@dataclass(frozen=True, eq=False)
class Held:
    """An index, how much others liked each procedure (its id → 0 … 1), and the id of the newest service.

    `rankings` keeps what was found of late for as long as all this holds: pages and filters ask the same again.
    """

    index: Index
    chosen: Mapping[int, float]
    newest_service: int | None
    rankings: dict[object, Any] = field(default_factory=dict)


_held: tuple[Stamp, float, Held] | None = None
_lock = threading.Lock()


def held_now() -> Held:
    """The index as it is; one small query, more only after the catalogue or its words changed, or an hour passed."""
    global _held
    (*stamp, newest), now = stamp_now(), time.monotonic()
    state, newest_service = tuple(stamp), cast("int | None", newest)
    if _held is None or _held[0] != state:
        _build_anew(state, now, newest_service)
    elif now - _held[1] > USES_KEPT:
        _held = (state, now, Held(_held[2].index, read_chosen(), newest_service))
    assert _held is not None  # where nothing was, the building was waited for
    if _held[2].newest_service != newest_service:
        _held = (_held[0], _held[1], Held(_held[2].index, _held[2].chosen, newest_service))
    return _held[2]


def _build_anew(state: Stamp, now: float, newest_service: int | None) -> None:
    """By whoever meets the change first; others go on with what was held, and wait only where nothing is."""
    global _held
    if not _lock.acquire(blocking=_held is None):
        return
    try:
        if _held is None or _held[0] != state:
            _held = (state, now, Held(_build(), read_chosen(), newest_service))
    finally:
        _lock.release()


def warm_up(*, seconds: float) -> None:
    """Read the index so long from now, beside the work, so that nobody's first search waits for it."""
    timer = threading.Timer(seconds, _read_beside)
    timer.daemon = True
    timer.start()


def _read_beside() -> None:
    try:
        held_now()
    except DatabaseError:
        return  # the tables are not there yet, or the database is away: the first search reads it
    finally:
        connection.close()


def stamp_now() -> Stamp:
    """Whatever changes what is found: imports, everyday words, weights, guided paths; then the newest service."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return tuple(cursor.fetchone() or ())


def lexicon_now() -> Lexicon:
    """The everyday words in force."""
    rows = EverydayWord.objects.filter(is_active=True).values_list("kind", "words", "means", "weight")
    return Lexicon(rule for row in rows for rule in rules_of(*row))


def weights_now() -> Weights:
    return Weights().changed(dict(SearchWeight.objects.values_list("name", "value")))


@from_primary()  # as the stamp is
def _build() -> Index:
    return build(read_entries(), read_texts(), lexicon_now(), weights_now())


@from_primary()
def read_chosen() -> dict[int, float]:
    """How much each procedure was chosen or filed of late, 0 to 1: by its root.

    Each way by itself, and the larger counts: beside thousands of filings a day no choice would tell.
    """
    liked: dict[int, float] = {}
    for how in ProcedureUse.How:
        for procedure, share in _shares(how).items():
            liked[procedure] = max(share, liked.get(procedure, 0.0))
    return liked


def _shares(how: ProcedureUse.How) -> dict[int, float]:
    """Against the most of all, modestly."""
    uses = ProcedureUse.objects.filter(how=how, on__gt=localdate() - USES_OF).values("procedure")
    counts = dict(uses.annotate(times=Sum("count")).values_list("procedure", "times"))
    most = max(counts.values(), default=0)
    return {procedure: (times / most) ** 0.5 for procedure, times in counts.items()}
