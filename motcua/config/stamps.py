"""Which steps this database has been through, kept in the database itself: two copies of it agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from motcua.config.steps import Step

LOCK = 7_305_117  # any number of our own: one preparation of a database at a time


class Stamps:
    """The table `prepared` of the province's schema."""

    def __init__(self, url: str, schema: str) -> None:
        self.url, self.table = url, sql.Identifier(schema, "prepared")
        self.schema = sql.Identifier(schema)

    def read(self) -> dict[str, str]:
        """The stamp of each step gone through; nothing when the table is not there yet."""
        with psycopg.connect(self.url) as connection:
            try:
                return dict(connection.execute(sql.SQL("SELECT step, stamp FROM {}").format(self.table)).fetchall())
            except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
                return {}

    def write(self, step: Step) -> None:
        with psycopg.connect(self.url) as connection:
            connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(self.schema))
            columns = "step text PRIMARY KEY, stamp text NOT NULL, at timestamptz NOT NULL DEFAULT now()"
            connection.execute(sql.SQL(f"CREATE TABLE IF NOT EXISTS {{}} ({columns})").format(self.table))
            connection.execute(
                sql.SQL(
                    "INSERT INTO {} (step, stamp) VALUES (%s, %s) "
                    "ON CONFLICT (step) DO UPDATE SET stamp = excluded.stamp, at = now()"
                ).format(self.table),
                [step.name, step.stamp()],
            )

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Two copies that start together prepare one after the other."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield


def stale(steps: list[Step], stamps: Stamps, data: Path) -> list[Step]:
    """The steps whose inputs changed since they were run, or whose kept words are gone."""
    known = stamps.read()
    return [step for step in steps if known.get(step.name) != step.stamp() or _lacks_its_words(step, data)]


def _lacks_its_words(step: Step, data: Path) -> bool:
    return bool(step.keeps) and not (data / step.keeps).exists()
