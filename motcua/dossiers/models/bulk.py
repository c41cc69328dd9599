"""One act on many dossiers: what was chosen, and what became of each."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.actors import Actor
from motcua.directory.models import Officer
from motcua.dossiers.models.dossier import Dossier


class BulkAct(models.TextChoices):
    TAKE = "take", _("take the step")
    RELEASE = "release", _("give the step back")
    ASSIGN = "assign", _("give the step to an officer")
    COMPLETE = "complete", _("finish the step")
    APPROVE = "approve", _("approve the draft")
    RETURN = "return", _("hand the result over")


class BulkRunQuerySet(models.QuerySet["BulkRun"]):
    def visible_to(self, actor: Actor) -> BulkRunQuerySet:
        """One's own runs: what each dossier shows is asked of the dossier again."""
        return self.filter(officer=actor.officer_id) if actor.officer_id else self.none()


class BulkRun(models.Model):
    """One confirmed choice; its key makes a second press the same run."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=BulkAct)
    to_officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    receiver = models.CharField(max_length=12, blank=True, default="", db_default="")  # who takes the results
    objects = BulkRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_names_its_officer", condition=~Q(act="assign") | Q(to_officer__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} of {self.officer_id}"


class BulkItem(models.Model):
    """One dossier of a run: done, or refused with the sentence that was given."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    seen_version = models.PositiveIntegerField()  # of the preview
    version = models.PositiveIntegerField(null=True)  # after the act: undone only while it is still this
    holder_before = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.CharField(max_length=1000, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "dossier"], name="dossier_once_a_run")]

    def __str__(self) -> str:
        return f"{self.dossier_id} in {self.run_id}"
