"""Followers: what counts or mirrors reads the journal in order from its bookmark, in batches.

Events are read by the transaction that recorded them, and only those below the oldest transaction still under way:
one that commits late, with a smaller number than others have, is waited for and never skipped.
"""

# ruff: noqa: S608  statements are put together from constants alone; what is asked for comes as parameters

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection, connections, router, transaction

from motcua.journal.models import Bookmark

BATCH = 5000
_MARK = "(SELECT txid, event_id FROM journal_bookmark WHERE follower = %(follower)s)"
_UNREAD = f"""
SELECT id, txid, subject, kind FROM journal_event
WHERE (txid, id) > {_MARK} AND txid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY txid, id LIMIT %(most)s
"""
_OLDEST_UNREAD = f"SELECT recorded_at FROM journal_event WHERE (txid, id) > {_MARK} ORDER BY txid, id LIMIT 1"
_READ_UNTIL = f"""
SELECT COALESCE(({_OLDEST_UNREAD}), statement_timestamp()) FROM journal_bookmark WHERE follower = %(follower)s
"""
_IS_AHEAD = """
SELECT txid > pg_snapshot_xmax(pg_current_snapshot()) FROM journal_bookmark WHERE follower = %(follower)s
"""
_BEGIN = """
INSERT INTO journal_bookmark (follower, txid, event_id) VALUES (%(follower)s, '0', 0) ON CONFLICT DO NOTHING
"""
_SKIP = """
INSERT INTO journal_bookmark (follower, txid, event_id)
VALUES (%(follower)s, pg_snapshot_xmin(pg_current_snapshot()), 0)
ON CONFLICT (follower) DO UPDATE SET txid = EXCLUDED.txid, event_id = EXCLUDED.event_id
"""


class Entry(NamedTuple):
    """What a follower is told of an event; the rest it reads by itself."""

    event_id: int
    txid: str
    subject: str
    kind: str


Carry = Callable[[Sequence[Entry]], None]


class Ahead(Exception):
    """The bookmark names a transaction that this server never had: the tables were copied from another one."""


def follow(follower: str, carry: Carry, *, most: int = BATCH) -> int:
    """Hand the next unread events to `carry`; gives how many, 0 when there are none or another process is at it.

    The bookmark moves in the transaction of the effect: killed at any moment, each event is carried once.
    Events of one transaction come in their order; of two that ran side by side, either may come first.
    Raises Ahead.
    """
    if not _is_anything_unread(follower):
        return 0
    with transaction.atomic():
        if not _held(follower):
            return 0
        entries = _unread(follower, most)
        if entries:
            carry(entries)
            last = entries[-1]
            Bookmark.objects.filter(follower=follower).update(txid=last.txid, event_id=last.event_id)
        return len(entries)


def read_until(follower: str) -> datetime | None:
    """The moment up to which everything recorded was carried; None when the follower never began. 1 query."""
    with connections[router.db_for_read(Bookmark)].cursor() as cursor:
        cursor.execute(_READ_UNTIL, {"follower": follower})
        row = cursor.fetchone()
        return row[0] if row else None


@transaction.atomic
def skip_to_now(follower: str) -> None:
    """Leave all that is committed unread: for whoever is about to count everything from the rows themselves."""
    with connection.cursor() as cursor:
        cursor.execute(_SKIP, {"follower": follower})


def has_begun(follower: str) -> bool:
    """Raises Ahead."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_AHEAD, {"follower": follower})
        row = cursor.fetchone()
    if row and row[0]:
        raise Ahead(follower)
    return row is not None


def _is_anything_unread(follower: str) -> bool:
    if not has_begun(follower):
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN, {"follower": follower})
    return bool(_unread(follower, 1))


def _held(follower: str) -> bool:
    """Lock the bookmark until the transaction ends; False when another process has it."""
    return Bookmark.objects.select_for_update(skip_locked=True).filter(follower=follower).exists()


def _unread(follower: str, most: int) -> list[Entry]:
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, {"follower": follower, "most": most})
        return [Entry(*row) for row in cursor.fetchall()]
