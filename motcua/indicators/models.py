"""What was counted, dossier by dossier, and the sums of it (adr/0015).

Bodies, dossiers and circles stand here as bare numbers: a foreign key would lock the rows that officers write.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Kind(models.IntegerChoices):
    """What a cell counts."""

    WAITING = 1
    IN_HAND = 2
    RESULTS = 3
    DUE = 4  # by the day of the promise: the clock runs
    STEP_DUE = 5  # by the day on which the open step is due
    RECEIVED = 6
    RETURNED = 7
    EARLY = 8
    ON_TIME = 9
    SETTLED_LATE = 10
    RESOLVED = 11
    OF_PROCEDURE = 12  # with a result, the whole province, by procedure
    SETTLED_IN = 13  # the same, by procedure and hours


class Grain(models.IntegerChoices):
    """What a cell sums: all that stands so now, or what falls on a day or in a month."""

    EVER = 0
    DAY = 1
    MONTH = 2


class Circle(models.Model):
    """Bodies that had to do with the same dossiers, in the order of their numbers: who of them steers sees those."""

    bodies = ArrayField(models.BigIntegerField(), unique=True)

    def __str__(self) -> str:
        return f"{self.bodies}"


class Standing(models.Model):
    """What of a dossier was counted last; what its state does not count is empty."""

    dossier = models.BigIntegerField(primary_key=True)
    circle = models.BigIntegerField()
    status = models.PositiveSmallIntegerField()
    holder_body = models.BigIntegerField(null=True)
    receiving = models.BigIntegerField()
    competent = models.BigIntegerField()
    procedure = models.CharField(max_length=60)
    due_at = models.DateTimeField(null=True)  # while the clock runs
    step_due_at = models.DateTimeField(null=True)  # while the clock runs
    accepted_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    verdict = models.PositiveSmallIntegerField(null=True)  # of `Kind`: early, on time or late
    hours = models.IntegerField(null=True)  # from acceptance to result, by the clock, the hour begun counted

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                include=["holder_body", "circle"],
                name="running_by_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["step_due_at"],
                include=["holder_body", "circle"],
                name="running_by_step_due",
                condition=Q(step_due_at__isnull=False),
            ),
            models.Index(
                fields=["circle", "settled_on"],
                include=["procedure", "hours"],
                name="results_of_circle",
                condition=Q(hours__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} at {self.status}"


class Cell(models.Model):
    """How many dossiers of a circle count for a body on a day, in a month, or now.

    Where something does not tell cells of a kind apart, it is 0, "" or the first of all days.
    """

    kind = models.PositiveSmallIntegerField(choices=Kind)
    grain = models.PositiveSmallIntegerField(choices=Grain)
    procedure = models.CharField(max_length=60)
    begins_on = models.DateField()
    body = models.BigIntegerField()
    circle = models.BigIntegerField()
    hours = models.IntegerField()
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            # With the number in it the board reads the index alone, which is six times as fast.
            models.UniqueConstraint(
                fields=["kind", "grain", "procedure", "begins_on", "body", "circle", "hours"],
                include=["number"],
                name="cell_once_with_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.begins_on}: {self.number}"
