"""Asking another agency: a small case with a question, papers, a deadline and an answer (rulebook B.6)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.actors import Actor
from motcua.directory.models import Body, BodyKind, Officer
from motcua.directory.roles import Role
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.papers import Paper
from motcua.dossiers.statuses import OPEN

ANSWERING = (Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.HEAD, Role.SIGNATORY)  # who speaks for an agency asked


class Answer(models.TextChoices):
    NONE = "", "–"
    AGREE = "agree", _("agrees")
    CONDITIONS = "conditions", _("agrees with conditions")
    DISAGREE = "disagree", _("disagrees")
    OUTSIDE_DUTY = "outside_duty", _("outside its duty")


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Actor) -> ConsultationQuerySet:
        """The questions on dossiers that the actor sees, and those put to his agency; an applicant reads none."""
        if actor.officer_id is None:
            return self.none()
        seen = Dossier.objects.visible_to(actor)
        return self.filter(Q(dossier__in=seen) | put_to(actor))

    def asked_of(self, actor: Actor) -> ConsultationQuerySet:
        """The questions that the actor may answer."""
        return self.filter(put_to(actor))

    def waiting(self, at: datetime) -> ConsultationQuerySet:
        """Neither answered, called back, heard at a meeting nor agreed to by silence, on a dossier still open."""
        agreed_by_silence = Q(due_at__lt=at) & ~Q(deemed_basis="")
        return self._unanswered().exclude(agreed_by_silence)

    def silent(self, at: datetime) -> ConsultationQuerySet:
        """Those whose deadline has passed without a word, and of which nobody has yet taken note."""
        return self._unanswered().filter(due_at__lt=at, escalated_at=None, deemed_at=None)

    def for_pages(self) -> ConsultationQuerySet:
        """With what a list row shows, and whether a meeting heard the agency (`is_heard`), in one query."""
        rows = self.select_related("body", "dossier__competent", "dossier__step", "asked_by", "answered_by")
        return rows.select_related("answer_file").annotate(is_heard=Exists(_heard()))

    def _unanswered(self) -> ConsultationQuerySet:
        still = self.filter(answered_at=None, recalled_at=None, dossier__status__in=OPEN)
        return still.exclude(Exists(_heard()))


def _heard() -> OpinionQuerySet:
    return Opinion.objects.heard().filter(meeting__dossier=OuterRef("dossier"), body=OuterRef("body"))


def put_to(actor: Actor) -> Q:
    """Questions to the bodies of the actor's posts, to those below a head, and to the agency of his division."""
    if actor.oversees_all:
        return ~Q(pk__in=[])  # all: an empty condition would say nothing beside another
    own = actor.bodies_as(*ANSWERING)
    above = Body.objects.filter(children__in=own, children__kind=BodyKind.DIVISION)
    return Q(body__in=own | actor.oversees) | Q(body__in=above)


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
    objects = ConsultationQuerySet.as_manager()

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
    called_off_at = models.DateTimeField(null=True)
    called_off_because = models.CharField(max_length=2000, blank=True, default="", db_default="")
    conclusion = models.CharField(max_length=4000, blank=True)
    minutes = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"meeting {self.pk} on {self.dossier_id}"


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def heard(self) -> OpinionQuerySet:
        """Those that stand for a written answer: given by who could speak for the agency, at a meeting held."""
        spoken = self.filter(has_attended=True, is_right_composition=True, meeting__held_at__isnull=False)
        return spoken.exclude(answer=Answer.NONE)


class Opinion(models.Model):
    """One invited agency: whether it came in the right composition, what it said, what it answers for."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="opinions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    has_attended = models.BooleanField(null=True)
    is_right_composition = models.BooleanField(null=True)
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.NONE, blank=True)
    text = models.CharField(max_length=4000, blank=True)
    responsibility = models.CharField(max_length=1000, blank=True)  # what the agency took upon itself
    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "body"], name="opinion_once")]

    def __str__(self) -> str:
        return f"opinion of {self.body_id} at {self.meeting_id}"
