"""Facts carried as the worker carries them, inside the one transaction of a test."""

from __future__ import annotations

from django.db import connection

from motcua.indicators import actions
from motcua.indicators.actions import FOLLOWER
from motcua.indicators.checking import differences
from motcua.journal.following import Entry
from motcua.journal.models import Bookmark, Event


def carry_new() -> None:
    """Count on from the facts that were recorded since, and put the bookmark after them."""
    mark = Bookmark.objects.filter(follower=FOLLOWER).first()
    new = Event.objects.filter(pk__gt=mark.event_id if mark else 0).order_by("pk")
    entries = [Entry(event.pk, str(event.txid), event.subject, event.kind) for event in new]
    if not entries:
        return
    actions._carry(entries)
    place = {"txid": _transaction(), "event_id": entries[-1].event_id}
    Bookmark.objects.update_or_create(follower=FOLLOWER, defaults=place)


def demand_equal() -> None:
    """What was counted on from fact to fact is what a full count gives."""
    assert list(differences()) == []


def _transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        return int(cursor.fetchone()[0])
