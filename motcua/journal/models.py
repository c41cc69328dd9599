"""The journal's rows: appended, never changed, never taken away (a trigger sees to it)."""

from django.db import models
from django.db.models.functions import Now

from motcua.journal.facts import FACTS, Fact


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="event_in_its_place")]
        indexes = [models.Index(fields=["recorded_at"], name="event_recorded_at")]

    def __str__(self) -> str:
        return f"{self.subject}#{self.sequence} {self.kind}"

    @property
    def fact(self) -> Fact:
        """The fact as it was recorded."""
        return FACTS[self.kind].read(self.payload)


class Digest(models.Model):
    """The fingerprint of one whole day's events, taken when the day is over."""

    on = models.DateField(unique=True)
    events = models.PositiveIntegerField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.on}: {self.events}"


class Delivery(models.Model):
    """A reaction that has been carried: written with its effect, so that carrying it twice does nothing."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="reaction_carried_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.reaction}"
