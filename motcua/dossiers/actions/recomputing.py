"""Counting the open dossiers again after the calendar changed: an explicit job, in batches (rulebook B.7.2-15)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.roles import Role
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.facts import DueRecomputed, RecomputeFinished, RecomputeStarted, StepRecomputed
from motcua.dossiers.models import RecomputeRun, Task
from motcua.dossiers.recomputing import Redone, on_the_clock, redone
from motcua.dossiers.texts import Asked, text_faults
from motcua.journal.recording import hold, record, record_many

BATCH = 1000
TASK = "recompute"  # of `dossiers/tasks.py`; the name of its queue and of its lock too
WHO = frozenset({Role.ADMINISTRATOR.value, Role.PROCEDURE_CONTROL.value})
_COLUMNS = (
    *("status", "version", "outcome", "receiving_id", "competent_id"),
    *("service", "service__one_stop_id", "handling_id", "route_handling_id", "clock_handling_id"),
    "verified_workdays",
    *("accepted_at", "clock_started_at", "first_due_at", "due_at", "step_due_at", "resolved_at", "ended_at"),
)
# One statement for a batch: a CASE with a thousand branches takes longer to read than to carry out.
_KEEP = """
UPDATE dossiers_dossier AS dossier SET
    first_due_at = new.first_due_at, due_at = new.due_at, step_due_at = new.step_due_at,
    version = dossier.version + 1
FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
    AS new (id, first_due_at, due_at, step_due_at)
WHERE dossier.id = new.id
"""
_KEEP_LEGS = """
UPDATE dossiers_task AS task SET due_at = new.due_at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS new (id, due_at) WHERE task.id = new.id
"""


@transaction.atomic
def start_recompute(*, because: str, by: Actor, at: datetime) -> RecomputeRun:
    """Begin a run over all open dossiers; the worker carries it on. NotAllowed, or Incomplete while one goes on."""
    if by != SYSTEM and not by.has_role(WHO):
        raise NotAllowed
    hold("recompute")
    faults = text_faults({"because": because}, {"because": Asked(500, _("Say what changed in the calendar."))})
    if RecomputeRun.objects.filter(finished_at=None).exists():
        faults.append(("", _("A count is still going on. Start the next one when it has ended.")))
    if faults:
        raise Incomplete(faults)
    run = RecomputeRun.objects.create(
        because=because.strip(), started_by_id=by.officer_id, started_at=at, total=on_the_clock().count()
    )
    fact = RecomputeStarted(because=run.because, total=run.total)
    record(fact, subject=run.subject, by=by.key, at=at, is_new=True)
    app.configure_task(TASK, queue=TASK, lock=TASK).defer(run_id=run.pk)
    return run


@transaction.atomic
def recompute_batch(run_id: int, *, at: datetime, size: int = BATCH) -> RecomputeRun:
    """Look at the next dossiers behind the bookmark; what a killed process had begun is begun again."""
    run = RecomputeRun.objects.select_for_update().get(pk=run_id)
    if run.finished_at:
        return run
    found = on_the_clock().filter(pk__gt=run.bookmark).order_by("pk").select_related("service").only(*_COLUMNS)
    dossiers = list(found.select_for_update(of=("self",))[:size])
    looked_at = redone(dossiers)
    run.changed += _keep(looked_at, run, at)
    run.seen += len(dossiers)
    run.bookmark = dossiers[-1].pk if dossiers else run.bookmark
    if len(dossiers) < size:
        _finish(run, at)
    run.save(update_fields=["bookmark", "seen", "changed", "finished_at"])
    return run


def _finish(run: RecomputeRun, at: datetime) -> None:
    run.finished_at = at
    fact = RecomputeFinished(seen=run.seen, changed=run.changed)
    record(fact, subject=run.subject, by=_by(run), at=at)


def _keep(looked_at: Sequence[Redone], run: RecomputeRun, at: datetime) -> int:
    """Save what moved, and tell it in each dossier's chain; the number of dossiers with another due date."""
    legs = [(each.leg, each.step_due_at) for each in looked_at if each.is_step_moved]
    legs += [side for each in looked_at for side in each.sides]
    rows = [each for each in looked_at if each.is_moved or each.is_step_moved]
    _save(rows, legs)
    if rows:
        record_many([(each.dossier.subject, _told(each, run.because)) for each in rows], by=_by(run), at=at)
    return sum(each.is_moved for each in rows)


def _save(rows: Sequence[Redone], legs: Sequence[tuple[Task | None, datetime | None]]) -> None:
    with connection.cursor() as cursor:
        if rows:
            columns = [(each.dossier.pk, each.first_due_at, each.due_at, _step_due(each)) for each in rows]
            cursor.execute(_KEEP, [list(column) for column in zip(*columns, strict=True)])
        if legs:
            cursor.execute(_KEEP_LEGS, [[leg.pk for leg, _due in legs if leg], [due for _leg, due in legs]])


def _step_due(each: Redone) -> datetime | None:
    """A dossier shows the due moment of its open step; one outside the clock has none."""
    return each.step_due_at if each.is_step_moved and each.dossier.step_due_at else each.dossier.step_due_at


def _told(each: Redone, because: str) -> DueRecomputed | StepRecomputed:
    """The promise when it moved; else the step alone, for whoever counts steps follows the facts."""
    if not each.is_moved:
        return StepRecomputed(_iso(each.dossier.step_due_at), _iso(_step_due(each)), because)
    assert each.dossier.due_at is not None
    return DueRecomputed(each.dossier.due_at.isoformat(), each.due_at.isoformat(), because)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _by(run: RecomputeRun) -> str:
    return f"officer:{run.started_by_id}" if run.started_by_id else SYSTEM.key
