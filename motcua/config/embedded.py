"""The embedded PostgreSQL as the product uses it; a real server is named by DATABASE_URL instead."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from motcua.config.postgres import Cluster, NotStarted

DATABASE = "motcua"
# Small enough for a laptop; durable (a commit is on disk), since dossiers are never lost.
SETTINGS = """
max_connections = 100
shared_buffers = 256MB
max_wal_size = 2GB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
archive_mode = on
archive_command = 'true'
"""
# archive_mode needs a restart, the command does not: `bin/manage backup` names it while the copy goes on running.
THROW_AWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\narchive_mode = off\n"  # tests only
LONGEST_WAIT = 30  # seconds between two starts
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def database_url(data: Path, *, durable: bool = True) -> str:
    """The address of the database: DATABASE_URL, or the embedded server of this folder, started if down.

    Raises `postgres.NotStarted`.
    """
    if url := os.environ.get("DATABASE_URL"):
        return url
    with _one_at_a_time(data):
        cluster = cluster_of(data)
        cluster.make()
        if not cluster.is_up():
            cluster.configure(SETTINGS + ("" if durable else THROW_AWAY))
            cluster.start()
        _make_database(cluster.url("postgres"))
        return cluster.url(DATABASE)


def cluster_of(data: Path) -> Cluster:
    return Cluster(data / "postgres")


def is_up(data: Path) -> bool:
    return cluster_of(data).is_up()


@dataclass
class Tended:
    """The server of this folder while somebody looks after it: started again whenever it is found down."""

    data: Path
    tries: int = 0
    try_again_at: float = 0.0

    @property
    def log(self) -> Path:
        return cluster_of(self.data).folder / "log"

    def look(self) -> str:
        """A sentence when the server is found down, is up again or cannot start; nothing when all is well."""
        if cluster_of(self.data).is_up():
            self.tries = 0
            return ""
        if not self.tries:
            return self._put_off("the database ended unexpectedly")
        if time.monotonic() < self.try_again_at:
            return ""
        try:
            with _one_at_a_time(self.data):
                cluster_of(self.data).start()
        except NotStarted as fault:
            return self._put_off(str(fault))
        return "the database started again"

    def _put_off(self, words: str) -> str:
        """The first second is also for whoever stopped it to start it anew."""
        wait = min(LONGEST_WAIT, 2**self.tries)
        self.tries += 1
        self.try_again_at = time.monotonic() + wait
        return f"{words}; starting it again in {wait} s"


@contextlib.contextmanager
def in_use(data: Path) -> Iterator[None]:
    """Say that this process uses the embedded server, so that nobody else turns it off meanwhile."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "postgres.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        yield


def stop_if_unused(data: Path) -> bool:
    """The last to leave turns off the light: stop the embedded server unless somebody still uses it."""
    if not (data / "postgres").exists():
        return False
    with _one_at_a_time(data), (data / "postgres.users").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return is_up(data) and not _others_are_connected(data) and _stop(data)


def stop(data: Path) -> None:
    """Stop the embedded server of this folder, if it runs, whoever uses it."""
    with _one_at_a_time(data):
        _stop(data)


def _stop(data: Path) -> bool:
    cluster_of(data).stop()
    return True


def _others_are_connected(data: Path) -> bool:
    with psycopg.connect(cluster_of(data).url("postgres"), autocommit=True) as connection:
        counted = connection.execute(OTHERS).fetchone()
        return bool(counted and counted[0])


def _make_database(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


@contextlib.contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with (data / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
