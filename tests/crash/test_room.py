"""The disk is full: a sentence says so, nothing typed is lost, and work goes on when there is room again."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bench.client import Client
from bench.receiving import Counter, scan
from tests.crash.acts import NO_ROOM
from tests.crash.receptionists import Receptionist
from tests.crash.town import Town, wait_until
from tests.crash.world import PASSWORD

pytestmark = pytest.mark.processes
PIECE = 64 * 1024  # bytes


@pytest.fixture(autouse=True)
def a_disk_of_its_own(town: Town) -> None:
    if not (town.data / "files").is_mount():
        pytest.skip("only root can mount a small disk to fill")


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """No byte is left, and every byte that becomes free is taken at once."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        try:
            _fill(file.fileno())
            yield
        finally:
            filler.unlink()


def _fill(handle: int) -> None:
    piece = PIECE
    while piece:
        try:
            os.write(handle, b"x" * piece)
        except OSError as fault:
            assert fault.errno == errno.ENOSPC
            piece //= 2


def test_a_scan_without_room_is_refused_in_a_sentence_and_the_form_keeps_what_was_typed(town: Town) -> None:
    client = Client(town.copy.address)
    counter = Counter(client, town.world["service"], town.world["papers"], scan())
    with closing(client.line), full(town.data / "files"):
        client.sign_in("receptionist1", PASSWORD)
        client.get(f"/counter/reception/?service={counter.service}")
        answer = client.post_files("/counter/dossiers/", *counter.form(1))
        assert answer.status == 422
        assert NO_ROOM in answer.text and "Lò Thị Đo 1" in answer.text and "Đề nghị giải quyết" in answer.text
    assert not [path for path in (town.data / "files").rglob("*") if path.is_file() and not path.stat().st_size]


@pytest.mark.parametrize(
    ("disk", "fault"), [("files", "disk of the files full"), ("postgres", "disk of the database full")]
)
def test_the_work_goes_on_when_there_is_room_again(
    disk: str, fault: str, town: Town, told: Callable[..., None]
) -> None:
    with town.busy() as work:
        with full(town.data / disk):
            wait_until(lambda: _was_refused(work.desk), "a form is refused")
        freed = time.monotonic()
        wait_until(lambda: all(flow.has_acted_since(freed) for flow in work.flows), "every flow acts again")
        told(f"{fault}, once there is room again", round(time.monotonic() - freed, 1))
    assert town.faults() == []


def _was_refused(desk: Receptionist) -> bool:
    return desk.refused > 2
