"""Counting the open dossiers again after the calendar changed: how far a run has come (rulebook B.7.2-15)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.models import Officer


class RecomputeRun(models.Model):
    """One walk over the open dossiers in the order of their numbers; `bookmark` is the last one looked at."""

    because = models.CharField(max_length=500)
    started_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+"
    )  # None: the operator
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField()  # open dossiers when it began
    bookmark = models.BigIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"],
                condition=Q(finished_at=None),
                name="one_recompute_at_a_time",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"recompute {self.pk}: {self.seen} of {self.total}"

    @property
    def subject(self) -> str:
        """The run's name in the journal."""
        return f"recompute:{self.pk}"
