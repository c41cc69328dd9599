"""Reading the journal back: does each chain hold, and does each day's digest?"""

from collections.abc import Iterator

from motcua.journal.chain import FIRST, fingerprint
from motcua.journal.models import Digest, Event
from motcua.journal.sealing import digest_of, mark_of, statement
from motcua.journal.signing import Signature, is_signed, key_id, own_public_key


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


def fingerprint_of(event: Event) -> bytes:
    """The fingerprint that the row's own words give, whatever the row says of itself."""
    return fingerprint(
        subject=event.subject,
        sequence=event.sequence,
        kind=event.kind,
        payload=event.payload,
        actor=event.actor,
        at=event.at,
        previous=bytes(event.previous),
    )


def _follows(event: Event, sequence: int, previous: bytes) -> bool:
    is_next = event.sequence == sequence and bytes(event.previous) == previous
    return is_next and bytes(event.hash) == fingerprint_of(event)


def broken_days() -> Iterator[str]:
    """A sentence for every sealed day whose events are not those that were sealed, or whose seal does not hold."""
    before: Digest | None = None
    for digest in Digest.objects.order_by("pk"):
        if (digest.events, bytes(digest.hash)) != digest_of(digest.on):
            yield f"the events of {digest.on} are not those sealed on {digest.sealed_at:%Y-%m-%d %H:%M}"
        if fault := _fault_of_seal(digest, before):
            yield f"the seal of {digest.on} {fault}"
        before = digest


def _fault_of_seal(digest: Digest, before: Digest | None) -> str:
    """What is wrong, to be said after "the seal of …"; digests from before there were signatures have none."""
    if not digest.key:
        return "lost its signature" if before and before.key else ""
    if before and bytes(digest.previous) != mark_of(before):
        return f"does not cover that of {before.on}"
    own = own_public_key()
    is_ours = digest.key == key_id(own)  # older keys are checked against the export, which holds them
    signature = Signature(digest.key, bytes(digest.signature))
    return (
        "is not signed by its key"
        if is_ours and not is_signed(statement(digest), signature, {digest.key: own})
        else ""
    )
