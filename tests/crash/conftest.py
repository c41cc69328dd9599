"""Prepared folders for the crash tests, and the times to recover, told at the end of the run."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.copies import manage

TIMES = pytest.StashKey[dict[str, float]]()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables made and its database down."""
    folder = tmp_path_factory.mktemp("template") / "data"
    done = manage(folder, "prepare", "--empty")
    assert done.returncode == 0, done.stderr
    return folder


def copied(template: Path, folder: Path) -> Path:
    """A folder of one's own, made in a moment."""
    subprocess.run(["cp", "-a", f"{template}/.", folder], check=True)
    return folder


@pytest.fixture(scope="module")
def port() -> int:
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
