"""Real workers follow the facts: killed at any moment, two at once, nothing is left out and nothing counts twice."""

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

DOSSIERS = 60
COUNTED = "SELECT count(*) FROM laichau.indicators_standing"
DOSSIERS_THERE = "SELECT count(*) FROM laichau.dossiers_dossier"
UNREAD = """
SELECT count(*) FROM laichau.journal_event WHERE (txid, id) >
    (SELECT txid, event_id FROM laichau.journal_bookmark WHERE follower = 'indicators')"""
LAG = f"""
SELECT COALESCE(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)
FROM ({UNREAD.replace("count(*)", "recorded_at")}) unread"""
LONGEST_LAG = 5.0  # seconds

pytestmark = pytest.mark.processes
Worker = subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def data(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with database_up(template, tmp_path_factory.mktemp("followers") / "data") as folder:
        assert office_at_work(folder, 5).wait(PATIENCE) == 0
        yield folder


def test_facts_are_counted_within_seconds_though_workers_are_killed_at_any_moment(data: Path) -> None:
    before = one(data, DOSSIERS_THERE)
    office, deaths = office_at_work(data, DOSSIERS), 0
    while office.poll() is None:
        workers = [start(data, "worker") for _ in range(2)]
        time.sleep(4)
        for worker in workers:
            worker.kill()
            worker.wait()
        deaths += len(workers)
    assert office.returncode == 0 and deaths >= 2
    workers = [start(data, "worker") for _ in range(2)]
    wait(data, UNREAD, 0)
    for worker in workers:
        worker.kill()
        worker.wait()
    assert one(data, COUNTED) == before + DOSSIERS
    said = manage(data, "recount_indicators", "--check")
    assert said.returncode == 0, said.stderr


def test_numbers_lag_less_than_five_seconds_while_an_office_works(data: Path) -> None:
    worker, before = start(data, "worker"), one(data, DOSSIERS_THERE)
    wait(data, UNREAD, 0)
    office, lags = office_at_work(data, DOSSIERS), []
    while office.poll() is None:
        lags.append(float(one(data, LAG)))
        time.sleep(0.2)
    wait(data, UNREAD, 0)
    worker.terminate()
    assert (office.returncode, worker.wait(30)) == (0, 0)
    assert one(data, COUNTED) == before + DOSSIERS
    assert max(lags) < LONGEST_LAG


def test_a_number_that_was_meddled_with_is_named_and_mended(data: Path) -> None:
    assert manage(data, "recount_indicators").returncode == 0
    meddle = "UPDATE laichau.indicators_cell SET number = number + 1 WHERE kind = 2 RETURNING id"
    assert one(data, meddle)
    told = manage(data, "recount_indicators", "--check")
    assert told.returncode == 1
    assert "IN_HAND" in told.stderr and "held" in told.stderr
    assert manage(data, "recount_indicators").returncode == 0
    assert manage(data, "recount_indicators", "--check").returncode == 0


def office_at_work(data: Path, dossiers: int) -> Worker:
    words = f"from tests.indicators.busy import work; work({dossiers})"
    return start(data, "shell", "--no-imports", "-c", words)


def start(data: Path, *arguments: str) -> Worker:
    command = [sys.executable, str(REPOSITORY / "bin" / "manage"), *arguments]
    return subprocess.Popen(command, env=environment(MOTCUA_DATA=str(data)), cwd=REPOSITORY)


def one(data: Path, query: str) -> Any:
    with psycopg.connect(embedded.cluster_of(data).url(embedded.DATABASE)) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
        return row and row[0]


def wait(data: Path, query: str, wanted: int) -> None:
    until = time.monotonic() + PATIENCE
    while (found := one(data, query)) != wanted:
        assert time.monotonic() < until, found
        time.sleep(0.1)
