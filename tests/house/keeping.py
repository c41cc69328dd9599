"""What a copy holds at a moment, told so that two copies can be compared: rows, sums, files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from motcua.config import embedded
from tests.house.copies import manage

TABLES = (
    "SELECT schemaname, tablename FROM pg_tables "
    "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
)
SUM = (
    "SELECT count(*), md5(coalesce(string_agg(line, '' ORDER BY line), '')) "
    "FROM (SELECT md5({row}::text) AS line FROM {table} AS {row}) AS lines"
)


@dataclass(frozen=True)
class Holding:
    """Of every table the number of rows and a sum over them; of every stored file its SHA-256."""

    tables: dict[str, tuple[int, str]]
    files: dict[str, str]

    def rows(self, table: str) -> int:
        return self.tables[table][0]


def url_of(data: Path) -> str:
    return embedded.cluster_of(data).url(embedded.DATABASE)


def holding(data: Path) -> Holding:
    """What the copy in this folder holds; its database is up."""
    with psycopg.connect(url_of(data)) as connection:
        tables = {f"{schema}.{name}": _sum(connection, schema, name) for schema, name in connection.execute(TABLES)}
    return Holding(tables, files_in(data / "files"))


def _sum(connection: psycopg.Connection[tuple[object, ...]], schema: str, name: str) -> tuple[int, str]:
    query = sql.SQL(SUM).format(table=sql.Identifier(schema, name), row=sql.Identifier("each"))
    return connection.execute(query).fetchone()  # type: ignore[return-value]


def files_in(folder: Path) -> dict[str, str]:
    found = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def moment_of(data: Path) -> str:
    """The database's own clock, in ISO 8601."""
    with psycopg.connect(url_of(data)) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    return str(row[0].isoformat())


def do(data: Path, call: str) -> None:
    """Have a process of the copy call a function of `tests.house.writing`."""
    done = manage(data, "shell", "--no-imports", "-c", f"from tests.house import writing; writing.{call}")
    assert done.returncode == 0, done.stderr


def command(data: Path, *arguments: str) -> str:
    """What a command said; it must succeed."""
    done = manage(data, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
