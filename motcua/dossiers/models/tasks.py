"""The legs of a dossier: one task for each step it enters, with its own clock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import RouteStep
from motcua.directory.models import Body, Officer
from motcua.dossiers.models.dossier import Dossier


class TaskEnd(models.TextChoices):
    OPEN = "", "–"
    DONE = "done", _("done")
    SENT_BACK = "sent_back", _("sent back")
    CUT_SHORT = "cut_short", _("ended with the dossier")
    PAUSED = "paused", _("stopped with the clock")
    HANDED_ON = "handed_on", _("handed to another agency")
    REROUTED = "rerouted", _("replaced by another process")


class Task(models.Model):
    """A step of the route as this dossier went through it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="tasks")
    step = models.ForeignKey(RouteStep, on_delete=models.PROTECT, db_index=False, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, db_index=False, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=TaskEnd, default=TaskEnd.OPEN, blank=True)
    note = models.CharField(max_length=2000, blank=True)
    is_side = models.BooleanField(default=False)  # runs beside the step the dossier stands at
    # Its dossier has a result or has ended, so no work list asks for it: lists stay as short as the work in hand.
    is_over = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(done_at=None, is_side=False), name="one_open_task"
            ),
            models.UniqueConstraint(fields=["dossier", "step"], condition=Q(done_at=None), name="open_step_once"),
            models.CheckConstraint(
                name="ended_task_says_how", condition=Q(done_at=None, end="") | Q(done_at__isnull=False) & ~Q(end="")
            ),
        ]
        indexes = [
            models.Index(fields=["body", "dossier"], name="task_of_body"),
            models.Index(fields=["body", "done_at"], name="legs_of_body"),
            models.Index(fields=["body", "dossier"], name="legs_in_hand", condition=Q(is_over=False)),
            models.Index(fields=["body", "dossier"], name="open_side_steps", condition=Q(is_side=True, done_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.dossier_id}"


class Presence(models.Model):
    """Who has a dossier open now: a warning to the second reader, not a lock."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="presences")
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "officer"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.dossier_id}"
