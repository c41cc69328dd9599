"""Apologies before lateness, and who answers for what was late."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import StepKind
from motcua.directory.models import Body, Officer
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier


class Cause(models.TextChoices):
    """To whom overrun is charged (rulebook F.5)."""

    RECEPTION = "reception", _("the receiving unit")
    STEP = "step", _("a step of the process")
    CONSULTED = "consulted", _("a consulted agency")
    EARLIER_AGENCY = "earlier_agency", _("an earlier agency in a chain")
    TAX = "tax", _("the tax or finance authority")
    POST = "post", _("the postal company")
    OUTAGE = "outage", _("a declared failure of the system")
    APPLICANT = "applicant", _("the applicant")
    RULE = "rule", _("a rule whose limit cannot be kept")


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def standing(self) -> ExtensionQuerySet:
        """Signed, or drafted for the date that is promised now; any other draft was overtaken."""
        return self.filter(Q(signed_at__isnull=False) | Q(old_due_at=F("dossier__due_at")))


class Extension(models.Model):
    """The one apology with a new date (form 04): the first date stays beside it (NĐ 61/2018 Điều 19.9)."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="extension", primary_key=True)
    cause = models.CharField(max_length=16, choices=Cause)
    reason = models.CharField(max_length=2000)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # None: the watch
    drafted_at = models.DateTimeField()
    number = models.CharField(max_length=60, blank=True)
    signed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="new_date_is_later", condition=Q(new_due_at__gt=F("old_due_at"))),
            models.CheckConstraint(
                name="signed_extension_is_numbered",
                condition=Q(signed_at=None) | Q(signed_by__isnull=False, file__isnull=False) & ~Q(number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"extension of {self.dossier_id}"


class Recharge(models.Model):
    """A recorded decision that overrun is to be charged elsewhere; the reckoned charge stays beside it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="recharges")
    leg = models.CharField(max_length=40)  # which leg, as the reckoning names it: "task:12", "consultation:3"
    cause = models.CharField(max_length=16, choices=Cause)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=2000)
    basis = models.CharField(max_length=300)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"recharge {self.pk} of {self.dossier_id}"


class Charge(models.Model):
    """What one leg of a dossier that ended late bears: reckoned from the other rows, never edited (rulebook F.5)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="charges", db_index=False)
    leg = models.CharField(max_length=40)
    cause = models.CharField(max_length=16, choices=Cause)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    over = models.PositiveIntegerField()  # office minutes beyond the leg's own limit
    minutes = models.PositiveIntegerField()  # its share of the dossier's lateness
    ended_at = models.DateTimeField()  # when the dossier ended: the day under which it is summed

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["dossier", "leg"], name="charged_once")]
        indexes = [
            models.Index(fields=["ended_at"], include=["body", "officer", "cause", "minutes"], name="charges_by_day"),
            models.Index(fields=["body", "ended_at", "id"], name="charges_of_body"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min of {self.dossier_id} for {self.leg}"


class Pace(models.Model):
    """How long a body, or one of its officers, took lately over a kind of step; derived anew every night."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, null=True, related_name="+")  # None: the body
    step_kind = models.CharField(max_length=10, choices=StepKind)
    median = models.PositiveIntegerField()  # office minutes within which half were done
    nine = models.PositiveIntegerField()  # and nine in ten
    number = models.PositiveIntegerField()  # steps looked at

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "officer", "step_kind"], name="one_pace_each", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_kind} at {self.body_id}"


class Forecast(models.Model):
    """A dossier that will be late if nothing changes; derived anew every hour."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="forecast", primary_key=True)
    ends_at = models.DateTimeField()  # at the usual pace
    slow_at = models.DateTimeField()  # nine in ten would have ended by then
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"forecast of {self.dossier_id}"
