"""Finding bodies: what lies below, who receives for whom, who goes on with a closed body's work."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.directory.models import Body, BodyKind
from motcua.lib.text import fold

NAMED = ("pk", "short_name", "parent__short_name")  # of a body, what tells it from others of its name
_BELOW = """
WITH RECURSIVE below AS (
    SELECT id FROM directory_body WHERE id = ANY(%(bodies)s)
    UNION SELECT body.id FROM directory_body body JOIN below ON body.parent_id = below.id
) SELECT id FROM below
"""
_COUNT = "SELECT count(*) FROM directory_body"
_ABOVE = """
WITH RECURSIVE above AS (
    SELECT id, parent_id, 0 AS height FROM directory_body WHERE id = %(body)s
    UNION ALL SELECT body.id, body.parent_id, above.height + 1
    FROM directory_body body JOIN above ON body.id = above.parent_id
) SELECT id FROM above ORDER BY height
"""
# UNION, not UNION ALL: two bodies that went into one another by mistake must not turn for ever.
_HEIRS = """
WITH RECURSIVE heirs AS (
    SELECT %(body)s::bigint AS id
    UNION SELECT step.successor_id FROM heirs
    JOIN directory_succession step ON step.predecessor_id = heirs.id AND step.on <= %(on)s
    JOIN directory_body closed ON closed.id = heirs.id AND closed.valid_to < %(on)s
) SELECT id FROM heirs
"""
_HEIRS_IN_FORCE = _HEIRS + (
    "JOIN directory_body heir USING (id) "
    "WHERE heir.valid_from <= %(on)s AND (heir.valid_to IS NULL OR heir.valid_to >= %(on)s)"
)
# What went into the last body, met with what became of the first.
_BETWEEN = """
WITH RECURSIVE forth AS (
    SELECT %(first)s::bigint AS id
    UNION SELECT step.successor_id FROM forth JOIN directory_succession step ON step.predecessor_id = forth.id
), back AS (
    SELECT %(last)s::bigint AS id
    UNION SELECT step.predecessor_id FROM back JOIN directory_succession step ON step.successor_id = back.id
) SELECT id FROM forth JOIN back USING (id) ORDER BY id
"""


def descendants(body_id: int) -> frozenset[int]:
    """The body itself and everything below it, closed bodies too; 1 query."""
    return below([body_id])


def below(body_ids: Iterable[int]) -> frozenset[int]:
    """The same for several bodies at once; no query for none."""
    bodies = list(body_ids)
    return frozenset(_ids(_BELOW, {"bodies": bodies})) if bodies else frozenset()


def oversight(body_ids: Iterable[int]) -> tuple[frozenset[int], bool]:
    """The same, and whether these are all the bodies there are; no query for none."""
    bodies = list(body_ids)
    if not bodies:
        return frozenset(), False
    with connection.cursor() as cursor:
        cursor.execute(_BELOW + f"UNION ALL ({_COUNT})", {"bodies": bodies})
        *found, number = (value for (value,) in cursor.fetchall())
    return frozenset(found), len(found) == number


def ancestors(body_id: int) -> list[int]:
    """The body itself and everything above it, nearest first; 1 query."""
    return _ids(_ABOVE, {"body": body_id})


def one_stop_of(body: Body, on: date | None = None) -> Body | None:
    """The one-stop centre that receives for a body: its own, else that of the nearest body above; 2 queries."""
    if body.kind == BodyKind.ONE_STOP_CENTRE:
        return body
    above: list[int | None] = [*ancestors(body.pk)]
    found = Body.objects.filter(kind=BodyKind.ONE_STOP_CENTRE, parent_id__in=above)
    centres = found.in_force(on) if on else found.filter(valid_to=None)
    return min(centres.order_by("code"), key=lambda centre: above.index(centre.parent_id), default=None)


def successors(body: Body, on: date) -> list[Body]:
    """The bodies in force on a date that go on with this one's work; itself while it is in force."""
    return list(Body.objects.in_force(on).filter(pk__in=_ids(_HEIRS, {"body": body.pk, "on": on})).order_by("code"))


def current_successor(body: Body, on: date) -> Body | None:
    """The one body that goes on with this one's work; None when several share it or none does."""
    found = successors(body, on)
    return found[0] if len(found) == 1 else None


def heir_of(body_id: int, on: date) -> int:
    """The one body in force that goes on with this one's work; itself where none or several do; 1 query."""
    heirs = _ids(_HEIRS_IN_FORCE, {"body": body_id, "on": on})
    return heirs[0] if len(heirs) == 1 else body_id


def went_through(first_id: int, last_id: int) -> list[int]:
    """The bodies by which the work of the first came to the last, both among them; none where it did not; 1 query."""
    return _ids(_BETWEEN, {"first": first_id, "last": last_id})


def told_apart(bodies: QuerySet[Body]) -> dict[int, str]:
    """The short names by alphabet; where several bear one, each with the body above it; 1 query."""
    return names_apart(bodies.order_by().values_list(*NAMED))


def names_apart(bodies: Iterable[tuple[int, str, str | None]]) -> dict[int, str]:
    """The same of rows that were read already, each the columns of `NAMED`."""
    rows = list(bodies)
    often = Counter(name for _pk, name, _above in rows)
    named = {pk: f"{name} · {above}" if above and often[name] > 1 else name for pk, name, above in rows}
    return dict(sorted(named.items(), key=lambda each: (_folded(each[1]), each[0])))


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    """Bodies are few and sorted on every page of a leader."""
    return fold(name)


def body_with_code(code: str) -> Body | None:
    """The body that has this code, or had it."""
    return Body.objects.filter(Q(code=code) | Q(former_codes__code=code)).first()


def _ids(query: str, params: Mapping[str, int | date | list[int]]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return [row[0] for row in cursor.fetchall()]
