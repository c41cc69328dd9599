"""Numbers handed out one after another, without a gap and without a double."""

from django.db import models
from django.db.models import Q


class Counter(models.Model):
    """The last number given in a scope ("H35.01:2026-11-21"); taken late in the transaction, back with a rollback."""

    scope = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="counter_is_positive", condition=Q(last__gt=0))]

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"
