"""What an administrator with all rights of the database can do to the journal, and does here with care."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from motcua.directory.facts import NumberRead
from motcua.journal.models import Digest, Event
from motcua.journal.recording import record
from motcua.journal.sealing import digest_of, mark_of, statement
from motcua.journal.signing import sign
from motcua.journal.verifying import fingerprint_of

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)  # at noon in Vietnam


@contextmanager
def behind_the_triggers() -> Iterator[None]:
    tables = ("journal_event", "journal_digest")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


def happened(subject: str, *words: str, at: datetime = NOON) -> list[Event]:
    """Facts recorded at that moment of the past, which only a test can."""
    events = record(*(NumberRead(word) for word in words), subject=subject, by="officer:1", at=at)
    with behind_the_triggers():
        Event.objects.filter(pk__in=[event.pk for event in events]).update(recorded_at=at)
    return events


def chain_anew(subject: str) -> None:
    """Number and fingerprint every event of the subject again, so that its chain holds."""
    previous = b""
    for place, event in enumerate(Event.objects.filter(subject=subject).order_by("sequence"), start=1):
        event.sequence, event.previous = place, previous
        event.hash = previous = fingerprint_of(event)
        event.save()


def seal_anew(*, with_the_key: bool) -> None:
    """Count every day again and chain the seals; the key is on another machine, unless it was stolen as well."""
    previous = b""
    for digest in Digest.objects.order_by("pk"):
        digest.events, digest.hash = digest_of(digest.on)
        digest.previous = previous
        if with_the_key:
            digest.signature = sign(statement(digest)).value
        digest.save()
        previous = mark_of(digest)


def days_later(number: int) -> datetime:
    return NOON + timedelta(days=number)
