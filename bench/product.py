"""The running product to measure: named by MOTCUA_ADDRESS, or a copy of its own with the demo province."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

REPOSITORY = Path(__file__).resolve().parents[1]
STARTING = 300  # seconds for a first start with all its data
BEGINNING = 10.0  # seconds until all processes have begun what a start brings with it
AT_REST = 0.08  # seconds of processor time a second


@dataclass
class Product:
    """Where the product answers and where its data lie."""

    address: str
    data: Path
    is_ours: bool = False  # started here, for measuring only: it may be written to at will
    pid: int = 0  # of the process that started all others; 0 for a product started elsewhere

    def manage(self, *words: str) -> str:
        """Run one of the product's own commands on the same data."""
        environment = {**plain_environment(), "MOTCUA_DATA": str(self.data), "MOTCUA_MODE": "demo"}
        command = [sys.executable, str(REPOSITORY / "bin" / "manage"), *words]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    def officer(self, role: str, place: str = "tanphong") -> tuple[str, str]:
        """The demo sign-in (name, password) of a role in a commune."""
        for account in json.loads(self.manage("demo_accounts", "--json"))["officers"]:
            if place in account["username"] and any(post["role"] == role for post in account["posts"]):
                return account["username"], account["password"]
        raise LookupError(f"no demo account for {role} in {place}")

    def fill(self, dossiers: int, *, days: int = 60) -> None:
        """Invent dossiers until there are so many."""
        with self.database() as server:
            found = server.execute("SELECT count(*) FROM dossiers_dossier").fetchone()
        lacking = dossiers - (found[0] if found else 0)
        if lacking > 0:
            self.manage("make_load", "--dossiers", str(lacking), "--days", str(days), "--seed", "7")

    def rest(self, *, longest: float = 300.0) -> None:
        """Wait until it has done what a start or a load brings with it: indexes read, numbers counted."""
        deadline = time.monotonic() + longest
        time.sleep(BEGINNING)
        while self.pid and time.monotonic() < deadline and self._busy() > AT_REST:
            pass

    def _busy(self) -> float:
        """Seconds of processor time a second, of all its processes."""
        before = self.spent()
        time.sleep(2)
        return (self.spent() - before) / 2

    def spent(self) -> float:
        """Seconds of processor time since the start, of all its processes that still run."""
        spent = 0.0
        for process in self._family():
            with contextlib.suppress(psutil.NoSuchProcess):
                spent += sum(process.cpu_times()[:2])
        return spent

    def _family(self) -> list[psutil.Process]:
        return [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]

    def memory(self) -> dict[str, int]:
        """MB that each process of the product holds for itself; the database's share their pages, so not theirs."""
        if not self.pid:
            return {}
        ours = [process for process in self._family() if "postgres" not in process.name()]
        return {f"{_work_of(each)} {each.pid}": each.memory_full_info().uss // 2**20 for each in ours}

    def database(self) -> psycopg.Connection[Any]:
        """A connection that finds the province's tables."""
        return psycopg.connect(self.database_url(), options="-c search_path=laichau,public", autocommit=True)

    def database_url(self) -> str:
        """The address of the database behind the product."""
        from motcua.config.embedded import database_url

        return database_url(self.data)


def _work_of(process: psutil.Process) -> str:
    """What the process does: the last word of its command that is neither an option nor a value."""
    words = [word for word in process.cmdline() if word.isidentifier()]
    return words[-1] if words else process.name()


# What a test run has set for itself is nothing to a product that starts as an operator would start it.
OURS_ALONE = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MOTCUA_DATA", "MOTCUA_MODE", "MOTCUA_STATIC")


def plain_environment() -> dict[str, str]:
    """The environment of somebody who has set nothing."""
    return {name: value for name, value in os.environ.items() if name not in OURS_ALONE}


@contextlib.contextmanager
def running(data: Path | None = None) -> Iterator[Product]:
    """A product that answers, for as long as the block lasts; in `data`, the folder MOTCUA_DATA, or a fresh one."""
    if address := os.environ.get("MOTCUA_BENCH_ADDRESS"):
        yield Product(address, Path(os.environ["MOTCUA_DATA"]))
        return
    data = data or Path(os.environ.get("MOTCUA_DATA") or tempfile.mkdtemp(prefix="motcua-bench-"))
    port = _free_port()
    command = [sys.executable, str(REPOSITORY / "bin" / "run"), "--port", str(port), "--data", str(data)]
    with (data / "bench.log").open("w") as log:
        started = {"stdout": log, "stderr": log, "env": plain_environment(), "start_new_session": True}
        process = subprocess.Popen(command, **started)  # type: ignore[call-overload]
        try:
            yield Product(_ready(f"http://localhost:{port}", process), data, is_ours=True, pid=process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _ready(address: str, process: subprocess.Popen[Any]) -> str:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the product did not start")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
            if answer.status == 200:
                return address
        time.sleep(0.5)
    raise TimeoutError("the product did not answer in time")


def _free_port() -> int:
    """A port whose neighbour is free too, for the stand-in of the national sign-in."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            with contextlib.suppress(OSError):
                second.bind(("127.0.0.1", port + 1))
                return port
