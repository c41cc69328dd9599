"""The database: connections against their bound, what is slow now or was, who follows and how far behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection
from django.utils.timezone import now

from motcua.journal.following import read_until
from motcua.journal.models import Bookmark

SHOWN = 10
LONGEST_TEXT = 300  # characters of a statement
_CONNECTIONS = """
SELECT COALESCE(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1
"""
_BOUND = """
SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
"""
_HAS_STATEMENTS = "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'"
_STATEMENTS = """
SELECT query, calls, mean_exec_time / 1000 FROM pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY mean_exec_time DESC LIMIT %s
"""
_RUNNING = """
SELECT query, 1, extract(epoch FROM clock_timestamp() - query_start)::float8 FROM pg_stat_activity
WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
ORDER BY query_start LIMIT %s
"""
_REPLICAS = "SELECT application_name, COALESCE(extract(epoch FROM replay_lag), 0)::float8 FROM pg_stat_replication"
_VALUES = re.compile(r"'(?:[^']|'')*'|\$\$.*?\$\$|(?<![\w$.])\d+(?:\.\d+)?", re.DOTALL)


@dataclass(frozen=True)
class Connections:
    """Of this database by state, and how many the server lets in for all of its databases."""

    by_state: dict[str, int]
    bound: int

    @property
    def used(self) -> int:
        return sum(self.by_state.values())


@dataclass(frozen=True)
class Statement:
    """One statement without its values; `seconds` is the mean or the longest of its calls, or how long it runs."""

    text: str
    calls: int
    seconds: float


@dataclass(frozen=True)
class Behind:
    """Who reads after us, a follower of the journal or a replica, and how many seconds later."""

    name: str
    seconds: float


def connections() -> Connections:
    with connection.cursor() as cursor:
        cursor.execute(_BOUND)
        (bound,) = cursor.fetchone()
        cursor.execute(_CONNECTIONS)
        return Connections(dict(cursor.fetchall()), bound)


def statistics() -> list[Statement] | None:
    """The slowest by their mean since the statistics began; None on a server without pg_stat_statements."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS_STATEMENTS)
        return _statements(_STATEMENTS) if cursor.fetchone()[0] else None


def running() -> list[Statement]:
    """What runs this moment, the longest first."""
    return _statements(_RUNNING)


def followers() -> list[Behind]:
    """How far each follower of the journal is behind it."""
    names = Bookmark.objects.order_by("follower").values_list("follower", flat=True)
    until = {name: read_until(name) for name in names}
    return [Behind(name, max(0.0, (now() - at).total_seconds())) for name, at in until.items() if at]


def replicas() -> list[Behind]:
    with connection.cursor() as cursor:
        cursor.execute(_REPLICAS)
        return [Behind(name, seconds) for name, seconds in cursor.fetchall()]


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _statements(question: str) -> list[Statement]:
    with connection.cursor() as cursor:
        cursor.execute(question, [SHOWN])
        return [Statement(without_values(text), calls, seconds) for text, calls, seconds in cursor.fetchall()]


def without_values(text: str) -> str:
    """The statement with a question mark for each value: values may be of people."""
    return " ".join(_VALUES.sub("?", text).split())[:LONGEST_TEXT]
