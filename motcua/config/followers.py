"""What reads the journal in order, all the time: one table, and the loop that the worker runs beside its jobs."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.db import close_old_connections, connection

from motcua.indicators.actions import count_on
from motcua.journal.following import BATCH

log = structlog.get_logger(__name__)
# Each carries one batch and gives how many events it read; 0 when nothing is unread.
FOLLOWERS: Mapping[str, Callable[[], int]] = {"indicators": count_on}
# Seconds between two looks. What comes within is carried together: a look costs the same for one event and for many.
PAUSE = 1.0
LONGEST_PAUSE = 30.0  # seconds after many failures


@contextlib.asynccontextmanager
async def following() -> AsyncIterator[None]:
    """Follow in the background for as long as the worker works; a batch begun is finished first."""
    tasks = [asyncio.create_task(_follow(name)) for name in FOLLOWERS]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _follow(name: str) -> None:
    """A thread, and so a connection, of its own: jobs that fill the worker do not hold the numbers up."""
    with ThreadPoolExecutor(1, thread_name_prefix=name) as thread:
        try:
            pause = PAUSE
            while True:
                pause = await asyncio.get_running_loop().run_in_executor(thread, _step, name, pause)
                await asyncio.sleep(pause)
        finally:
            thread.submit(connection.close)


def _step(name: str, pause: float) -> float:
    """Carry one batch; gives the seconds to wait, none after a full one, which has more behind it.

    What fails is told and tried again: no fault ends the following.
    """
    close_old_connections()
    try:
        return 0.0 if FOLLOWERS[name]() >= BATCH else PAUSE
    except Exception:
        log.exception("follower failed", follower=name)
        return min(max(pause, PAUSE) * 2, LONGEST_PAUSE)
