"""The journal beside its export: whoever rewrote the database, even with all its rights, is shown by the rows."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from motcua.journal.export_lines import Day, Hour, Leaf, days_in, hours_in, leaves_in
from motcua.journal.models import Digest, Event
from motcua.journal.sealing import events_of, mark_of
from motcua.journal.signing import PublicKeys, Signature, is_signed, read_public_keys
from motcua.journal.verifying import fingerprint_of


def differences(folder: Path, *, keys: PublicKeys | None = None, since: date = date.min) -> Iterator[str]:
    """A sentence for each thing that is not as it was exported.

    `keys`: the public keys to trust, else those in the folder. `since`: compare the events of these days only;
    the signatures and the chain of days are always checked whole.
    """
    keys = keys or read_public_keys(folder.glob("public-*.pem"))
    days, hours = days_in(folder), hours_in(folder)
    if not days and not hours:
        yield "the export holds no signed line"
    yield from _faults_of_lines(days, hours, keys)
    yield from _faults_of_digests(days)
    sealed = {day.on: day for day in days}
    changed = Changed()
    for on in sorted({*sealed, *(hour.on for hour in hours)}):
        if on >= since:
            leaves = list(leaves_in(folder, on))
            yield from _faults_of_leaves(on, leaves, sealed.get(on), [hour for hour in hours if hour.on == on])
            yield from _faults_of_events(on, leaves, [hour for hour in hours if hour.on == on], on in sealed, changed)
    yield from changed.also()


class Changed:
    """Of each subject the first changed event is named; those chained behind it could not but change."""

    def __init__(self) -> None:
        self.behind: dict[str, int] = {}

    def is_first(self, event: Event) -> bool:
        is_first = event.subject not in self.behind
        self.behind[event.subject] = self.behind.get(event.subject, -1) + 1
        return is_first

    def also(self) -> Iterator[str]:
        for subject, count in self.behind.items():
            if count:
                yield f"behind the changed event of {subject}, {count} more were chained anew"


def _faults_of_lines(days: Sequence[Day], hours: Sequence[Hour], keys: PublicKeys) -> Iterator[str]:
    lines: Sequence[Day | Hour] = [*days, *hours]
    for line in lines:
        if fault := _fault_of_signature(line.text, line.signature, keys):
            yield f"the line “{line.text[:40]}…” {fault}"
    for before, day in pairwise(days):
        # Only the first days of an older copy carry nothing of the day before them.
        if day.previous != hashlib.sha256(before.text.encode()).digest() and (day.previous or before.previous):
            yield f"the exported seal of {day.on} does not cover that of {before.on}"


def _fault_of_signature(text: str, signature: Signature, keys: PublicKeys) -> str:
    if signature.key not in keys:
        return f"was signed with the key {signature.key}, which is not among the public keys"
    return "" if is_signed(text, signature, keys) else "is not what was signed"


def _faults_of_digests(days: Sequence[Day]) -> Iterator[str]:
    """The seals in the database beside those that went out."""
    exported = {day.on: hashlib.sha256(day.text.encode()).digest() for day in days}
    held = {digest.on: mark_of(digest) for digest in Digest.objects.all()}
    yield from (f"the seal of {on} is no longer in the database" for on in sorted({*exported} - {*held}))
    yield from (f"the seal of {on} was never exported" for on in sorted({*held} - {*exported}))
    for on in sorted({*held} & {*exported}):
        if held[on] != exported[on]:
            yield f"the seal of {on} in the database is not the one that was exported"


def _faults_of_leaves(on: date, leaves: Sequence[Leaf], day: Day | None, hours: Sequence[Hour]) -> Iterator[str]:
    """Whether the exported events are those that the signed lines speak of."""
    for hour in hours:
        text = "".join(leaf.line for leaf in leaves[: hour.leaves])
        if hashlib.sha256(text.encode()).hexdigest() != hour.hash:
            yield f"the exported events of {on} are not those signed at {hour.until:%H:%M} UTC"
    if day:
        whole = hashlib.sha256(b"".join(leaf.hash for leaf in sorted(leaves, key=lambda leaf: leaf.event)))
        if (len(leaves), whole.digest()) != (day.events, day.hash):
            yield f"the exported events of {on} are not those that were sealed"


def _faults_of_events(
    on: date, leaves: Sequence[Leaf], hours: Sequence[Hour], is_sealed: bool, changed: Changed
) -> Iterator[str]:
    """The rows of one day beside their leaves: changed, added and missing ones, each by its number."""
    waiting = {leaf.event: leaf for leaf in leaves}
    settled = max((hour.until for hour in hours), default=None)
    for event in events_of(on).order_by("pk").iterator(chunk_size=5000):
        leaf = waiting.pop(event.pk, None)
        if leaf is None:
            if is_sealed or (settled and event.recorded_at < settled):
                yield f"event {event.pk} ({event}) was added to {on} after it was sealed"
        elif leaf.hash != fingerprint_of(event) and changed.is_first(event):
            yield f"event {event.pk} ({event}) was changed after it was sealed"
    there = dict(Event.objects.filter(pk__in=list(waiting)).values_list("pk", "recorded_at"))
    for leaf in waiting.values():
        yield _missing(leaf, on, there.get(leaf.event))


def _missing(leaf: Leaf, on: date, moved_to: datetime | None) -> str:
    name = f"event {leaf.event} ({leaf.subject}#{leaf.sequence})"
    return f"{name} was moved from {on} to {moved_to:%Y-%m-%d}" if moved_to else f"{name} of {on} was removed"
