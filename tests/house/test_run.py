"""`bin/run` from an empty folder to nothing left, with real processes."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from motcua.config import embedded
from tests.house.copies import REPOSITORY, clear, copied, environment, gone, manage, processes_of, start

pytestmark = pytest.mark.processes
READY = "stops everything"


@pytest.fixture
def port() -> int:
    """A port that is free together with the next one."""
    while True:
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            first.bind(("127.0.0.1", 0))
            wanted = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", wanted + 1))
            except (OSError, OverflowError):
                continue
        return wanted


@pytest.fixture(scope="module")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose name has a space and accents, with its tables made."""
    return copied(template, tmp_path_factory.mktemp("một cửa") / "data folder")


@pytest.fixture
def data(prepared: Path) -> Iterator[Path]:
    yield prepared
    clear(prepared)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """A data folder that is not there yet."""
    yield tmp_path / "data"
    clear(tmp_path / "data")


def test_a_copy_starts_from_nothing_answers_and_leaves_no_process(empty: Path, port: int) -> None:
    copy = start(empty, port, "--empty")
    said = copy.wait_for(READY)
    assert "tables …" in said and f"http://localhost:{port}/" in said
    assert copy.get("/healthz") == copy.get("/readyz") == 200
    assert copy.end() == 0
    assert not gone(empty)


def test_a_second_start_is_quick_and_prepares_nothing(data: Path, port: int) -> None:
    began = time.monotonic()
    copy = start(data, port, "--empty")
    said = copy.wait_for(READY)
    assert time.monotonic() - began < 10
    assert "…" not in said
    assert copy.end(signal.SIGTERM) == 0
    assert not gone(data)


def test_two_copies_run_side_by_side(data: Path, empty: Path, port: int) -> None:
    one = start(data, port, "--empty")
    two = start(empty, port + 2, "--empty")
    one.wait_for(READY)
    two.wait_for(READY)
    assert one.get("/readyz") == two.get("/readyz") == 200
    one.end()
    assert two.get("/readyz") == 200
    two.end()
    assert not gone(data) and not gone(empty)


def test_a_killed_supervisor_takes_its_processes_with_it(data: Path, port: int) -> None:
    copy = start(data, port, "--empty")
    copy.wait_for(READY)
    copy.end(signal.SIGKILL)
    assert not gone(data, but="postgres")
    assert manage(data, "verify_journal").returncode == 0
    assert not processes_of(data), "the next to use the database turns it off"


def test_a_web_process_that_dies_is_started_again(data: Path, port: int) -> None:
    copy = start(data, port, "--empty")
    copy.wait_for(READY)
    web = next(line for line in psutil.Process(copy.process.pid).children() if "web" in line.cmdline())
    web.kill()
    said = copy.wait_for("web started again")
    assert "web ended unexpectedly" in said
    until = time.monotonic() + 20
    while time.monotonic() < until and not _answers(copy.port):
        time.sleep(0.1)
    assert copy.get("/readyz") == 200
    assert copy.end() == 0
    assert not gone(data)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def test_the_page_says_not_ready_while_the_database_is_down(data: Path, port: int) -> None:
    copy = start(data, port, "--empty")
    copy.wait_for(READY)
    copy.process.send_signal(signal.SIGSTOP)  # who tends the database may not be quicker than the question
    try:
        embedded.stop(data)
        assert copy.get("/readyz") == 503
        assert copy.get("/healthz") == 200
        embedded.cluster_of(data).start()
    finally:
        copy.process.send_signal(signal.SIGCONT)
    assert copy.get("/readyz") == 200
    copy.end()
    assert not gone(data)


def test_ctrl_c_during_the_preparation_leaves_no_process(empty: Path, port: int) -> None:
    copy = start(empty, port, "--empty")
    copy.wait_for("tables …")
    assert copy.end() == 0
    assert not gone(empty)


def test_a_taken_port_is_a_sentence(empty: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        copy = start(empty, taken.getsockname()[1], "--empty")
        assert copy.process.wait(30) == 1
    said = copy.said.read_text()
    assert "is taken by another program" in said and "Traceback" not in said


def test_a_folder_that_cannot_be_written_is_a_sentence(port: int, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, REPOSITORY / "bin" / "run", "--data", tmp_path / "file" / "data", "--port", str(port)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "cannot be written" in done.stdout and "Traceback" not in done.stdout + done.stderr


def test_manage_brings_the_database_up_and_leaves_none_behind(data: Path) -> None:
    done = manage(data, "verify_journal")
    assert "every chain holds" in done.stdout
    assert not processes_of(data)
