"""What a count of the open dossiers would do, and whether the calendar changed since the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from motcua.directory.actions.calendar import SUBJECT
from motcua.dossiers.models import Outage, RecomputeRun
from motcua.dossiers.recomputing import on_the_clock, redone
from motcua.journal.models import Event

FIRST_LOAD = 1  # the calendar's first event: nothing was open before it
LATEST = 20  # outages that may still have been changed since the last run
SAMPLE = 200  # the dossiers that are due last: what changed ahead of them has not passed them by


@dataclass(frozen=True)
class Preview:
    """How many open dossiers there are, and of how many looked at now the date would move."""

    total: int
    sample: int
    moved: int
    changed_at: datetime | None


def preview() -> Preview:
    """A count and a sample; the dry run of the operator's command looks at all."""
    rows = list(on_the_clock().select_related("service").order_by("-due_at", "-pk")[:SAMPLE])
    moved = sum(each.is_moved for each in redone(rows))
    return Preview(on_the_clock().count(), len(rows), moved, _changed_at())


def changed_since_last_run() -> str:
    """The newest act that changed the calendar, in its own words, to fill the form with; "" when nothing did."""
    since = Q(declared_at__gt=begun) if (begun := _last_begun()) else Q()
    outage = Outage.objects.declared().filter(since).order_by("-declared_at").first()
    return outage.ground if outage else ""


def _changed_at() -> datetime | None:
    """When the calendar last changed, if no run has begun since."""
    latest = [f"outage:{pk}" for pk in Outage.objects.order_by("-pk").values_list("pk", flat=True)[:LATEST]]
    acts = Event.objects.filter(subject__in=[SUBJECT, *latest]).exclude(subject=SUBJECT, sequence=FIRST_LOAD)
    changed: datetime | None = acts.aggregate(at=Max("recorded_at"))["at"]
    begun = _last_begun()
    return changed if changed and (begun is None or changed > begun) else None


def _last_begun() -> datetime | None:
    begun: datetime | None = RecomputeRun.objects.aggregate(at=Max("started_at"))["at"]
    return begun
