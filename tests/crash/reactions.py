"""Facts for the tests of the queue, and what follows from them: an effect that shows twice when it happens twice."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.config.worker import worker_app
from motcua.console.actions import NotWaiting, retry_job
from motcua.console.facts import JobTriedAgain
from motcua.directory.actors import SYSTEM
from motcua.journal.facts import Fact
from motcua.journal.models import Event
from motcua.journal.queue import react
from motcua.journal.recording import record

TRIES = 30  # more than any patience


@dataclass(frozen=True)
class Knocked(Fact):
    """Somebody stood at the door."""


@dataclass(frozen=True)
class Opened(Fact):
    """The effect: as many as it was carried."""


@dataclass(frozen=True)
class Jammed(Fact):
    """What follows from it always fails."""


def open_door(event: Event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.05)")  # long enough for a second carrier to come upon the first
    record(Opened(), subject=event.subject, by="system", at=timezone.now())


def stumble(event: Event) -> None:
    record(Opened(), subject=event.subject, by="system", at=timezone.now())
    if "MENDED" not in os.environ:
        raise RuntimeError("the door is jammed")


REACTIONS = {Knocked: [open_door], Opened: [], Jammed: [stumble], JobTriedAgain: []}


@transaction.atomic
def tell(fact: type[Fact], door: str) -> Event:
    return record(fact(), subject=f"door:{door}", by="system", at=timezone.now())[0]


def knock_and_queue_each_twice_more(doors: int) -> None:
    """Each reaction three times in the queue, two of them without the lock that keeps a subject's order."""
    events = [tell(Knocked, f"front {number}") for number in range(doors)]
    again = [{"event_id": event.pk, "reaction": f"{__name__}.open_door"} for event in events]
    react.configure().batch_defer(*again, *again)  # type: ignore[arg-type]


def jam() -> None:
    """One door that never opens, then a knock at it and at another; the worker works off what is due, once."""
    tell(Jammed, "jammed")
    tell(Knocked, "jammed")
    tell(Knocked, "free")
    asyncio.run(_work_off())


def wait_out_the_patience() -> None:
    """Let the hours pass until nothing waits any more: what waits for a later time is due now."""
    for _ in range(TRIES):
        waiting = ProcrastinateJob.objects.filter(status="todo")
        if not waiting.filter(queue_name="reactions").exists():
            return
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
        asyncio.run(_work_off())
    raise AssertionError("jobs still wait")


def try_again() -> None:
    """As the operator does, twice, since the first press seemed to do nothing."""
    [job] = ProcrastinateJob.objects.filter(status="failed")
    retry_job(job.pk, by=SYSTEM, at=timezone.now())
    try:
        retry_job(job.pk, by=SYSTEM, at=timezone.now())
    except NotWaiting:
        pass
    else:
        raise AssertionError("the second press did something")
    asyncio.run(_work_off())


async def _work_off() -> None:
    app = worker_app()
    async with app.open_async():
        await app.run_worker_async(wait=False, concurrency=4, delete_jobs="successful")
