"""Councils that advise on a dossier: who sat, and what they concluded."""

from __future__ import annotations

from django.db import models

from motcua.catalogue.models import RouteStep
from motcua.directory.models import Officer
from motcua.dossiers.models.dossier import Dossier


class CouncilSitting(models.Model):
    """One sitting at a step of the route; a step sent back may have several."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="sittings")
    step = models.ForeignKey(RouteStep, on_delete=models.PROTECT, related_name="+")
    sat_at = models.DateTimeField()
    members = models.CharField(max_length=2000)  # one a line, as the minutes name them
    conclusion = models.CharField(max_length=4000)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"sitting {self.pk} on {self.dossier_id}"
