"""Databases made in a moment: copies of one with all its tables, made once and kept until a migration changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import make_conninfo

from motcua.config.data_folder import REPOSITORY
from motcua.config.steps import STEPS

ONE_AT_A_TIME = "SELECT pg_advisory_lock(hashtext('tables of the tests'))"
IS_THERE = "SELECT count(*) FROM pg_database WHERE datname = %s"


def make(name: str) -> None:
    """A database of this name, all its tables empty; one that was there before is gone."""
    with server() as shared:
        shared.execute(ONE_AT_A_TIME)  # given back with the connection
        if not _is_there(shared):
            _make_template(shared)
        shared.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[call-overload]
        shared.execute(f"CREATE DATABASE {name} TEMPLATE {_template()}")  # type: ignore[call-overload]


@contextmanager
def own(name: str) -> Iterator[str]:
    """The address of such a database for other processes: what they commit stays until the block ends."""
    make(name)
    yield make_conninfo(os.environ["DATABASE_URL"], dbname=name)
    with server() as shared:
        shared.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def server() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


@cache
def _template() -> str:
    """Its name tells what it was made of: our migrations, and the libraries that bring theirs."""
    tables = next(step for step in STEPS if step.command == "prepare_database")
    libraries = (REPOSITORY / "requirements.txt").read_bytes()
    return f"tables_{hashlib.sha256(tables.stamp().encode() + libraries).hexdigest()[:16]}"


def _is_there(shared: psycopg.Connection[tuple[object, ...]]) -> bool:
    return shared.execute(IS_THERE, [_template()]).fetchone() != (0,)


def _make_template(shared: psycopg.Connection[tuple[object, ...]]) -> None:
    shared.execute("DROP DATABASE IF EXISTS half_made WITH (FORCE)")
    shared.execute("CREATE DATABASE half_made")
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "half_made"
    call_command("prepare_database", verbosity=0)
    connection.close()
    connection.settings_dict["NAME"] = usual
    shared.execute(f"ALTER DATABASE half_made RENAME TO {_template()}")  # type: ignore[call-overload]
