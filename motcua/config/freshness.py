"""How far behind the replica is, told by places in the WAL: clocks of two machines need not agree."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field

import structlog
from django.db import DatabaseError, connections

log = structlog.get_logger(__name__)
ASK_EVERY = 0.5  # seconds; in between, what was learnt last holds
ASK_AGAIN = 5.0  # seconds until a replica that was down is asked again
WRITTEN = "SELECT (pg_current_wal_lsn() - '0/0')::bigint"
REPLAYED = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint"


def written() -> int:
    """Where the primary's WAL ends now, in bytes from its beginning."""
    return _ask("default", WRITTEN)


@dataclass
class Follower:
    """What this process knows of the replica: how far it has come, and where the primary was when.

    It is fresh when it has come as far as the primary was `longest` seconds ago. Right after the start, and after
    a pause, nothing is known of the past: then it must have come as far as the primary is now.
    """

    longest: float  # seconds
    replayed: int = 0
    seen: deque[tuple[float, int]] = field(default_factory=deque)
    ask_next: float = 0.0
    is_usable: bool | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def has(self, place: int) -> bool:
        """May a page be read from the replica by somebody whose last write is at this place?"""
        with self.lock:
            if time.monotonic() >= self.ask_next:
                self._look()
            return bool(self.is_usable) and self.replayed >= place

    def leave_out(self) -> None:
        """It failed in the middle of a page."""
        with self.lock:
            self._put_off()

    def _look(self) -> None:
        """Ask both; a replica that is down is put off."""
        end = written()
        now = time.monotonic()
        try:
            self.replayed = _ask("replica", REPLAYED)
        except DatabaseError:
            self._put_off()
            return
        while self.seen and self.seen[0][0] < now - self.longest:
            self.seen.popleft()
        self.seen.append((now, end))
        self.ask_next = now + ASK_EVERY
        self._is(self.replayed >= self.seen[0][1], "the replica lags")

    def _put_off(self) -> None:
        self.ask_next = time.monotonic() + ASK_AGAIN
        connections["replica"].close()
        self._is(False, "the replica does not answer")

    def _is(self, usable: bool, otherwise: str) -> None:
        if usable is not self.is_usable:
            log.warning("the replica is read" if usable else f"{otherwise}: pages are read from the primary")
        self.is_usable = usable


def _ask(alias: str, query: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return int(row[0] or 0)  # a server that follows nobody has replayed nothing
