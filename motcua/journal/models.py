"""The journal's rows: appended, never changed, never taken away (a trigger sees to it)."""

from typing import Any

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from motcua.journal.facts import FACTS, Fact


class TransactionField(models.Field):  # type: ignore[type-arg]  # generic for the type checker only
    """The number of a database transaction, which never comes again in the life of a server."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def get_prep_value(self, value: Any) -> str | None:
        """As text: the type takes no integers."""
        return None if value is None else str(value)

    def from_db_value(self, value: str | None, *_: Any) -> int | None:
        return None if value is None else int(value)


class Event(models.Model):
    """One fact about one subject, in its place in the subject's chain."""

    subject = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    previous = models.BinaryField()
    hash = models.BinaryField()
    txid = TransactionField(null=True, editable=False, db_default=Func(function="pg_current_xact_id"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="event_in_its_place")]
        indexes = [
            models.Index(fields=["recorded_at"], name="event_recorded_at"),
            models.Index(fields=["txid", "id"], name="event_by_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}#{self.sequence} {self.kind}"

    @property
    def fact(self) -> Fact:
        """The fact as it was recorded."""
        return FACTS[self.kind].read(self.payload)


class Digest(models.Model):
    """The fingerprint of one whole day's events, taken when the day is over, and signed.

    `previous` covers the digest taken before; the first days of an older copy have neither it nor a signature.
    """

    on = models.DateField(unique=True)
    events = models.PositiveIntegerField()
    hash = models.BinaryField()
    previous = models.BinaryField(default=b"")
    key = models.CharField(max_length=16, blank=True, default="")
    signature = models.BinaryField(default=b"")
    sealed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.on}: {self.events}"


class Bookmark(models.Model):
    """How far a follower has read: its last event, after the transaction that recorded it."""

    follower = models.CharField(max_length=60, primary_key=True)
    txid = TransactionField()
    event_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.follower} at {self.event_id}"


class Delivery(models.Model):
    """A reaction that has been carried: written with its effect, so that carrying it twice does nothing."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="reaction_carried_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.reaction}"
