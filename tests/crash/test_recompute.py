"""Counting all open dossiers again is killed half-way and goes on: nothing is missed, nothing is told twice."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from motcua.config import embedded
from tests.house.copies import PATIENCE, REPOSITORY, database_up, environment, manage

pytestmark = pytest.mark.processes
DOSSIERS = 150
TWIN = "undisturbed"
ROWS = "SELECT id, version, first_due_at, due_at, step_due_at FROM laichau.dossiers_dossier ORDER BY id"
LEGS = "SELECT id, due_at FROM laichau.dossiers_task ORDER BY id"
RUN = "SELECT seen, changed, finished_at IS NOT NULL FROM laichau.dossiers_recomputerun"
TOLD = """
    SELECT subject, payload->>'old_due_at', payload->>'due_at' FROM laichau.journal_event
    WHERE kind = 'DueRecomputed' ORDER BY subject, sequence"""


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with open dossiers whose calendar changed, and the same database once more beside it."""
    with database_up(template, tmp_path / "data") as folder:
        words = f"from tests.crash.recounting import make; make({DOSSIERS})"
        done = manage(folder, "shell", "--no-imports", "-c", words)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(address(folder, "postgres"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {TWIN} TEMPLATE {embedded.DATABASE}")
        yield folder


def test_a_count_killed_half_way_ends_with_the_rows_of_an_undisturbed_one(data: Path) -> None:
    kill_half_way(data)
    seen = read(data, RUN)[0]
    assert 0 < seen[0] < DOSSIERS and not seen[2]
    again = manage(data, "recompute_deadlines", "--batch", "1")
    assert again.returncode == 0 and "going on behind dossier" in again.stderr
    assert manage(data, "recompute_deadlines", DATABASE_URL=address(data, TWIN)).returncode == 0
    for query in (ROWS, LEGS, RUN, TOLD):
        assert read(data, query) == read(data, query, TWIN)
    told = [subject for subject, *_dates in read(data, TOLD)]
    assert len(set(told)) == len(told) == read(data, RUN)[0][1] > DOSSIERS / 2
    assert manage(data, "verify_journal").returncode == 0


def kill_half_way(data: Path) -> None:
    """Begin it in batches of one, and kill -9 as soon as some are done."""
    command = [sys.executable, str(REPOSITORY / "bin" / "manage"), "recompute_deadlines", "--batch", "1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment(MOTCUA_DATA=str(data)), **quiet)  # type: ignore[call-overload]
    until = time.monotonic() + PATIENCE
    while not (rows := read(data, RUN)) or rows[0][0] < 10:
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.01)
    process.kill()
    process.wait()


def read(data: Path, query: str, database: str = embedded.DATABASE) -> list[tuple[Any, ...]]:
    with psycopg.connect(address(data, database)) as connection:
        return connection.execute(query).fetchall()


def address(data: Path, database: str) -> str:
    return str(embedded.cluster_of(data).url(database))
