"""Notes what the database took long over, for the operator's page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.utils.timezone import now

from motcua.config.statements import wrap_statements
from motcua.console.operating.slowness import SLOW, Slowness, folder


def watch_statements() -> None:
    """Time every statement of this process from now on; those of the queue's own connections are not among them."""
    wrap_statements(noting(Slowness(folder())), "slow statements")


def noting(kept: Slowness, *, least: float = SLOW) -> Callable[..., Any]:
    """Run a statement, and keep its text when it took that long; of one that is put together only that it was."""

    def timed(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seconds = time.perf_counter() - begun
            if seconds >= least:
                kept.note(sql if isinstance(sql, str) else type(sql).__name__, seconds, at=now())

    return timed
