"""A running copy of the product, started as an operator starts it, and what it leaves behind."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from motcua.config import embedded

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds


@dataclass
class Copy:
    """One `bin/run`; `data` marks all its processes."""

    data: Path
    port: int
    process: subprocess.Popen[str]
    said: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_for(self, words: str) -> str:
        until = time.monotonic() + PATIENCE
        while words not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < until, self.said.read_text()
            time.sleep(0.05)
        return self.said.read_text()

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    def end(self, sign: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(sign)
        return self.process.wait(40)


def environment(**more: str) -> dict[str, str]:
    """What an operator's shell has: nothing of the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {**kept, **more}


def start(data: Path, port: int, *options: str, tree: Path = REPOSITORY, **more: str) -> Copy:
    data.parent.mkdir(parents=True, exist_ok=True)
    said = data.parent / f"said-{port}-{time.monotonic_ns()}.txt"
    command = [sys.executable, str(tree / "bin" / "run"), "--port", str(port), "--data", str(data), *options]
    with said.open("w") as out:
        process = subprocess.Popen(
            command,
            cwd=data.parent,
            env=environment(**more),
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            text=True,
        )
    return Copy(data, port, process, said)


def manage(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(REPOSITORY / "bin" / "manage"), *arguments],
        env=environment(MOTCUA_DATA=str(data), **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def copied(template: Path, folder: Path) -> Path:
    """A data folder like the template, made in a moment; its database is down."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", f"{template}/.", folder], check=True)
    return folder


@contextmanager
def database_up(template: Path, folder: Path) -> Iterator[Path]:
    """A data folder like the template with its database up; ended with the block, with all that still runs on it."""
    with embedded.in_use(copied(template, folder)):
        start_database(folder)
        yield folder
    clear(folder)


def start_database(folder: Path) -> None:
    """As the product starts it: with its settings, and its socket where the copy lies."""
    cluster = embedded.cluster_of(folder)
    cluster.configure(embedded.SETTINGS)
    cluster.start()


def processes_of(data: Path) -> list[str]:
    """Every process that knows this data folder, by its command or its environment."""
    return [" ".join(process.cmdline()) for process in psutil.process_iter() if _knows(process, str(data))]


def gone(data: Path, *, but: str = "nothing") -> Sequence[str]:
    """The processes of the copy that are still there after 15 s, `but` those one may expect."""
    until = time.monotonic() + 15
    while (left := [line for line in processes_of(data) if but not in line]) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def clear(data: Path) -> None:
    """End what a failed test left running."""
    for process in psutil.process_iter():
        if _knows(process, str(data)) and "postgres" not in process.name():
            process.kill()
    if (data / "postgres").exists():
        embedded.stop(data)


def _knows(process: psutil.Process, mark: str) -> bool:
    try:
        if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return any(mark in word for word in process.cmdline()) or process.environ().get("MOTCUA_DATA") == mark
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
