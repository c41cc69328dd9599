"""Writing to the journal: the fact, its place in the chain and the work it causes, in one transaction."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from motcua.journal.chain import FIRST, fingerprint
from motcua.journal.counting import count
from motcua.journal.facts import Fact
from motcua.journal.models import Event
from motcua.journal.queue import defer_reactions
from motcua.rows import insert


def record(*facts: Fact, subject: str, by: str, at: datetime, is_new: bool = False) -> list[Event]:
    """Append facts about one subject and queue what follows from them.

    The caller holds the subject's lock (its row, or `hold`). `is_new` says that nothing was recorded of it before.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded in the transaction of its act")
    sequence, previous = (0, FIRST) if is_new else _end_of_chain(subject)
    events = insert(_chained(facts, subject, by, at, sequence, previous))
    defer_reactions(events)
    count(events)
    return events


def record_many(facts: Sequence[tuple[str, Fact]], *, by: str, at: datetime) -> list[Event]:
    """Append one fact to each of many chains, given as (subject, fact): a few statements however many they are.

    The caller holds the lock of every subject, and names each once.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded in the transaction of its act")
    ends = _ends_of_chains([subject for subject, _fact in facts])
    rows = [_chained([fact], subject, by, at, *ends.get(subject, (0, FIRST)))[0] for subject, fact in facts]
    events = Event.objects.bulk_create(rows)
    defer_reactions(events)
    count(events)
    return events


def hold(subject: str) -> None:
    """Lock a subject that has no row of its own until the transaction ends."""
    number = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _end_of_chain(subject: str) -> tuple[int, bytes]:
    last = Event.objects.filter(subject=subject).order_by("-sequence").values_list("sequence", "hash").first()
    return (last[0], bytes(last[1])) if last else (0, FIRST)


def _ends_of_chains(subjects: Sequence[str]) -> dict[str, tuple[int, bytes]]:
    if len(set(subjects)) < len(subjects):
        raise ValueError("a subject named twice would fork its chain")
    last = Event.objects.filter(subject__in=subjects).order_by("subject", "-sequence").distinct("subject")
    rows = last.values_list("subject", "sequence", "hash")
    return {subject: (sequence, bytes(mark)) for subject, sequence, mark in rows}


def _chained(
    facts: Sequence[Fact], subject: str, by: str, at: datetime, sequence: int, previous: bytes
) -> list[Event]:
    events = []
    for fact in facts:
        sequence += 1
        values = {"subject": subject, "sequence": sequence, "kind": fact.kind, "payload": fact.payload()}
        mark = fingerprint(**values, actor=by, at=at, previous=previous)  # type: ignore[arg-type]
        events.append(Event(**values, actor=by, at=at, previous=previous, hash=mark))
        previous = mark
    return events
