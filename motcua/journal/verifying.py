"""Reading the journal back: does each chain hold, and does each day's digest?"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from motcua.journal.chain import FIRST, fingerprint
from motcua.journal.models import Digest, Event


def broken_links() -> Iterator[str]:
    """A sentence for every event that does not follow from the one before it."""
    subject, sequence, previous = "", 0, FIRST
    for event in Event.objects.order_by("subject", "sequence").iterator(chunk_size=5000):
        if event.subject != subject:
            subject, sequence, previous = event.subject, 0, FIRST
        sequence += 1
        if not _follows(event, sequence, previous):
            yield f"event {event.pk} ({event}) does not follow from the one before it"
        sequence, previous = event.sequence, bytes(event.hash)


def _follows(event: Event, sequence: int, previous: bytes) -> bool:
    mark = fingerprint(
        subject=event.subject,
        sequence=event.sequence,
        kind=event.kind,
        payload=event.payload,
        actor=event.actor,
        at=event.at,
        previous=bytes(event.previous),
    )
    return event.sequence == sequence and bytes(event.previous) == previous and bytes(event.hash) == mark


def seal(on: date) -> Digest:
    """Take the digest of a finished day; a day is sealed once."""
    events, mark = _digest(on)
    return Digest.objects.get_or_create(on=on, defaults={"events": events, "hash": mark})[0]


def broken_days() -> Iterator[str]:
    """A sentence for every sealed day whose events are not those that were sealed."""
    for digest in Digest.objects.order_by("on"):
        if (digest.events, bytes(digest.hash)) != _digest(digest.on):
            yield f"the events of {digest.on} are not those sealed on {digest.sealed_at:%Y-%m-%d %H:%M}"


def _digest(on: date) -> tuple[int, bytes]:
    start = timezone.make_aware(datetime.combine(on, time.min))
    marks = Event.objects.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1)).order_by("id")
    whole, count = hashlib.sha256(), 0
    for mark in marks.values_list("hash", flat=True).iterator(chunk_size=5000):
        whole.update(bytes(mark))
        count += 1
    return count, whole.digest()
