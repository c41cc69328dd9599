"""Restoring into an empty folder, as of the end of the backup or of any moment after its first base."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

import psycopg

from motcua.config.embedded import DATABASE, SETTINGS, cluster_of
from motcua.config.keeping.archiving import restore_command, wal_faults
from motcua.config.keeping.folder import Base, Folder, KeepingFault
from motcua.config.keeping.sums import faults, sum_of_list
from motcua.config.postgres import Cluster, NotStarted, give_to_account

LONGEST_START = 24 * 3600  # seconds until the copy is consistent; a large one has much WAL to read
MOST_NAMED = 5  # of many faults
HOW_ELSEWHERE = (
    "The base is of a server of its own and is restored with its own programs: copy {cluster} into the server's "
    "empty data folder, set restore_command = '{command}' and, for one moment, recovery_target_time, make an empty "
    "file recovery.signal there, and start it. Then copy the folder files/ of the backup into the data folder."
)
OPEN = "SELECT NOT pg_is_in_recovery()"


def need_empty(into: Path) -> None:
    """Raises KeepingFault unless there is nothing at this place."""
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise KeepingFault(f"{into} is not empty: a backup is restored into an empty folder only.")


def base_for(bases: Sequence[Base], at: datetime | None) -> Base:
    """The newest base that ended before this moment. Raises KeepingFault."""
    if not bases:
        raise KeepingFault("There is no finished base in this folder.")
    fitting = [base for base in bases if at is None or base.moment <= at]
    if not fitting:
        raise KeepingFault(f"The oldest base is of {bases[0].ended_at}: no earlier moment can be restored.")
    return fitting[-1]


def check_base(folder: Folder, base: Base) -> None:
    """Raises KeepingFault unless the copy is whole, by its sums, and of a server that we can run."""
    place = folder.cluster(base.name)
    if sum_of_list(place) != base.sums:
        raise KeepingFault(f"The base {base.name} is damaged: its list of sums is not the one that was written.")
    if not base.is_embedded:
        raise KeepingFault(HOW_ELSEWHERE.format(cluster=place, command=restore_command(folder.wal.resolve())))
    if found := list(islice(faults(place), MOST_NAMED)):
        raise KeepingFault(f"The base {base.name} is damaged: {'; '.join(found)}.")


def check_wal(folder: Folder, base: Base, at: datetime | None) -> None:
    """Raises KeepingFault with all that is missing; for a given moment PostgreSQL itself refuses to stop short."""
    found = list(islice(wal_faults(folder.wal, base.first_wal), MOST_NAMED))
    if found and at is None:
        raise KeepingFault(f"{'; '.join(found)}. Name a moment before it with --at.")


def bring_back(folder: Folder, base: Base, into: Path, at: datetime | None) -> Cluster:
    """Copy the base, replay the WAL up to the moment, and open the database; gives the running cluster."""
    cluster = cluster_of(into.resolve())
    shutil.copytree(folder.cluster(base.name), cluster.folder)
    cluster.forget_origin()
    _order_recovery(cluster, folder, at)
    give_to_account(cluster.folder)
    _let_read(folder.wal)
    try:
        cluster.start(seconds=LONGEST_START)
        _wait_until_open(cluster)
    except NotStarted:
        raise KeepingFault(_why(cluster)) from None
    _forget_recovery(cluster)
    return cluster


def _order_recovery(cluster: Cluster, folder: Folder, at: datetime | None) -> None:
    """What the old copy was told to archive is forgotten with it: the restored one writes into no backup yet."""
    told = {"restore_command": restore_command(folder.wal.resolve()), "recovery_target_action": "promote"}
    if at is not None:
        told["recovery_target_time"] = at.isoformat()
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in told.items()]
    (cluster.folder / "postgresql.auto.conf").write_text("".join(lines))
    (cluster.folder / "recovery.signal").touch()
    cluster.configure(SETTINGS)


def _let_read(wal: Path) -> None:
    """A backup that was carried here belongs to whoever carried it; where nothing can be written it is left so."""
    with contextlib.suppress(OSError):
        give_to_account(wal)


def _wait_until_open(cluster: Cluster) -> None:
    while not _is_open(cluster):
        if not cluster.is_up():
            raise NotStarted
        time.sleep(0.2)


def _is_open(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.url(DATABASE), autocommit=True) as connection:
            return connection.execute(OPEN).fetchone() == (True,)
    except (OSError, psycopg.OperationalError):  # it is on its way up, or down
        return False


def _why(cluster: Cluster) -> str:
    if "before configured recovery target was reached" in (cluster.folder / "log").read_text(errors="replace"):
        return "The backup ends before the moment asked for: name an earlier one, or none for all there is."
    return f"The restored database does not open: {cluster.last_words()}"


def _forget_recovery(cluster: Cluster) -> None:
    (cluster.folder / "postgresql.auto.conf").write_text("")
    with psycopg.connect(cluster.url(DATABASE), autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")
