"""What the console keeps for itself: how the queue's work failed last."""

from django.db import models


class Trouble(models.Model):
    """The last failure of one job of the queue, by kind and place; its words stay out, they may name people."""

    job = models.BigIntegerField(unique=True)  # the queue deletes its rows itself, so no key points at them
    kind = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"job {self.job}: {self.kind}"
