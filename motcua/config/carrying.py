"""Around each piece of work of the worker: its time, its place in the trace of its cause, how it failed."""

from __future__ import annotations

import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django.db import DatabaseError
from django.utils.timezone import now
from procrastinate.job_context import JobContext

from motcua.config import counters
from motcua.config.steps import PACKAGE
from motcua.console.actions import forget_trouble, note_trouble
from motcua.journal.tracing import span

log = structlog.get_logger(__name__)


async def watched(carry: Callable[[], Awaitable[Any]], context: JobContext, worker: Any) -> Any:
    """Carry one job; its failure goes on to the queue, which tries again or gives up."""
    job, begun = context.job, time.perf_counter()
    work = work_of(job.task_name, job.task_kwargs)
    parent = str(job.task_kwargs.get("trace", ""))
    try:
        with span(f"job {work}", parent=parent, **{"job.id": job.id or 0, "job.attempt": job.attempts}):
            result = await carry()
    except Exception as fault:
        counters.JOBS.labels(work, "failed").inc()
        counters.ERRORS.labels("worker", type(fault).__name__).inc()
        await _tell(note_trouble, job.id, kind=kind_of(fault), place=place_of(fault), at=now())
        raise
    counters.JOBS.labels(work, "done").inc()
    counters.JOB_SECONDS.labels(work).observe(time.perf_counter() - begun)
    if job.attempts:
        await _tell(forget_trouble, job.id)
    return result


async def _tell(verb: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    """A database that fails the work may fail the note of it too; the work's own fault is the one to hear of."""
    try:
        await sync_to_async(verb, thread_sensitive=False)(*args, **kwargs)
    except DatabaseError:
        log.warning("failure not noted", job=args[0])


def work_of(task: str, arguments: Any) -> str:
    """The function that does the work, by its path within the product."""
    return str(arguments.get("reaction") or task).removeprefix("motcua.")


def kind_of(fault: BaseException) -> str:
    """The kinds of the fault and of its causes, with their codes and without their words, which may name people."""
    kinds: list[str] = []
    seen: BaseException | None = fault
    while seen and len(kinds) < 4:
        code = getattr(seen, "sqlstate", None) or getattr(seen, "errno", None) or _status_of(seen)
        kinds.append(type(seen).__name__ + (f" ({code})" if code else ""))
        seen = seen.__cause__ or seen.__context__
    return " ← ".join(kinds)


def _status_of(fault: BaseException) -> int | None:
    return getattr(getattr(fault, "response", None), "status_code", None)


def place_of(fault: BaseException) -> str:
    """The innermost line of the product that the fault passed."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)] or frames[-1:]
    if not ours:
        return ""
    last = ours[-1]
    return f"{Path(last.filename).name}:{last.lineno} {last.name}"
