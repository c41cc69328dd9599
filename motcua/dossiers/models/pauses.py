"""Stretches during which a dossier's clock stands still, and the failures that stop every clock."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.models import Body, Officer
from motcua.dossiers.models.dossier import Dossier
from motcua.lib.worktime import Mode

MODES = [(mode.value, mode.value) for mode in Mode]


class PauseKind(models.TextChoices):
    """The grounds the law knows (rulebook B.7.2-8); consultation is not one of them."""

    SUPPLEMENT = "supplement", _("waiting for the applicant's supplement")
    PAYMENT = "payment", _("waiting for payment")
    CONSENT = "consent", _("waiting for consent on VNeID")
    OUTSIDE = "outside", _("waiting for another agency, outside the clock")


class Pause(models.Model):
    """One wait of one dossier; `resumed_at` is empty while it lasts."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=12, choices=PauseKind)
    mode = models.CharField(max_length=8, choices=MODES)
    basis = models.CharField(max_length=300, blank=True)
    stopped_at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["stopped_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "kind"], condition=Q(resumed_at=None), name="one_open_pause"),
            models.CheckConstraint(
                name="pause_ends_after_it_begins", condition=Q(resumed_at=None) | Q(resumed_at__gte=F("stopped_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.dossier_id}"


class OutageQuerySet(models.QuerySet["Outage"]):
    def declared(self) -> OutageQuerySet:
        """Those that hold: an announced one may be called off before it begins."""
        return self.filter(called_off_at=None)


class Outage(models.Model):
    """A declared failure of the system: no officer's clock runs meanwhile (NĐ 224/2026 Điều 13)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")  # None: the whole province
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=500)
    basis = models.CharField(max_length=300)
    is_planned = models.BooleanField(default=False)
    declared_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)  # announced, and then it never came
    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="outage_ends_after_it_begins", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return f"outage of {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def subject(self) -> str:
        """The outage's name in the journal."""
        return f"outage:{self.pk}"
