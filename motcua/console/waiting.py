"""What waits in the console: doubtful texts, procedures not handled, failed work, the state of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Sum
from django.utils.timezone import make_aware
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.catalogue.models import Handling
from motcua.console.finding import State, in_state
from motcua.directory.models import AnnouncedYear, Body
from motcua.journal.models import Digest, Event

JOBS_SHOWN = 20


@dataclass(frozen=True)
class FailedJob:
    """Work that was given up; `what` is the function's name, `fact` the number of the event it answers."""

    id: int
    what: str
    fact: int | None
    attempts: int
    last_at: datetime | None


@dataclass(frozen=True)
class JournalState:
    """`is_behind`: a finished day is still without its digest."""

    events: int
    sealed_on: date | None
    is_behind: bool


def catalogue_counts() -> dict[str, int]:
    """How many procedures, drafts and bodies wait for somebody; five counts."""
    return {
        "flagged": in_state(State.FLAGGED).count(),
        "unpublished": in_state(State.UNPUBLISHED).count(),
        "changed": in_state(State.CHANGED).count(),
        "drafts": Handling.objects.filter(published_at=None).count(),
        "provisional": Body.objects.filter(is_code_provisional=True, valid_to=None).count(),
    }


def failed_jobs() -> tuple[int, Sequence[FailedJob]]:
    """How many jobs failed, and the latest of them, without their errors: those may name people."""
    failed = ProcrastinateJob.objects.filter(status="failed")
    rows = failed.annotate(last_at=Max("procrastinateevent__at")).order_by("-pk")[:JOBS_SHOWN]
    return failed.count(), [_job(row) for row in rows]


def journal_state(today: date) -> JournalState:
    """Sealed days are counted by their digests, only what came after them row by row."""
    sealed = Digest.objects.aggregate(on=Max("on"), events=Sum("events"))
    since = Event.objects.all()
    if sealed["on"]:
        after = make_aware(datetime.combine(sealed["on"] + timedelta(days=1), datetime.min.time()))
        since = since.filter(recorded_at__gte=after)
    yesterday = today - timedelta(days=1)
    return JournalState(
        events=(sealed["events"] or 0) + since.count(),
        sealed_on=sealed["on"],
        is_behind=bool(sealed["on"]) and sealed["on"] < yesterday,
    )


def announced_years() -> list[int]:
    return list(AnnouncedYear.objects.order_by("year").values_list("year", flat=True))


def _job(row: Any) -> FailedJob:
    path = row.args.get("reaction") or row.task_name
    return FailedJob(row.pk, path.rpartition(".")[2], row.args.get("event_id"), row.attempts, row.last_at)
