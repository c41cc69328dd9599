"""Taking a backup: a base, the WAL after it, the files; or only what is new since the last one."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import Connection

from motcua.config.embedded import cluster_of
from motcua.config.keeping.archiving import (
    archive_command,
    archive_into,
    need_archiving,
    prune_wal,
    send_wal,
    setting,
)
from motcua.config.keeping.files import Copied, copy_all, copy_new, forget_gone
from motcua.config.keeping.folder import Base, Folder, KeepingFault
from motcua.config.keeping.sums import LIST, sum_of_list
from motcua.config.postgres import NotStarted, run

FACTS = (
    "SELECT clock_timestamp(), current_setting('server_version_num')::int, "
    "(SELECT system_identifier::text FROM pg_control_system()), pg_walfile_name(%s)"
)
HOW_ELSEWHERE = (
    "The database is a server of its own and does not let its copy be taken: {fault}\n"
    "Give the role REPLICATION and a line `host replication …` in pg_hba.conf, or take bases with the server's own "
    "pg_basebackup. The files of the papers were copied."
)
ARCHIVE_ELSEWHERE = (
    "The database is a server of its own. For any moment after this base, have it archive where this folder is "
    "mounted:\n  archive_mode = on\n  archive_timeout = 60s\n  archive_command = '{command}'"
)


@dataclass(frozen=True)
class Taken:
    """What there is after a backup; `advice` is for the operator of a server of its own."""

    base: str
    kept: int
    copied: Copied
    forgotten: int
    advice: str = ""


def take(url: str, folder: Folder, *, keep: int) -> Taken:
    """A new base, its WAL and all files; the oldest bases beyond `keep` go. Raises KeepingFault."""
    with _at_work(url, folder) as connection:
        _need_same_database(connection, folder)
        is_ours = _is_embedded(connection)
        if is_ours:
            archive_into(connection, folder.wal)
        base = _base(url, connection, folder, is_ours)
        kept = folder.prune(keep)
        prune_wal(folder.wal, kept[0].first_wal)
        if is_ours:
            send_wal(connection, folder.wal)
        copied = copy_all(folder.files)  # after the WAL: what its rows name is copied too
        forgotten = forget_gone(folder.files, newest=base.name, oldest=kept[0].name)
        advice = "" if is_ours else ARCHIVE_ELSEWHERE.format(command=archive_command(folder.wal))
        return Taken(base.name, len(kept), copied, forgotten, advice)


def top_up(url: str, folder: Folder) -> Copied:
    """The files and the WAL written since the last backup; raises KeepingFault when there is no base."""
    with _at_work(url, folder) as connection:
        _need_same_database(connection, folder)
        if not folder.bases():
            raise KeepingFault(f"There is no base in {folder.path}: run bin/manage backup first.")
        if _is_embedded(connection):
            need_archiving(connection)
            send_wal(connection, folder.wal)
        return copy_new(folder.files)


def copy_since(folder: Folder) -> Copied:
    """The files stored since the last time. Raises KeepingFault while another backup writes there."""
    folder.make()
    with folder.one_at_a_time():
        return copy_new(folder.files)


@contextmanager
def _at_work(url: str, folder: Folder) -> Iterator[Connection[Any]]:
    folder.make()
    with folder.one_at_a_time(), psycopg.connect(url, autocommit=True) as connection:
        yield connection


def _is_embedded(connection: Connection[Any]) -> bool:
    """Is it the server of our own data folder, whose settings are ours to write?"""
    return Path(setting(connection, "data_directory")) == cluster_of(settings.DATA).folder.resolve()


def _need_same_database(connection: Connection[Any], folder: Folder) -> None:
    row = connection.execute("SELECT system_identifier::text FROM pg_control_system()").fetchone()
    if any(base.system != (row and row[0]) for base in folder.bases()):
        raise KeepingFault(f"{folder.path} holds the backup of another database: name another folder.")


def _base(url: str, connection: Connection[Any], folder: Folder, is_ours: bool) -> Base:
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    name = folder.begin(row[0])
    place = folder.cluster(name)
    options = ("-D", str(place), "-X", "stream", "-c", "fast", "--manifest-checksums=SHA256", "-w")
    try:
        run("pg_basebackup", "-d", url, *options)
    except NotStarted as fault:
        copy_all(folder.files)
        raise KeepingFault(str(fault) if is_ours else HOW_ELSEWHERE.format(fault=fault)) from None
    base = _described(name, place, connection, is_ours)
    folder.finish(base)
    return base


def _described(name: str, place: Path, connection: Connection[Any], is_ours: bool) -> Base:
    starts = [part["Start-LSN"] for part in json.loads((place / LIST).read_text())["WAL-Ranges"]]
    row = connection.execute(FACTS, [starts[0]]).fetchone()
    assert row is not None
    ended_at, version, system, first_wal = row
    return Base(
        name=name,
        ended_at=ended_at.isoformat(),
        system=system,
        server_version=version,
        is_embedded=is_ours,
        first_wal=first_wal,
        sums=sum_of_list(place),
        key_marks=key_marks(),
    )


def key_marks() -> list[str]:
    """Of each key at hand eight bytes, in hexadecimal, that tell whether it is the right one and nothing about it."""
    keys = [hashlib.sha256(b"mark" + key.encode()).digest() for key in settings.IDENTITY_KEYS]
    return [hmac.digest(key, b"backup", "sha256")[:8].hex() for key in keys]
