"""WAL: each full segment, at least one a minute, goes into the backup, whole or not at all."""

from __future__ import annotations

import gzip
import re
import shlex
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from motcua.config.keeping.folder import KeepingFault
from motcua.config.postgres import run

LONGEST_WAIT = 60  # seconds, both for a segment to fill and for the archive to take one
# A segment that is there already must be the same: two databases never write over each other's.
ARCHIVE = (
    "if test -f {wal}/%f.gz; then gzip -dc {wal}/%f.gz | cmp -s - %p; "
    "else gzip -1 < %p > {wal}/%f.part && sync {wal}/%f.part && mv {wal}/%f.part {wal}/%f.gz && sync {wal}; fi"
)
# A segment that is not there ends the recovery well. One that cannot be read must not pass for the end:
# above 125 PostgreSQL gives up and says so.
FETCH = (
    "if test -f {wal}/%f.gz; then gzip -dc {wal}/%f.gz > %p || exit 130; else test -x {wal} || exit 130; exit 1; fi"
)
SEGMENT = re.compile(r"([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})\.gz")
SEGMENTS_PER_FILE = 0x100  # of 16 MB each: after …000000FF comes …00000100 in the middle part
NO_ARCHIVING = (
    "The server runs without archive_mode, so nothing that is written after a base could be restored. "
    "Start the copy again once (embedded), or set archive_mode = on (own server)."
)


def archive_command(wal: Path) -> str:
    """The line of the server's settings that brings WAL into this folder."""
    return ARCHIVE.format(wal=_quoted(wal))


def restore_command(wal: Path) -> str:
    return FETCH.format(wal=_quoted(wal))


def _quoted(wal: Path) -> str:
    return shlex.quote(str(wal)).replace("%", "%%")


def archive_into(connection: Connection[Any], wal: Path) -> None:
    """Have the embedded server archive into this folder from now on, also after its next start."""
    need_archiving(connection)
    for name, value in (("archive_command", archive_command(wal)), ("archive_timeout", f"{LONGEST_WAIT}s")):
        if setting(connection, name) != value:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
    connection.execute("SELECT pg_reload_conf()")
    _wait(lambda: setting(connection, "archive_command") == archive_command(wal), "the server did not take its order")


def need_archiving(connection: Connection[Any]) -> None:
    """Raises KeepingFault when the server archives nothing."""
    if setting(connection, "archive_mode") == "off":
        raise KeepingFault(NO_ARCHIVING)


def setting(connection: Connection[Any], name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def send_wal(connection: Connection[Any], wal: Path) -> str:
    """Close the segment under way and wait until it is in the backup; gives its name. Raises KeepingFault."""
    connection.execute("SELECT pg_logical_emit_message(false, 'motcua', 'backup')")  # an empty one is not closed
    row = connection.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()
    connection.execute("SELECT pg_switch_wal()")
    assert row is not None
    name = str(row[0])
    _wait(lambda: (wal / f"{name}.gz").exists(), f"WAL does not arrive in {wal}: see the log of the database")
    return name


def _wait(is_done: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while not is_done():
        if time.monotonic() > until:
            raise KeepingFault(f"{otherwise[0].upper()}{otherwise[1:]}.")
        time.sleep(0.1)


def prune_wal(wal: Path, first: str) -> None:
    """Take away the segments before the first that a kept base needs."""
    run("pg_archivecleanup", "-b", "-x", ".gz", str(wal), first)


def wal_faults(wal: Path, first: str) -> Iterator[str]:
    """A sentence for every segment from `first` on that is missing between others or cannot be read."""
    names = sorted(path.name for path in wal.glob("*.gz") if SEGMENT.fullmatch(path.name))
    wanted = [name for name in names if name >= f"{first}.gz"]
    yield from (f"the WAL before {after} is missing" for after in gaps(wanted))
    yield from (f"the WAL {name} is damaged" for name in wanted if not _can_be_read(wal / name))


def gaps(names: Sequence[str]) -> Iterator[str]:
    """Names of segments, in order, whose predecessor on the same timeline is not there."""
    for before, after in pairwise(names):
        if before[:8] == after[:8] and _place(after) != _place(before) + 1:
            yield after


def _place(name: str) -> int:
    found = SEGMENT.fullmatch(name)
    assert found is not None
    return int(found[2], 16) * SEGMENTS_PER_FILE + int(found[3], 16)


def _can_be_read(path: Path) -> bool:
    try:
        with gzip.open(path) as content:
            while content.read(1 << 20):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return True
