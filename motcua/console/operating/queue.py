"""The queue: how much waits, how long already, what is in trouble; carried work is deleted, so the table is short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

QUEUES = {
    "reactions": _("What follows an act"),
    "timetable": _("What is done by the clock"),
    "recompute": _("Due dates counted again"),
}
MOST = 100_000  # waiting jobs that are counted one by one; a longer queue is told as this many
SHOWN = 50
SILENT = timedelta(seconds=30)  # without a sign of life a worker counts as dead

# Each part reads a partial index of the queue: of the waiting, of those in hand, of the failed.
_DEPTHS = """
WITH waiting AS (
    SELECT queue_name, scheduled_at, id FROM procrastinate_jobs WHERE status = 'todo'
    ORDER BY priority DESC, id LIMIT %(most)s
), ready AS (
    SELECT queue_name, min(id) AS first FROM waiting WHERE scheduled_at IS NULL OR scheduled_at <= now() GROUP BY 1
)
SELECT queue_name, CASE WHEN scheduled_at > now() THEN 'later' ELSE 'waiting' END, count(*), (
    SELECT max(extract(epoch FROM now() - greatest(said.at, job.scheduled_at)))::float8
    FROM ready JOIN procrastinate_jobs job ON job.id = ready.first
    JOIN procrastinate_events said ON said.job_id = job.id AND said.type = 'deferred'
    WHERE ready.queue_name = waiting.queue_name
) FROM waiting GROUP BY 1, 2
UNION ALL
SELECT queue_name, 'doing', count(*), NULL FROM procrastinate_jobs
WHERE status = 'doing' GROUP BY 1
UNION ALL
SELECT queue_name, 'failed', count(*), NULL FROM procrastinate_jobs WHERE status = 'failed' GROUP BY 1
"""
_WORKERS = """
SELECT count(*) FILTER (WHERE last_heartbeat > now() - %(silent)s), count(*) FROM procrastinate_workers
"""
# Failed, in the hands of a dead worker, or tried in vain before.
_TROUBLED = """
SELECT job.id, job.queue_name, COALESCE(job.args->>'reaction', job.task_name), job.args->>'event_id',
       job.status::text, job.attempts, job.scheduled_at, told.kind, told.place, told.at
FROM procrastinate_jobs job LEFT JOIN console_trouble told ON told.job = job.id WHERE job.id IN (
    (SELECT id FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id DESC LIMIT %(shown)s)
    UNION ALL (SELECT job FROM console_trouble ORDER BY at DESC LIMIT %(shown)s)
    UNION ALL (SELECT held.id FROM procrastinate_jobs held LEFT JOIN procrastinate_workers worker
        ON worker.id = held.worker_id WHERE held.status = 'doing'
        AND (worker.id IS NULL OR worker.last_heartbeat < now() - %(silent)s) LIMIT %(shown)s)
) ORDER BY job.status = 'failed' DESC, job.id DESC LIMIT %(shown)s
"""


@dataclass(frozen=True)
class Depth:
    """How much of one queue is waiting, put off until later, doing or failed; `oldest` is in seconds."""

    queue: str
    status: str
    jobs: int
    oldest: float | None

    @property
    def label(self) -> Any:
        """The queue in words, "" for one that nobody named."""
        return QUEUES.get(self.queue, "")


@dataclass(frozen=True)
class Workers:
    alive: int
    silent: int


@dataclass(frozen=True)
class Troubled:
    """Work that does not go its way; `fact`: the number of its event; `kind`, `place`: of its last fault."""

    id: int
    queue: str
    work: str
    fact: int | None
    status: str
    attempts: int
    again_at: datetime | None
    kind: str
    place: str
    last_at: datetime | None

    @property
    def is_failed(self) -> bool:
        return self.status == "failed"

    @property
    def is_held_by_the_dead(self) -> bool:
        return self.status == "doing"


def depths() -> list[Depth]:
    """One row for each queue and state that has any; 1 query."""
    return [Depth(queue, status, jobs, oldest) for queue, status, jobs, oldest in _rows(_DEPTHS, most=MOST)]


def workers() -> Workers:
    """Who gave a sign of life within half a minute, and who is written down but silent; 1 query."""
    ((alive, known),) = _rows(_WORKERS, silent=SILENT)
    return Workers(alive, known - alive)


def troubled() -> Sequence[Troubled]:
    """The failed first, then what was tried in vain or is held by a dead worker; the latest first; 1 query."""
    return [_troubled(*row) for row in _rows(_TROUBLED, shown=SHOWN, silent=SILENT)]


def _troubled(id: int, queue: str, work: str, fact: str | None, status: str, *rest: Any) -> Troubled:
    attempts, again_at, kind, place, last_at = rest
    name = work.removeprefix("motcua.")
    number = int(fact) if fact else None
    return Troubled(id, queue, name, number, status, attempts, again_at, kind or "", place or "", last_at)


def _rows(query: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
