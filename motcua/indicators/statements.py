"""What is counted of a dossier, and what it adds to which cell: said once, for each batch and for a recount alike."""

# ruff: noqa: S608  statements are put together from constants alone; what is asked for comes as parameters

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from motcua.dossiers.statuses import OPEN, RUNNING, STANDING_STILL, Status
from motcua.indicators.models import Grain, Kind


def _numbers(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in sorted(values))


def _words(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


def _local(moment: str) -> str:
    return f"({moment} AT TIME ZONE '{settings.TIME_ZONE}')::date"


COLUMNS = (
    "dossier, circle, status, holder_body, receiving, competent, procedure, due_at, step_due_at, "
    "accepted_on, returned_on, settled_on, verdict, hours"
)
KEY = "kind, grain, procedure, begins_on, body, circle, hours"

_BODIES = """ARRAY(
    SELECT d.receiving_id UNION SELECT d.competent_id
    UNION SELECT task.body_id FROM dossiers_task task WHERE task.dossier_id = d.id ORDER BY 1
)"""
_RUNS = f"d.status IN ({_numbers(RUNNING)}) AND d.stage NOT IN ({_words(STANDING_STILL)})"
# A withdrawn or stopped dossier is settled at that moment (rulebook B.7.5), and never early (F.6, form II.06).
_SETTLED = "CASE WHEN d.accepted_at IS NOT NULL THEN COALESCE(d.resolved_at, d.ended_at) END"
# By the first date: form 04 makes nobody timely (B.7.2-12).
_VERDICT = f"""CASE WHEN settled.at > d.first_due_at THEN {Kind.SETTLED_LATE:d}
    WHEN d.resolved_at IS NOT NULL AND {_local("settled.at")} < {_local("d.first_due_at")} THEN {Kind.EARLY:d}
    WHEN settled.at <= d.first_due_at THEN {Kind.ON_TIME:d} END"""
_HOURS = """CASE WHEN settled.at IS NOT NULL AND d.resolved_at IS NOT NULL
    THEN ceil(extract(epoch FROM d.resolved_at - d.accepted_at) / 3600)::int END"""


def standings(chosen: str) -> str:
    """What counts of the dossiers (`d`) for which `chosen` is true, in the order of COLUMNS."""
    return f"""
SELECT d.id AS dossier, circle.id AS circle, d.status,
    CASE WHEN d.status IN ({_numbers(OPEN)}) THEN d.holder_body_id END AS holder_body,
    d.receiving_id AS receiving, d.competent_id AS competent, d.procedure_code AS procedure,
    CASE WHEN {_RUNS} THEN d.due_at END AS due_at, CASE WHEN {_RUNS} THEN d.step_due_at END AS step_due_at,
    {_local("d.accepted_at")} AS accepted_on,
    CASE WHEN d.status = {Status.RETURNED:d} THEN {_local("d.ended_at")} END AS returned_on,
    {_local("settled.at")} AS settled_on, ({_VERDICT})::smallint AS verdict, {_HOURS} AS hours
FROM dossiers_dossier d CROSS JOIN LATERAL (SELECT {_SETTLED}) settled (at)
JOIN indicators_circle circle ON circle.bodies = {_BODIES}
WHERE {chosen}"""


def circles(chosen: str) -> str:
    """The bodies that had to do with these dossiers, each set of them once."""
    return f"SELECT DISTINCT {_BODIES} FROM dossiers_dossier d WHERE {chosen}"


# (kind, day or nothing, body, circle, procedure, hours, whether it counts)
_CELLS = f"""
    ({Kind.WAITING:d}, NULL::date, s.holder_body, s.circle, '', 0, s.status = {Status.LODGED:d}),
    ({Kind.IN_HAND:d}, NULL, s.holder_body, s.circle, '', 0,
        s.status IN ({_numbers(OPEN)}) AND s.accepted_on IS NOT NULL),
    ({Kind.RESULTS:d}, NULL, s.receiving, s.circle, '', 0, s.status = {Status.RESOLVED:d}),
    ({Kind.DUE:d}, {_local("s.due_at")}, s.holder_body, s.circle, '', 0, s.due_at IS NOT NULL),
    ({Kind.STEP_DUE:d}, {_local("s.step_due_at")}, s.holder_body, s.circle, '', 0, s.step_due_at IS NOT NULL),
    ({Kind.RECEIVED:d}, s.accepted_on, s.receiving, s.circle, '', 0, s.accepted_on IS NOT NULL),
    ({Kind.RETURNED:d}, s.returned_on, s.receiving, s.circle, '', 0, s.returned_on IS NOT NULL),
    (s.verdict, s.settled_on, s.competent, s.circle, '', 0, s.verdict IS NOT NULL),
    ({Kind.RESOLVED:d}, s.settled_on, s.competent, s.circle, '', 0, s.hours IS NOT NULL),
    ({Kind.OF_PROCEDURE:d}, s.settled_on, 0, 0, s.procedure, 0, s.hours IS NOT NULL),
    ({Kind.SETTLED_IN:d}, s.settled_on, 0, 0, s.procedure, s.hours, s.hours IS NOT NULL)"""


def cells(rows: str, sign: int = 1) -> str:
    """The cells to which the standings of `rows` add, in the order of KEY, each with `sign`."""
    return f"""
SELECT v.kind, g.grain, v.procedure, g.begins_on, COALESCE(v.body, 0) AS body, v.circle, v.hours, {sign} AS number
FROM {rows} s
CROSS JOIN LATERAL (VALUES {_CELLS}) v (kind, day, body, circle, procedure, hours, counts)
CROSS JOIN LATERAL (VALUES
    ({Grain.EVER:d}, DATE '0001-01-01', v.day IS NULL),
    ({Grain.DAY:d}, v.day, v.day IS NOT NULL),
    ({Grain.MONTH:d}, date_trunc('month', v.day)::date, v.day IS NOT NULL)) g (grain, begins_on, counts)
WHERE v.counts AND g.counts"""


def summed(cells: str) -> str:
    return f"SELECT {KEY}, sum(number) AS number FROM ({cells}) c GROUP BY {KEY} HAVING sum(number) <> 0"
