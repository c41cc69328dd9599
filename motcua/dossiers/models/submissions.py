"""Bringing a dossier before the People's Committee: with the opinions received and a clear position (R31)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import RouteStep
from motcua.directory.models import Officer
from motcua.dossiers.models.dossier import Dossier


class Position(models.TextChoices):
    AGREE = "agree", _("proposes to agree")
    DISAGREE = "disagree", _("proposes to refuse")


class Submission(models.Model):
    """One submission; a dossier that was sent back is submitted anew, and the earlier one stays."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="submissions")
    step = models.ForeignKey(RouteStep, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=10, choices=Position)
    text = models.CharField(max_length=4000)
    why_no_opinion = models.CharField(max_length=1000, blank=True)
    submitted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"submission {self.pk} of {self.dossier_id}"
