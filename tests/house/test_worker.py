"""A real worker on a database of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.config import embedded
from tests.house.copies import PATIENCE, REPOSITORY, database_up, environment, manage

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.house.settings_worker"}
RING = "from tests.house.reactions import ring; ring()"
FOUND = "SELECT kind, payload FROM laichau.journal_event WHERE subject <> 'yesterday' ORDER BY id"
# A day without any event before it is not sealed: there must have been one yesterday.
YESTERDAY = """
INSERT INTO laichau.journal_event (subject, sequence, kind, payload, actor, at, recorded_at, previous, hash)
VALUES ('yesterday', 1, 'Rung', '{}', 'tests', now() - interval '1 day', now() - interval '1 day', '', '')"""
RUNNING = "SELECT count(*) FROM procrastinate_workers"

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def data(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with database_up(template, tmp_path_factory.mktemp("worker") / "data") as folder:
        with psycopg.connect(embedded.cluster_of(folder).url(embedded.DATABASE)) as connection:
            connection.execute(YESTERDAY)
        yield folder


@pytest.fixture(scope="module")
def worker(data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(REPOSITORY / "bin" / "manage"), "worker"]
    running = subprocess.Popen(command, env=environment(MOTCUA_DATA=str(data), **SETTINGS), text=True)
    wait(data, RUNNING, lambda rows: rows[0][0] == 1)
    yield running
    running.terminate()
    assert running.wait(30) == 0


def read(data: Path, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(embedded.cluster_of(data).url(embedded.DATABASE)) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def wait(data: Path, query: str, is_enough) -> list[tuple[object, ...]]:  # type: ignore[no-untyped-def]
    until = time.monotonic() + PATIENCE
    while not is_enough(rows := read(data, query)):
        assert time.monotonic() < until, rows
        time.sleep(0.1)
    return rows


def test_a_reaction_follows_within_a_second_and_what_it_records_is_carried_on(
    data: Path, worker: subprocess.Popen[str]
) -> None:
    done = manage(data, "shell", "--no-imports", "-c", RING, **SETTINGS)
    assert done.returncode == 0, done.stderr
    rows = wait(data, FOUND, lambda rows: len(rows) == 3)
    assert [kind for kind, _ in rows] == ["Rung", "Heard", "Told"]
    assert rows[1][1]["late_by"] < 1  # type: ignore[index]
    assert worker.poll() is None


def test_the_timetable_is_run(data: Path, worker: subprocess.Popen[str]) -> None:
    query = "SELECT task_name FROM procrastinate_periodic_defers ORDER BY 1"
    wait(data, query, lambda rows: ("motcua.journal.tasks.seal_yesterday",) in rows)
    wait(data, "SELECT count(*) FROM laichau.journal_digest", lambda rows: rows[0][0] == 1)
