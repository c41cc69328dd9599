"""The one verb of the console's own: giving the queue's failed work another try."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation

from motcua.directory.actors import Actor

log = structlog.get_logger(__name__)


class NotWaiting(Exception):
    """The job cannot be tried again; the text is shown to people."""


@transaction.atomic
def retry_job(job_id: int, *, by: Actor, at: datetime) -> None:
    """Put a failed job back into the queue; NotWaiting when it failed no more, or its work waits there already."""
    if not ProcrastinateJob.objects.select_for_update().filter(pk=job_id, status="failed").exists():
        raise NotWaiting(_("This work no longer waits: it has been tried again."))
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job_id, retry_at=at)
    except UniqueViolation:
        raise NotWaiting(_("The same work is already waiting for its turn.")) from None
    log.info("failed job put back into the queue", job=job_id, by=by.key)
