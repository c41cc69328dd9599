"""Dealings on the way: money asked for, a visit arranged, a dossier sent to the right agency."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.models import Body, Officer
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier


class Obligation(models.Model):
    """A financial obligation the applicant was told of (M13): what, how much, on which basis, into which account."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="obligations")
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()  # đồng
    account = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    receipt = models.CharField(max_length=100, blank=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="obligation_is_of_money", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="paid_has_receipt", condition=Q(paid_at=None) | ~Q(receipt="")),
        ]

    def __str__(self) -> str:
        return f"{self.amount} for {self.dossier_id}"


class Appointment(models.Model):
    """A check on the spot for which the applicant must be there (NĐ 61/2018 Điều 19.3)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="appointments")
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    attendees = models.CharField(max_length=500)
    content = models.CharField(max_length=2000)
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    findings = models.CharField(max_length=4000, blank=True)
    minutes = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"visit for {self.dossier_id}"


class Redirection(models.Model):
    """A dossier found to be another agency's: it moves once that agency agrees (M22)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="redirections")
    to_service = models.ForeignKey("catalogue.Service", on_delete=models.PROTECT, related_name="+")
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=2000)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_agreed = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(answered_at=None), name="one_open_redirection")
        ]

    def __str__(self) -> str:
        return f"redirection {self.pk} of {self.dossier_id}"
