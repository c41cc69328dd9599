"""Is what was counted on from fact to fact what a full count gives?"""

# ruff: noqa: S608  statements are put together from constants alone; what is asked for comes as parameters

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.indicators.actions import FOLLOWER
from motcua.indicators.models import Grain, Kind
from motcua.indicators.statements import COLUMNS, KEY, cells, standings, summed

# One statement, one snapshot, so that work may go on beside it. A dossier of which a fact is still unread counts
# as it was counted last: its turn comes with the fact.
_PENDING = """
SELECT substr(subject, 9)::bigint FROM journal_event
WHERE (txid, id) > (SELECT txid, event_id FROM journal_bookmark WHERE follower = %(follower)s)
AND subject ~ '^dossier:[0-9]+$'"""
_DIFFERENCES = f"""
WITH pending AS MATERIALIZED ({_PENDING}),
counted AS MATERIALIZED (
    SELECT {COLUMNS} FROM ({standings("d.id NOT IN (TABLE pending)")}) fresh
    UNION ALL SELECT {COLUMNS} FROM indicators_standing WHERE dossier IN (TABLE pending)),
wanted AS ({summed(cells("counted"))})
SELECT kind, grain, procedure, begins_on, body, circle, hours, COALESCE(wanted.number, 0), COALESCE(cell.number, 0)
FROM wanted FULL JOIN indicators_cell cell USING ({KEY})
WHERE wanted.number IS DISTINCT FROM cell.number ORDER BY {KEY}
"""


def differences() -> Iterator[str]:
    """A sentence for every cell that does not hold what a full count gives."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, {"follower": FOLLOWER})
        for kind, grain, procedure, begins_on, body, circle, hours, wanted, held in cursor:
            where = f"procedure {procedure}, {hours} h" if procedure else f"body {body}, circle {circle}"
            what = f"{Kind(kind).name} {Grain(grain).name} {begins_on}"
            yield f"{what}, {where}: {held} held, {wanted} counted"
