"""The running product, as its supervisor runs it, and the one who kills its processes at any moment."""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import psutil
import psycopg

from motcua.config import embedded
from motcua.config.addresses import status_of
from motcua.config.children import Child
from tests.house.copies import REPOSITORY, environment

TICK = 0.05  # seconds
PATIENCE = 60  # seconds, after which what should have come does not come
IN_HAND = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND queue_name = 'reactions'"
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'reactions'"
STALLED = 31  # seconds after which a silent worker counts as dead


@dataclass
class Storm:
    """Pages and worker of one data folder; `killed` counts the victims by name."""

    data: Path
    port: int
    pages: Child
    worker: Child
    database: psycopg.Connection[Any]
    killed: Tally[str] = field(default_factory=Tally)
    worker_killed_at: float = 0.0
    left_in_hand: int = 0  # jobs that a killed worker had begun and not ended
    luck: random.Random = field(default_factory=random.Random)
    row: list[Callable[[], None]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.pages.start()
        self.worker.start()
        self.wait_until(self.answers)

    def answers(self) -> bool:
        return status_of(f"{self.address}/readyz") == 200

    def tend(self) -> None:
        """One look at what died, as the supervisor looks; that it died often is forgiven."""
        for child in (self.pages, self.worker):
            child.deaths = 0
            child.look()

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.wait_until(lambda: time.monotonic() >= until)

    def wait_until(self, is_so: Callable[[], bool], look_again_after: float = TICK) -> None:
        until = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < until, "\n".join(self.pages.last_words() + self.worker.last_words())
            self.tend()
            time.sleep(look_again_after)

    def has_killed_enough(self) -> bool:
        pages = (self.killed["pages"], self.killed["one that serves pages"])
        return min(pages) >= 2 and self.has_killed_enough_workers()

    def has_killed_enough_workers(self) -> bool:
        return self.killed["worker"] >= 3 and self.left_in_hand > 0

    def kill(self) -> None:
        """The next victim of a shuffled row in which every kind has its share."""
        if not self.row:
            workers = [] if self.has_killed_enough_workers() else [self.kill_the_worker] * 3
            self.row = [self.kill_the_pages, *[self.kill_one_that_serves_pages] * 4, *workers]
            self.luck.shuffle(self.row)
        self.row.pop()()

    def kill_the_pages(self) -> None:
        if self.pages.is_alive():
            self.pages.process.kill()  # type: ignore[union-attr]
            self.killed["pages"] += 1

    def kill_one_that_serves_pages(self) -> None:
        """The oldest: a young one dead twice within seconds would make the server end them all."""
        with contextlib.suppress(psutil.NoSuchProcess, ValueError):
            serving = psutil.Process(self.pages.process.pid).children()  # type: ignore[union-attr]
            min(serving, key=psutil.Process.create_time).kill()
            self.killed["one that serves pages"] += 1

    def kill_the_worker(self) -> None:
        """At any moment; or, when none has died so yet, with a job in hand."""
        if self.killed["worker"] and not self.left_in_hand:
            self.wait_until(lambda: self.count(IN_HAND) > 0, look_again_after=0)
        if self.worker.is_alive():
            self.worker.process.kill()  # type: ignore[union-attr]
            self.worker.process.wait()  # type: ignore[union-attr]
            self.killed["worker"] += 1
            self.worker_killed_at = time.monotonic()
            self.left_in_hand = self.count(IN_HAND)

    def settle(self) -> None:
        """Wait until the dead worker counts as dead, start the living one anew, and see that all is carried."""
        self.wait(max(0.0, self.worker_killed_at + STALLED - time.monotonic()))
        self.worker.stop(22)
        self.worker.start()
        self.wait_until(lambda: self.count(WAITING) == 0)

    def count(self, query: str) -> int:
        row = self.database.execute(query).fetchone()
        return int(row[0]) if row else 0

    def stop(self) -> None:
        self.pages.stop(8)
        self.worker.stop(22)


@contextlib.contextmanager
def running(data: Path, port: int) -> Iterator[Storm]:
    """The product on a prepared folder whose database is up; ended with the block.

    Tended by one thread only: the system ends a child with the thread that began it (`config/parent.py`).
    """
    told = {
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "DATABASE_URL": embedded.cluster_of(data).url(embedded.DATABASE),
        "MOTCUA_MODE": "demo",
        "MOTCUA_DATA": str(data),
        "MOTCUA_PORT": str(port),
        "MOTCUA_SUPERVISOR": str(os.getpid()),
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
    }
    with mock.patch.dict(os.environ, environment(**told), clear=True):
        pages = _child(data, "web", "--port", str(port), "--workers", "2")
        with psycopg.connect(told["DATABASE_URL"], autocommit=True) as database:
            storm = Storm(data, port, pages, _child(data, "worker"), database)
            try:
                yield storm
            finally:
                storm.stop()


def _child(data: Path, command: str, *options: Any) -> Child:
    words = [sys.executable, "-m", "django", command, *options]
    return Child(command, words, data / "logs" / f"{command}.log")
