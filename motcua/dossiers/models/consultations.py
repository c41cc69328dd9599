"""Asking another agency: a small case with a question, papers, a deadline and an answer (rulebook B.6)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.models import Body, Officer
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.papers import Paper


class Answer(models.TextChoices):
    NONE = "", "–"
    AGREE = "agree", _("agrees")
    CONDITIONS = "conditions", _("agrees with conditions")
    DISAGREE = "disagree", _("disagrees")
    OUTSIDE_DUTY = "outside_duty", _("outside its duty")


class Consultation(models.Model):
    """One question to one agency; a deemed agreement stands beside a late real answer, never instead of it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=4000)
    papers = models.ManyToManyField(Paper, related_name="+")
    deemed_basis = models.CharField(max_length=300, blank=True)  # empty: silence is escalated, never consent
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    deemed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.NONE, blank=True)
    answer_text = models.CharField(max_length=4000, blank=True)
    answer_file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="deemed_only_with_basis", condition=Q(deemed_at=None) | ~Q(deemed_basis="")),
            models.CheckConstraint(
                name="answer_says_when",
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "due_at"],
                name="open_consultations",
                condition=Q(answered_at=None, recalled_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk} on {self.dossier_id}"


class Meeting(models.Model):
    """Opinions taken at a meeting instead of in writing (requirement R30)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="meetings")
    subject = models.CharField(max_length=1000)
    place = models.CharField(max_length=300)
    at = models.DateTimeField()
    called_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    conclusion = models.CharField(max_length=4000, blank=True)
    minutes = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"meeting {self.pk} on {self.dossier_id}"


class Opinion(models.Model):
    """One invited agency: whether it came in the right composition, what it said, what it answers for."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="opinions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    has_attended = models.BooleanField(null=True)
    is_right_composition = models.BooleanField(null=True)
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.NONE, blank=True)
    text = models.CharField(max_length=4000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "body"], name="opinion_once")]

    def __str__(self) -> str:
        return f"opinion of {self.body_id} at {self.meeting_id}"
