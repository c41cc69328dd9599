"""What the journal does by itself, at the times that `config/timetable.py` lists."""

import structlog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from motcua.journal.exporting import export
from motcua.journal.sealing import seal_finished_days

log = structlog.get_logger(__name__)


def seal_yesterday() -> None:
    """Take the digests of the days that are over, and bring the export up to date."""
    export_seals()


def export_seals() -> None:
    """Hourly, so that what can still be rewritten unseen is never more than the last hour."""
    seal_finished_days(at=timezone.now())
    export(settings.JOURNAL_EXPORT, at=timezone.now())


async def free_stalled_jobs() -> None:
    """Give back the jobs of a worker that died holding them: each is carried once all the same (`Delivery`)."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30):
        await _give_back(job)


async def _give_back(job: Job) -> None:
    """One job that cannot be given back keeps neither the others nor the worker that starts."""
    try:
        await app.job_manager.retry_job(job)
        log.warning("job of a dead worker given back", job=job.id)
    except UniqueViolation:  # the same work of the timetable waits for its turn already
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)
    except ConnectorException:  # mostly another worker was quicker; if not, the next minute tries again
        log.warning("job of a dead worker not given back", job=job.id, exc_info=True)
