"""The verbs of the console's own: how the queue's work failed, and another try for it."""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation

from motcua.console.facts import JobTriedAgain
from motcua.console.models import Trouble
from motcua.directory.actors import Actor
from motcua.journal.recording import hold, record

log = structlog.get_logger(__name__)


class NotWaiting(Exception):
    """The job cannot be tried again; the text is shown to people."""


@transaction.atomic
def retry_job(job_id: int, *, by: Actor, at: datetime) -> None:
    """Put a failed job back into the queue; NotWaiting when it failed no more, or its work waits there already."""
    job = ProcrastinateJob.objects.select_for_update().filter(pk=job_id, status="failed").first()
    if job is None:
        raise NotWaiting(_("This work no longer waits: it has been tried again."))
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job_id, retry_at=at)
    except UniqueViolation:
        raise NotWaiting(_("The same work is already waiting for its turn.")) from None
    subject = f"job:{job_id}"
    hold(subject)
    work = str(job.args.get("reaction") or job.task_name)
    record(JobTriedAgain(job=job_id, work=work), subject=subject, by=by.key, at=at)
    log.info("failed job put back into the queue", job=job_id, by=by.key)


@transaction.atomic
def note_trouble(job_id: int, *, kind: str, place: str, at: datetime) -> None:
    """Write down how a job failed just now; its earlier failures are only counted."""
    told = {"kind": kind[:200], "place": place[:200], "at": at}
    found, is_new = Trouble.objects.select_for_update().get_or_create(job=job_id, defaults=told)
    if not is_new:
        Trouble.objects.filter(pk=found.pk).update(**told, times=F("times") + 1)


@transaction.atomic
def forget_trouble(job_id: int) -> None:
    """The job was carried in the end."""
    Trouble.objects.filter(job=job_id).delete()
