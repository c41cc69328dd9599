"""The embedded PostgreSQL as the product uses it; a real server is named by DATABASE_URL instead."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg

from motcua.config.postgres import Cluster

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
"""
THROW_AWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"  # test databases only
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
