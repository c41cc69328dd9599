"""The office calendar as rows: days off and swaps by their acts, hours by period, for all or for one body."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.directory.models.bodies import Body


class CalendarDay(models.Model):
    """One exceptional date (rulebook B.7.1); without a body it holds for the whole province."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("public holiday")
        SUBSTITUTE_OFF = "substitute_off", _("day off in place of a holiday")
        SWAPPED_OFF = "swapped_off", _("day off in exchange")
        SWAPPED_WORK = "swapped_work", _("working day in exchange")
        LOCAL_OFF = "local_off", _("local day off")

    class Half(models.TextChoices):
        DAY = "day", _("whole day")
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")

    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    half = models.CharField(max_length=10, choices=Half, default=Half.DAY)
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="calendar_days")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["on", "half", "body"], name="calendar_day_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.name}"


class OfficeHours(models.Model):
    """The hours of a week from a date on.

    `hours`: seven weekdays, Monday first, each [morning, afternoon], each ["07:30", "11:30"] or null.
    Saturday hours are hours of reception; the day still does not count.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="office_hours")
    valid_from = models.DateField()
    hours = models.JSONField()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["body", "valid_from"], name="office_hours_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.body or '*'} from {self.valid_from}"


class AnnouncedYear(models.Model):
    """A year whose days off have been announced; a due date in another year may still change."""

    year = models.PositiveSmallIntegerField(unique=True)
    basis = models.CharField(max_length=300)

    def __str__(self) -> str:
        return str(self.year)


class CalendarVersion(models.Model):
    """The one row by which a process sees that its copy of the calendar is old.

    A random token, not a counter: after a rollback a counter would name another calendar by the same number.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(name="one_calendar_version", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.token)
