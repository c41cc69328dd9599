"""A running copy as an operator starts it, the office at work in it, and what must be true of both after a fault."""

from __future__ import annotations

import contextlib
import json
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from motcua.config import embedded
from tests.crash.acts import Act
from tests.crash.flows import Work
from tests.crash.receptionists import Form
from tests.house.copies import PATIENCE, Copy, clear, manage, start

READY = "stops everything"
TICK = 0.05  # seconds
IN_HAND = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' AND queue_name = 'reactions'"
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'reactions'"
CARRIED = "SELECT count(*) FROM laichau.journal_delivery WHERE event_id > %s"
LAST = "SELECT coalesce(max(id), 0) FROM laichau.journal_event"


@dataclass
class Town:
    """`forms` and `acts`: all that was ever sent, and all that was acknowledged."""

    copy: Copy
    options: dict[str, str]
    world: dict[str, Any] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.copy.data

    def found(self) -> None:
        """The world, and the receptionist, the officers and the citizens who live in it."""
        told = self.data / "world.json"
        self.do(f"from tests.crash.world import make; make(4, {str(told)!r})")
        self.world = json.loads(told.read_text())

    def start_again(self) -> None:
        self.copy = start(self.data, self.copy.port, "--empty", **self.options)
        self.copy.wait_for(READY)

    @contextlib.contextmanager
    def busy(self) -> Iterator[Work]:
        """The four flows, each of which has done an act before the block and ends its last one after it."""
        work = Work(self.copy.address, self.world)
        work.start()
        try:
            wait_until(lambda: all(flow.acts for flow in work.flows), "every flow acts")
            yield work
        finally:
            work.end()
            self.forms += work.desk.forms
            self.acts += work.acts
        assert not work.strange, work.strange[:5]

    def survives(self, strike: Callable[[], object]) -> float:
        """Strike in the middle of the work; seconds until every flow has acted anew. Reactions are carried too."""
        with self.busy() as work:
            strike()
            struck = time.monotonic()
            wait_until(lambda: all(flow.has_acted_since(struck) for flow in work.flows), "every flow acts again")
            acted = max(self._first_after(flow.acts, struck) for flow in work.flows)
            since = self.count(LAST)
            wait_until(lambda: self.count(CARRIED, since) > 0, "reactions are carried again")
        return round(acted - struck, 1)

    def _first_after(self, acts: list[Act], moment: float) -> float:
        return next(act.ended for act in acts if act.began >= moment)

    def child(self, word: str) -> psutil.Process:
        """The web server or the worker, as the supervisor started it or will have started it in a moment."""
        wait_until(lambda: bool(self._children(word)), f"there is a {word}")
        return self._children(word)[0]

    def _children(self, word: str) -> list[psutil.Process]:
        living = psutil.Process(self.copy.process.pid).children()
        return [child for child in living if child.status() != psutil.STATUS_ZOMBIE and word in child.cmdline()]

    def postmaster(self) -> psutil.Process:
        number = (self.data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0]
        return psutil.Process(int(number))

    def count(self, query: str, *values: object) -> int:
        with psycopg.connect(embedded.cluster_of(self.data).url(embedded.DATABASE), autocommit=True) as connection:
            row = connection.execute(query, values).fetchone()  # type: ignore[call-overload]
        return int(row[0]) if row else 0

    def faults(self, *, is_settled: bool = False) -> list[str]:
        """What a process of the product finds wrong: nothing lost, nothing doubled, nothing half-written."""
        sent, told = self.data / "sent.json", self.data / "told.json"
        facts = {"forms": [asdict(form) for form in self.forms], "acts": [asdict(act) for act in self.acts]}
        sent.write_text(json.dumps({**facts, "is_settled": is_settled}))
        self.do(f"from tests.crash.audit import write; write({str(sent)!r}, {str(told)!r})")
        return list(json.loads(told.read_text()))

    def do(self, words: str) -> str:
        """Let a process of the product run these words; what it said."""
        done = manage(
            self.data, "shell", "--no-imports", "-c", words, MOTCUA_PORT=str(self.copy.port), **self.options
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextlib.contextmanager
def running(data: Path, port: int, **options: str) -> Iterator[Town]:
    """A copy on a prepared folder, founded; ended with the block to the last process."""
    town = Town(start(data, port, "--empty", **options), options)
    try:
        town.copy.wait_for(READY)
        town.found()
        yield town
    finally:
        with contextlib.suppress(ProcessLookupError):
            town.copy.end(signal.SIGINT)
        clear(data)


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Look again and again; a database that is away is looked for again too."""
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(psycopg.OperationalError, psutil.NoSuchProcess, OSError, IndexError):
            if is_so():
                return
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(TICK)
