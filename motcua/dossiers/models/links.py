"""Linked procedures: one dossier for the applicant, one child for each agency (rulebook B.9)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Service
from motcua.dossiers.models.dossier import Dossier


class BranchState(models.TextChoices):
    WAITING = "waiting", _("waits for an earlier result")
    OPEN = "open", _("being settled")
    DONE = "done", _("settled")
    FAILED = "failed", _("refused or stopped")
    CALLED_OFF = "called_off", _("not begun, because an earlier one failed")
    NOT_CHOSEN = "not_chosen", _("not asked for")


class Branch(models.Model):
    """One procedure of a linked group as this dossier goes through it."""

    parent = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="branches")
    no = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    depends_on = ArrayField(models.PositiveSmallIntegerField(), default=list)  # the `no` of earlier branches
    state = models.CharField(max_length=12, choices=BranchState, default=BranchState.WAITING)
    child = models.OneToOneField(Dossier, on_delete=models.PROTECT, null=True, related_name="branch")
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "no"], name="branch_once"),
            models.CheckConstraint(
                name="begun_branch_has_child",
                condition=~Q(state__in=["open", "done", "failed"]) | Q(child__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"branch {self.no} of {self.parent_id}"
