"""Kill -9 at any moment: nothing that was answered is lost, nothing is there twice."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from motcua.config import embedded
from tests.crash.conftest import copied, free_port, start_database
from tests.crash.receptionists import Form, Receptionist
from tests.crash.storm import Storm, running
from tests.house.copies import clear, manage

pytestmark = [
    pytest.mark.processes,
    pytest.mark.filterwarnings("ignore:.*multi-threaded"),  # the supervision starts processes beside our threads
]
DESKS = 4
SECONDS = 20  # of killing


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with tables and the small world, its database up and durable as the product's."""
    folder = copied(template, tmp_path / "data")
    with embedded.in_use(folder):
        start_database(folder)
        do(folder, f"from tests.crash.world import make; make({DESKS}, {str(folder / 'world.json')!r})")
        yield folder
    clear(folder)


@pytest.fixture
def storm(data: Path) -> Iterator[Storm]:
    with running(data, free_port()) as product:
        yield product


def test_killing_pages_and_worker_at_any_moment_loses_and_doubles_nothing(data: Path, storm: Storm) -> None:
    storm.start()
    forms = received_in(storm, data)
    storm.settle()
    assert {form.status for form in forms if form.tries} <= {0, 302}
    assert faults(data, forms) == []
    assert sum(form.status == 302 for form in forms) > 20
    assert any(form.tries > 1 and form.status == 302 for form in forms)


def received_in(storm: Storm, data: Path) -> list[Form]:
    """What the desks sent while the killing went on."""
    closed = threading.Event()
    world = json.loads((data / "world.json").read_text())
    desks = [Receptionist(storm.address, n, world["service"], world["papers"], closed) for n in range(DESKS)]
    for desk in desks:
        desk.open()
    threads = [threading.Thread(target=desk.work, name=f"desk {desk.number}") for desk in desks]
    for thread in threads:
        thread.start()
    try:
        rage(storm, desks)
    finally:
        closed.set()
        storm.wait_until(lambda: not any(thread.is_alive() for thread in threads))
        for desk in desks:
            desk.close()
    return [form for desk in desks for form in desk.forms]


def rage(storm: Storm, desks: list[Receptionist]) -> None:
    """Kill one after the other, each time a moment after the product is seen to answer again."""
    started = time.monotonic()
    while time.monotonic() - started < SECONDS or not storm.has_killed_enough():
        storm.kill()
        answered = answers(desks)
        storm.wait_until(lambda answered=answered: answers(desks) > answered)  # type: ignore[misc]
        storm.wait(storm.luck.uniform(0, 1.5))


def answers(desks: list[Receptionist]) -> int:
    return sum(form.status != 0 for desk in desks for form in desk.forms)


def faults(data: Path, forms: list[Form]) -> list[str]:
    sent, told = data / "sent.json", data / "told.json"
    sent.write_text(json.dumps({"forms": [asdict(form) for form in forms], "acts": [], "is_settled": True}))
    do(data, f"from tests.crash.audit import write; write({str(sent)!r}, {str(told)!r})")
    return list(json.loads(told.read_text()))


def do(data: Path, words: str) -> None:
    """Let a process of the product run these words."""
    done = manage(data, "shell", "--no-imports", "-c", words)
    assert done.returncode == 0, done.stderr
