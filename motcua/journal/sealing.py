"""Sealing: the digest of a finished day, signed, and covering the digest that was taken before it."""

import hashlib
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from motcua.journal.models import Digest, Event
from motcua.journal.recording import hold
from motcua.journal.signing import sign

# An event bears the start of its transaction, so what is older than the oldest open one can no longer come.
_SETTLED = """
SELECT least(coalesce(min(xact_start), clock_timestamp()), clock_timestamp() - interval '1 second')
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def seal_finished_days(*, at: datetime) -> list[Digest]:
    """Seal every day that is over and not sealed, oldest first; one whose last events may still come waits."""
    last = Digest.objects.order_by("-on").values_list("on", flat=True).first()
    first = last + timedelta(days=1) if last else _first_day()
    settled = min(settled_until(), at)
    sealed = []
    while first and start_of(first + timedelta(days=1)) <= settled:
        sealed.append(seal(first))
        first += timedelta(days=1)
    return sealed


@transaction.atomic
def seal(on: date) -> Digest:
    """Take the digest of a finished day and sign it; a day is sealed once."""
    hold("journal digests")
    if known := Digest.objects.filter(on=on).first():
        return known
    events, mark = digest_of(on)
    before = Digest.objects.order_by("-pk").first()
    digest = Digest(on=on, events=events, hash=mark, previous=mark_of(before) if before else b"")
    signature = sign(statement(digest))
    digest.key, digest.signature = signature.key, signature.value
    digest.save(force_insert=True)
    return digest


def statement(digest: Digest) -> str:
    """What is signed of a day, and printed or published: one line without personal data."""
    marks = f"hash={bytes(digest.hash).hex()} previous={bytes(digest.previous).hex() or '-'}"
    return f"motcua journal day {digest.on} events={digest.events} {marks}"


def mark_of(digest: Digest) -> bytes:
    """32 bytes over a day's statement: the next digest carries them, so days form a chain."""
    return hashlib.sha256(statement(digest).encode()).digest()


def digest_of(on: date) -> tuple[int, bytes]:
    """How many events a day has, and SHA-256 over their fingerprints in the order of their numbers."""
    whole, count = hashlib.sha256(), 0
    marks = events_of(on).order_by("pk").values_list("hash", flat=True)
    for mark in marks.iterator(chunk_size=5000):
        whole.update(bytes(mark))
        count += 1
    return count, whole.digest()


def events_of(on: date) -> QuerySet[Event]:
    return Event.objects.filter(recorded_at__gte=start_of(on), recorded_at__lt=start_of(on + timedelta(days=1)))


def start_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def settled_until() -> datetime:
    """Before this instant no event can appear any more: every transaction begun before it has ended."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED)
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def _first_day() -> date | None:
    first = Event.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    return timezone.localdate(first) if first else None
