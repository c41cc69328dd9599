"""Connections to the database: each thread of a process has its own and keeps it, so none is ever waited for."""

from __future__ import annotations

import os
from typing import Any

import structlog
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError, connection

from motcua.config.followers import FOLLOWERS
from motcua.console.operating.database import connections

# Pages are work for the processor: more threads than two would only wait for each other.
THREADS = 2
# The worker fetches and ends jobs by connections of the queue's own, beside one for each job at a time,
# and each of its followers reads the journal by one of its own.
QUEUE_CONNECTIONS = 4
CONCURRENCY = 4
FOR_OPERATORS = 10  # commands, a backup, a replica, somebody with psql

log = structlog.get_logger(__name__)


def needed(*, web: int, workers: int, concurrency: int = CONCURRENCY) -> int:
    """The most that so many processes, on all machines together, ever hold at once."""
    return web * THREADS + workers * (concurrency + QUEUE_CONNECTIONS + len(FOLLOWERS)) + FOR_OPERATORS


def planned() -> tuple[int, int]:
    """Web and worker processes on all machines together, as the operator says."""
    return int(os.environ.get("MOTCUA_WEB_PROCESSES", "2")), int(os.environ.get("MOTCUA_WORKERS", "1"))


def enough_connections(**_: Any) -> list[CheckMessage]:
    """Warns when the planned processes could want more connections than the server lets in."""
    web, workers = planned()
    try:
        bound = connections().bound
    except DatabaseError:
        return []
    if (most := needed(web=web, workers=workers)) <= bound:
        return []
    said = f"{web} web and {workers} worker processes may want {most} connections; the server lets in {bound}."
    return [Warning(said, hint="Raise max_connections, or run fewer processes.", id="motcua.W001")]


def warn() -> None:
    """Tell the log, and leave no connection behind for processes that are started after."""
    for message in enough_connections():
        log.warning(message.msg)
    connection.close()
