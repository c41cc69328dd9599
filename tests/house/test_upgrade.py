"""A database of the release before, with dossiers at every point of their life, becomes one of this release."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.config import embedded
from motcua.config.postgres import PROGRAMS
from tests.house.copies import REPOSITORY, clear, environment, manage
from tests.house.keeping import url_of

pytestmark = pytest.mark.processes
DUMP = REPOSITORY / "tests/house/released.sql.gz"
KEYS = dict.fromkeys(("MOTCUA_IDENTITY_KEY", "MOTCUA_SECRET_KEY"), "demo-key-of-the-released-fixture-only")
DOSSIERS, EVENTS = 18, 107
LEFT = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'reactions'"
READ = "SELECT count(*) FROM laichau.journal_event"
WRITE = "UPDATE laichau.dossiers_counter SET last = last"
REPORT = 20  # seconds that it takes
LONGEST = 5.0  # seconds that a page may wait while tables change


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder as the release before left it, its database up."""
    monkeypatch.delenv("DATABASE_URL")  # the tests' own
    folder = tmp_path / "data"
    with embedded.in_use(folder):
        words = [PROGRAMS / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", embedded.database_url(folder)]
        subprocess.run(words, input=gzip.decompress(DUMP.read_bytes()), stdout=subprocess.DEVNULL, check=True)
        yield folder
    clear(folder)


def test_what_the_release_before_wrote_is_read_and_worked_on(data: Path, tmp_path: Path) -> None:
    upgrade(data)
    assert "every chain holds, replay equals status" in call(data, "verify_journal")
    told = tmp_path / "told.json"
    call(data, "shell", "--no-imports", "-c", f"from tests.house.upgraded import look; look({str(told)!r})")
    found = json.loads(told.read_text())
    assert (found["dossiers"], found["events"], found["sealed"]) == (DOSSIERS, EVENTS, 1)
    assert len(found["statuses"]) >= 5
    assert {page for page, status in found["pages"].items() if status not in (200, 403, 404)} == set()
    assert sum(status == 200 for status in found["pages"].values()) > 20


def test_the_queue_that_the_release_before_left_is_worked_off(data: Path) -> None:
    upgrade(data)
    assert left(data) > 0
    call(data, "shell", "--no-imports", "-c", "from tests.house.upgraded import work_off; work_off()")
    assert left(data) == 0


def test_an_upgrade_waits_its_turn_and_lets_others_pass(data: Path) -> None:
    """A long report holds the tables: who reads or writes goes on all the same, and the upgrade ends after it."""
    with psycopg.connect(url_of(data)) as report:
        report.execute(READ)
        report.execute("SELECT count(*) FROM laichau.dossiers_dossier")
        upgrading = upgrade_beside(data)
        end = threading.Timer(REPORT, report.rollback)
        end.start()
        slowest = slowest_while(data, upgrading)
        end.cancel()
    assert upgrading.wait(10) == 0
    assert slowest < LONGEST, f"a page would have waited for {slowest:.1f} s"
    assert "every chain holds" in call(data, "verify_journal")


def upgrade(data: Path) -> None:
    call(data, "prepare", "--empty")


def upgrade_beside(data: Path) -> subprocess.Popen[str]:
    words = [sys.executable, str(REPOSITORY / "bin" / "manage"), "prepare", "--empty"]
    return subprocess.Popen(words, env=environment(MOTCUA_DATA=str(data), **KEYS), text=True)


def slowest_while(data: Path, upgrading: subprocess.Popen[str]) -> float:
    """The longest time, in seconds, that a reading and a writing took while the upgrade went on."""
    slowest = 0.0
    with psycopg.connect(url_of(data), autocommit=True) as page:
        while upgrading.poll() is None:
            began = time.monotonic()
            page.execute(READ)
            page.execute(WRITE)
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(0.05)
    return slowest


def call(data: Path, *words: str) -> str:
    """What a command of this release said, with the keys of the release before; it must succeed."""
    done = manage(data, *words, **KEYS)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def left(data: Path) -> int:
    with psycopg.connect(url_of(data)) as connection:
        row = connection.execute(LEFT).fetchone()
    assert row is not None
    return int(row[0])
