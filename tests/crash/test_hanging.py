"""Somebody hangs, a partner that never answers or a browser that never ends its sentence: the others are served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from bench.client import Client
from tests.crash.town import Town

pytestmark = pytest.mark.processes
VISITORS = 12  # three times the threads that serve pages
LONGEST = 15.0  # seconds: twice the time given to a partner, on a slow machine
ASKED = 20  # pages of somebody else meanwhile
UNFINISHED = (
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100000\r\n\r\nlogin=a"
)


def test_a_partner_that_hangs_holds_up_nobody_else(town: Town, told: Callable[..., None]) -> None:
    with town.busy(), _visitors(town.copy.address) as statuses:
        longest = _longest_wait(town.copy.address)
    assert statuses == [503] * VISITORS
    assert longest < LONGEST
    assert town.faults() == []
    told("sign-in service that hangs: the longest that others wait", longest)


def test_browsers_that_never_end_their_sentence_hold_up_nobody_else(town: Town, told: Callable[..., None]) -> None:
    with town.busy(), _slow_browsers(town.copy.port):
        longest = _longest_wait(town.copy.address)
    assert longest < LONGEST
    assert town.faults() == []
    told("browsers that send without end: the longest that others wait", longest)


@contextmanager
def _visitors(address: str) -> Iterator[list[int]]:
    """Many who press the button of the national e-ID at once; what each was answered, when the block is over."""
    statuses: list[int] = []
    visitors = [threading.Thread(target=_enter, args=(address, statuses)) for _ in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    yield statuses
    for visitor in visitors:
        visitor.join()


def _enter(address: str, statuses: list[int]) -> None:
    client = Client(address)
    client.get("/accounts/login/")
    statuses.append(client.post("/accounts/vneid/login/", {}).status)
    client.line.close()


def _longest_wait(address: str) -> float:
    client, longest = Client(address), 0.0
    for _ in range(ASKED):
        began = time.monotonic()
        assert client.get("/help/").status == 200
        longest = max(longest, time.monotonic() - began)
    client.line.close()
    return round(longest, 1)


@contextmanager
def _slow_browsers(port: int) -> Iterator[None]:
    with ExitStack() as lines:
        for _ in range(VISITORS):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(UNFINISHED)
        yield
