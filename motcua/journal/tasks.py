"""What the journal does by itself, at the times that `config/timetable.py` lists."""

import asyncio
from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.journal.verifying import seal

log = structlog.get_logger(__name__)


def seal_yesterday() -> None:
    """Take the digest of the day that is over."""
    seal(timezone.localdate() - timedelta(days=1))


async def free_stalled_jobs() -> None:
    """Give back the jobs of a worker that died holding them: each is carried once all the same (`Delivery`)."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30):
        log.warning("job of a dead worker given back", job=job.id)
        await app.job_manager.retry_job(job)
    await asyncio.sleep(0)
