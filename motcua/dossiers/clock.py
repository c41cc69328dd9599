"""The clock of one dossier: its rows put before the rules of counting, which read no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue.services import published
from motcua.directory.bodies import ancestors
from motcua.directory.calendars import calendar_for
from motcua.dossiers.models import Dossier, Outage
from motcua.dossiers.models import Pause as PauseRow
from motcua.lib.worktime import Due, Mode, Pause, add_working_minutes, due, working_minutes_between

OUTAGE_BASIS = "NĐ 224/2026/NĐ-CP, Điều 13"


def promise_of(dossier: Dossier) -> Due:
    """The moment by which the law wants the result, with every stretch explained; `due_at` None while it waits.

    An extension does not move it: that date stands beside it (rulebook B.7.2-12).
    """
    rule = published(dossier.handling_id)
    start = dossier.clock_started_at or dossier.accepted_at
    assert start is not None  # callers ask about accepted dossiers only
    calendar = calendar_for(dossier.competent_id if dossier.clock_started_at else dossier.receiving_id)
    return due(rule.limit, start, calendar, cutoff=rule.cutoff, pauses=pauses_of(dossier))


def pauses_of(dossier: Dossier) -> list[Pause]:
    """Every stretch that does not count: the dossier's own waits and the declared outages."""
    own = [_wait(row) for row in PauseRow.objects.filter(dossier=dossier)]
    return own + [_outage(row) for row in outages_over(dossier)]


def outages_over(dossier: Dossier) -> Iterable[Outage]:
    """The outages that touched the dossier's unit while its clock could run."""
    start = dossier.clock_started_at or dossier.accepted_at
    unit = dossier.competent_id if dossier.clock_started_at else dossier.receiving_id
    touched = Q(body=None) | Q(body__in=[unit, dossier.competent_id, *ancestors(unit)])
    late_enough = Q(ends_at=None) | Q(ends_at__gt=start)
    ended = dossier.resolved_at or dossier.ended_at
    rows = Outage.objects.filter(touched, late_enough)
    return rows.filter(starts_at__lt=ended) if ended else rows


def minutes_left(due_at: datetime, at: datetime, body_id: int | None) -> int:
    """Office minutes from `at` to `due_at`, none when it has passed."""
    return max(0, working_minutes_between(at, due_at, calendar_for(body_id)))


def moment_after(at: datetime, minutes: int, body_id: int | None) -> datetime:
    """The instant by which so many office minutes have run."""
    return add_working_minutes(at, minutes, calendar_for(body_id))


def _wait(row: PauseRow) -> Pause:
    return Pause(row.stopped_at, row.resumed_at, Mode(row.mode), str(row.get_kind_display()), row.basis)


def _outage(row: Outage) -> Pause:
    with timezone.override("Asia/Ho_Chi_Minh"):
        ground = _("declared failure of the system: %(ground)s") % {"ground": row.ground}
    return Pause(row.starts_at, row.ends_at, Mode.RESUME, ground, row.basis or OUTAGE_BASIS)
