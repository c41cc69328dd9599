"""Internal processes (quy trình nội bộ): ordered steps, immutable once published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.directory.roles import Role


class StepKind(models.TextChoices):
    RECEIVE = "receive", pgettext_lazy("step", "receive")
    PROCESS = "process", pgettext_lazy("step", "appraise")
    REVIEW = "review", pgettext_lazy("step", "review")
    SIGN = "sign", pgettext_lazy("step", "sign")
    ISSUE = "issue", pgettext_lazy("step", "number and issue")
    RETURN = "return", pgettext_lazy("step", "return")
    VERIFY = "verify", pgettext_lazy("step", "check on the spot")
    COUNCIL = "council", pgettext_lazy("step", "meet in council")
    SUBMIT = "submit", pgettext_lazy("step", "submit to the People's Committee")
    WAIT = (
        "wait",
        pgettext_lazy("step", "wait for another agency, outside the clock"),
    )  # the tax office computes what is due


class StepUnit(models.TextChoices):
    ONE_STOP = "one_stop", _("the one-stop unit")
    COMPETENT = "competent", _("the competent body")
    DIVISION = "division", _("the division in charge")


class OnOutcome(models.TextChoices):
    """Which drafts pass a step: a branch of the route."""

    ANY = "", _("whatever is drafted")
    GRANTED = "granted", _("only when it is to be granted")
    REFUSED = "refused", _("only when it is to be refused")


class Route(models.Model):
    """One version of an internal process; `published_at` set means it never changes again."""

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="route_version_once")]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"


class RouteStep(models.Model):
    """One step: who does it, in which unit, in how many working hours (8 make a day; rulebook B.7.2-13)."""

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="steps")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=Role)
    unit = models.CharField(max_length=12, choices=StepUnit)
    unit_name = models.CharField(max_length=200, blank=True)  # as the process text names it
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    kind = models.CharField(max_length=10, choices=StepKind)
    group = models.PositiveIntegerField(null=True, blank=True)  # steps of one group run side by side
    on_outcome = models.CharField(max_length=8, choices=OnOutcome, default=OnOutcome.ANY, blank=True)

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["route", "no"], name="step_once"),
            models.CheckConstraint(name="step_hours_not_negative", condition=Q(hours__gte=0)),
            models.CheckConstraint(name="waiting_takes_no_hours", condition=~Q(kind="wait") | Q(hours=0)),
        ]

    def __str__(self) -> str:
        return f"{self.no}. {self.name}"
