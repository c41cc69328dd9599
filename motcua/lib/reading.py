"""Where rows are read: a page that only looks may read a replica, what outlives the page comes from the primary."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PRIMARY = "default"
reads: ContextVar[str] = ContextVar("reads", default=PRIMARY)


@contextmanager
def from_primary() -> Iterator[None]:
    """For whatever a process remembers: a replica that lags would have it keep the old for the new."""
    token = reads.set(PRIMARY)
    try:
        yield
    finally:
        reads.reset(token)
