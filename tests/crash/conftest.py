"""One running copy for the crash tests, its prepared folder, and the times to recover, told at the end of the run."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.crash.town import Town, running
from tests.house.copies import copied

DISKS = {"files": "48m", "postgres": "500m"}
TIMES = pytest.StashKey[dict[str, float]]()


@pytest.fixture(scope="session")
def hanging_partner() -> Iterator[str]:
    """An address that takes every call and never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(64)
        yield f"http://127.0.0.1:{silent.getsockname()[1]}"


@pytest.fixture(scope="session")
def town(template: Path, tmp_path_factory: pytest.TempPathFactory, hanging_partner: str) -> Iterator[Town]:
    """The copy that all faults are tried on, so that each is tried on what the others left; its disk is small."""
    folder = tmp_path_factory.mktemp("town") / "data"
    with small_disk(folder), running(copied(template, folder), free_port(), MOTCUA_VNEID=hanging_partner) as town:
        yield town


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Files and database on disks of their own that can be filled, when we may mount them."""
    with ExitStack() as mounts:
        for name, size in DISKS.items() if os.geteuid() == 0 else ():
            place = folder / name
            place.mkdir(parents=True)
            command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
            if subprocess.run(command, capture_output=True).returncode == 0:
                mounts.callback(subprocess.run, ["umount", "--lazy", str(place)], check=True)
        yield


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def told(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Keep how long a fault took to be over, for the report of the run and the summary of the terminal."""

    def tell(fault: str, seconds: float) -> None:
        record_property("fault", fault)
        record_property("seconds to recover", seconds)
        request.config.stash.setdefault(TIMES, {})[fault] = seconds

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for fault, seconds in config.stash.get(TIMES, {}).items():
        terminalreporter.write_line(f"{seconds:6.1f} s  {fault}")
