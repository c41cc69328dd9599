"""What was decided: drafted, signed, numbered, with the paper that says so."""

from __future__ import annotations

from django.db import models

from motcua.directory.models import Officer
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.statuses import Outcome


class Decision(models.Model):
    """The decision on a dossier; fixed once `issued_at` is set."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="decision", primary_key=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    drafted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, db_index=False, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    approved_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=60, blank=True)
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    issued_at = models.DateTimeField(null=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issued_decision_is_signed_and_filed",
                condition=models.Q(issued_at=None)
                | models.Q(approved_at__isnull=False, file__isnull=False) & ~models.Q(number=""),
            )
        ]

    def __str__(self) -> str:
        return f"decision on {self.dossier_id}"
