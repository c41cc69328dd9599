"""A reaction carried by two at once has one effect; one that always fails is set aside and stops nobody else."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from motcua.config import embedded
from motcua.journal.queue import PATIENCE as PATIENCE_OF_A_JOB
from tests.house.copies import PATIENCE, REPOSITORY, database_up, environment, manage

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.crash.settings_reactions"}
Worker = subprocess.Popen[bytes]
DOORS = 40
TRIES = 1 + (PATIENCE_OF_A_JOB.max_attempts or 0)
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'reactions' AND status <> 'failed'"
FAILED = "SELECT args->>'reaction', attempts FROM procrastinate_jobs WHERE status = 'failed'"
OPENED = "SELECT subject, count(*) FROM laichau.journal_event WHERE kind = 'Opened' GROUP BY subject"
LEFT_BY_THE_DEAD = """
    INSERT INTO procrastinate_jobs (task_name, queue_name, lock, queueing_lock, args, status, attempts)
    SELECT 'motcua.journal.tasks.free_stalled_jobs', 'timetable', NULL, 'motcua.journal.tasks.free_stalled_jobs',
           '{"timestamp": 1}', status::procrastinate_job_status, 0
    FROM (VALUES"""
LEFT = "SELECT count(*) FROM procrastinate_jobs WHERE args->>'timestamp' = '1'"
CARRIED = """
    SELECT count(*) FROM laichau.journal_delivery AS carried JOIN laichau.journal_event AS event
    ON event.id = event_id WHERE subject LIKE 'door:front %'"""

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with database_up(template, tmp_path_factory.mktemp("reactions") / "data") as folder:
        yield folder


@pytest.fixture
def data(prepared: Path) -> Path:
    """The folder without what an earlier test queued."""
    read(prepared, "DELETE FROM procrastinate_jobs WHERE queue_name = 'reactions' RETURNING id")
    return prepared


@pytest.fixture
def start_worker(data: Path) -> Iterator[Callable[[], Worker]]:
    started: list[Worker] = []

    def start() -> Worker:
        command = [sys.executable, str(REPOSITORY / "bin" / "manage"), "worker"]
        started.append(subprocess.Popen(command, env=environment(MOTCUA_DATA=str(data), **SETTINGS)))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def test_two_workers_with_the_same_jobs_have_one_effect_for_each(
    data: Path, start_worker: Callable[[], Worker]
) -> None:
    do(data, f"knock_and_queue_each_twice_more({DOORS})")
    assert read(data, WAITING) == [(3 * DOORS,)]
    workers = [start_worker() for _ in range(2)]
    wait(data, WAITING, [(0,)])
    for worker in workers:
        worker.terminate()
    assert [worker.wait(30) for worker in workers] == [0, 0]
    opened = dict(read(data, OPENED))
    assert [opened[f"door:front {number}"] for number in range(DOORS)] == [1] * DOORS
    assert read(data, CARRIED) == [(DOORS,)]
    assert read(data, FAILED) == []
    assert every_chain_holds(data)


def test_a_reaction_that_always_fails_is_set_aside_with_its_error_and_stops_nobody_else(data: Path) -> None:
    do(data, "jam()")
    opened = dict(read(data, OPENED))
    assert (opened.get("door:free"), opened.get("door:jammed")) == (1, None), "its own subject waits, others do not"
    said = do(data, "wait_out_the_patience()")
    assert read(data, FAILED) == [("tests.crash.reactions.stumble", TRIES)]
    assert "RuntimeError: the door is jammed" in said
    assert dict(read(data, OPENED))["door:jammed"] == 1, "what was next in its subject; nothing of what failed"
    assert read(data, WAITING) == [(0,)]
    do(data, "try_again()", MENDED="yes")
    assert dict(read(data, OPENED))["door:jammed"] == 2, "tried again when mended, it is carried once"
    assert read(data, FAILED) == [] and read(data, WAITING) == [(0,)]
    assert every_chain_holds(data)


def test_a_dead_workers_job_whose_twin_waits_keeps_no_worker_from_starting(
    data: Path, start_worker: Callable[[], Worker]
) -> None:
    """Killed at the minute: the last minute's run still in its hand, this minute's queued and not yet begun."""
    read(data, f"{LEFT_BY_THE_DEAD} ('doing'), ('todo')) AS job (status) RETURNING id")
    worker = start_worker()
    wait(data, LEFT, [(0,)])
    assert worker.poll() is None
    worker.terminate()
    assert worker.wait(30) == 0
    assert every_chain_holds(data)


def every_chain_holds(data: Path) -> bool:
    """And replay of every dossier equals its status."""
    return "every chain holds" in manage(data, "verify_journal", **SETTINGS).stdout


def do(data: Path, words: str, **more: str) -> str:
    """Let a process of the product run these words of `reactions`; what it logged."""
    words = f"from tests.crash.reactions import *; {words}"
    done = manage(data, "shell", "--no-imports", "-c", words, **SETTINGS, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def read(data: Path, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(embedded.cluster_of(data).url(embedded.DATABASE)) as connection:
        return connection.execute(query).fetchall()


def wait(data: Path, query: str, wanted: Sequence[tuple[Any, ...]]) -> None:
    until = time.monotonic() + PATIENCE
    while (rows := read(data, query)) != wanted:
        assert time.monotonic() < until, rows
        time.sleep(0.1)
