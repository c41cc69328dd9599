"""What is counted while the product runs, in files that all processes of a machine write and one page reads."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

COUNTING = ("web", "worker")  # the commands that run for long; others count for themselves alone


def role() -> str:
    """What this process is for: web, worker, or other."""
    return sys.argv[1] if sys.argv[1:2] and sys.argv[1] in COUNTING else "other"


def count_into(folder: Path, role: str) -> None:
    """Name the folder of this role's files, before the library is first imported: it decides by it."""
    if role not in COUNTING:
        return
    own = folder / role
    own.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)


def forget_the_dead(folder: Path) -> None:
    """Take away the files of processes that are gone; called when a role starts, so its counters begin at nothing."""
    for file in files_in(folder):
        number = file.stem.rpartition("_")[2]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            with suppress(FileNotFoundError):
                file.unlink()


def memory(folder: Path) -> dict[str, int]:
    """Bytes in use by the living processes of each role; shared pages are counted for each."""
    used: dict[str, int] = {}
    for role, number in {(file.parent.name, file.stem.rpartition("_")[2]) for file in files_in(folder)}:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied, ValueError):
            used[role] = used.get(role, 0) + psutil.Process(int(number)).memory_info().rss
    return used


def files_in(folder: Path) -> Iterator[Path]:
    """The files of every role and process of this machine."""
    return folder.glob("*/*.db")
