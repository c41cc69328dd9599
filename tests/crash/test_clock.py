"""The machine's clock is stepped while everybody works: order, numbers and seals do not mind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from tests.crash.conftest import free_port
from tests.crash.receptionists import Receptionist
from tests.crash.town import Town, running, wait_until
from tests.house.copies import REPOSITORY, copied, start_database

pytestmark = pytest.mark.processes
MINUTE, DAY = 60, 24 * 3600  # seconds
FORMS = 4  # taken in between two steps
LIBRARY = "faketime/libfaketime.so.1"  # of Debian's package libfaketime
SEALED = "SELECT count(*) FROM laichau.journal_digest"
NOW = "SELECT extract(epoch FROM now())::bigint"


class Clock:
    """The clock that the web, the worker and the database of one copy go by."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.step_to(0)

    def step_to(self, seconds: int) -> None:
        """So far ahead of the true time from now on; negative: behind."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n")
        fresh.chmod(0o644)
        fresh.replace(self.file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the account of the database may walk, since its data are below."""
    return tmp_path_factory.mktemp("steps")


@pytest.fixture(scope="module")
def clock(folder: Path) -> Clock:
    return Clock(folder / "ahead")


@pytest.fixture(scope="module")
def town(template: Path, folder: Path, clock: Clock) -> Iterator[Town]:
    """A copy of its own that goes by our clock: its database by a library of Debian's, its Python by a module."""
    found = next(Path("/usr/lib").glob(f"*/{LIBRARY}"), None)
    if found is None:
        pytest.skip("Debian's package libfaketime is not installed")
    told = {"FAKETIME_TIMESTAMP_FILE": str(clock.file), "FAKETIME_NO_CACHE": "1"}
    with mock.patch.dict(os.environ, {**told, "LD_PRELOAD": str(found)}):
        start_database(copied(template, folder / "data"))
    modules = f"{Path(__file__).parent / 'shim'}:{REPOSITORY}"
    with running(folder / "data", free_port(), **told, PYTHONPATH=modules) as town:
        yield town


@pytest.mark.parametrize(
    ("fault", "ahead"),
    [("clock stepped 20 minutes forwards", 20 * MINUTE), ("clock stepped 20 minutes backwards", -20 * MINUTE)],
)
def test_the_work_goes_on_over_a_step(
    fault: str, ahead: int, town: Town, clock: Clock, told: Callable[..., None]
) -> None:
    clock.step_to(0)
    told(fault, town.survives(lambda: clock.step_to(ahead)))
    assert town.faults() == []


def test_days_back_and_forwards_repeat_no_code_and_a_day_is_sealed_once(town: Town, clock: Clock) -> None:
    clock.step_to(0)
    true = town.count(NOW)
    for ahead in (0, -2 * DAY, -DAY):
        clock.step_to(ahead)
        wait_until(lambda ahead=ahead: abs(town.count(NOW) - true - ahead) < DAY / 2, "the clock is stepped")  # type: ignore[misc]
        _take_in(town)
    for _ in range(2):
        town.do("from motcua.journal.tasks import seal_yesterday; seal_yesterday()")
    assert town.count(SEALED) == 1
    clock.step_to(0)
    _take_in(town)
    assert town.faults() == []


def _take_in(town: Town) -> None:
    """A receptionist who signs in anew: a sign-in does not outlast a day."""
    desk = Receptionist(town.copy.address, 0, town.world["service"], town.world["papers"], threading.Event())
    desk.open()
    for _ in range(FORMS):
        desk.receive()
    desk.close()
    town.forms += desk.forms
    assert not desk.strange
