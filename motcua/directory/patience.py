"""Calling a partner that may hang: a few threads wait for it, never all; the others hear at once that it is away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter

SLOW = 1.0  # seconds: while a call takes longer, no other thread begins one
REST = 10.0  # seconds after a failure during which nobody asks again


class Away(RequestException):
    """The partner does not answer now; nobody waited to learn it."""


class Patience:
    """What a process remembers of one partner; `now` is in seconds of a clock that is never set."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._calls: list[float] = []  # when each call under way began
        self._rests_until = 0.0

    def begin(self, now: float) -> None:
        """Raises Away while the partner hangs or has just failed."""
        with self._lock:
            if now < self._rests_until or any(now - began > SLOW for began in self._calls):
                raise Away("the partner does not answer")
            self._calls.append(now)

    def end(self, began: float, now: float, *, has_failed: bool) -> None:
        with self._lock:
            self._calls.remove(began)
            self._rests_until = now + REST if has_failed else 0.0


class PatientTransport(HTTPAdapter):
    """Sends within the patience that this process still has."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self.patience = patience

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        with self._counted():
            return super().send(request, *args, **kwargs)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        began, has_failed = time.monotonic(), True
        self.patience.begin(began)
        try:
            yield
            has_failed = False
        finally:
            self.patience.end(began, time.monotonic(), has_failed=has_failed)
