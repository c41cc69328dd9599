"""Making many invented dossiers: rows worked out by several processes and written down by one, all or nothing."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import nullcontext
from datetime import datetime
from multiprocessing import get_context

from django.db import connection, connections, transaction

from motcua.directory.models import Person
from motcua.dossiers import models
from motcua.dossiers.demo.bare import bare
from motcua.dossiers.demo.batches import SIZE, Plan, batch, plan
from motcua.dossiers.demo.copying import copy
from motcua.journal.models import Event

LARGE = 20_000  # dossiers from which it pays to put indexes and promises back afterwards
AHEAD = 2  # batches that a process may be ahead of the writing: memory stays flat
TABLES = (
    *(Person, models.Dossier, models.Declaration, models.Task, models.Charge, Event, models.Decision),
    *(models.Paper, models.PaperFile, models.Pause, models.SupplementRequest, models.SupplementItem),
)
Rows = dict[str, bytes]
_plan: Plan | None = None  # of this process and of those made after it


def make_history(
    count: int,
    *,
    days: int,
    now: datetime,
    seed: int = 1,
    processes: int = 1,
    with_new_people: bool = False,
    tell: Callable[[int], None] = print,
) -> int:
    """Invent `count` dossiers lodged over the last `days` days; gives how many were written."""
    global _plan
    _plan = plan(days=days, now=now, seed=seed, with_new_people=with_new_people)
    if _plan is None:
        return 0
    sizes = [min(SIZE, count - done) for done in range(0, count, SIZE)]
    if processes == 1:
        _write(_plan, (batch(_plan, no, size) for no, size in enumerate(sizes)), sizes, tell)
    else:
        connections.close_all()  # a connection has one process: each opens its own
        # A batch leaves no circles behind; looking for them was a fifth of the time.
        with ProcessPoolExecutor(processes, get_context("fork"), gc.disable) as pool:
            pool.submit(int).result()  # all its processes begin before this one has a connection again
            _write(_plan, _made_by(pool, processes * AHEAD, sizes), sizes, tell)
    _look_over()
    return count


@transaction.atomic
def _write(plan: Plan, rows: Iterator[Rows], sizes: list[int], tell: Callable[[int], None]) -> None:
    plan.numbers.take()
    done = 0
    with bare(TABLES) if _is_large(sum(sizes)) else nullcontext():
        for size, sheets in zip(sizes, rows, strict=True):
            copy(sheets)
            tell(done := done + size)
    plan.numbers.give_back()


def _made_by(pool: ProcessPoolExecutor, ahead: int, sizes: list[int]) -> Iterator[Rows]:
    """The batches in their order, worked out by the processes of the pool."""
    coming: deque[Future[Rows]] = deque()
    for no, size in enumerate(sizes):
        coming.append(pool.submit(_batch, no, size))
        if len(coming) >= ahead:
            yield coming.popleft().result()
    while coming:
        yield coming.popleft().result()


def _batch(no: int, size: int) -> Rows:
    assert _plan is not None
    return batch(_plan, no, size)


def _is_large(count: int) -> bool:
    """Whether the load is large, also beside what the tables hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = %s::regclass", [_TABLE])
        return count >= LARGE and count * 2 >= cursor.fetchone()[0]


def _look_over() -> None:
    """Tell the planner what the tables hold now; outside a transaction also which pages all can see."""
    names = ", ".join(model._meta.db_table for model in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}" if connection.in_atomic_block else f"VACUUM (ANALYZE) {names}")


_TABLE = models.Dossier._meta.db_table
