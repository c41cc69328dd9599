"""What an applicant is asked to complete, all at once (form 02; NĐ 309/2026 Điều 17.2a)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.models import Officer
from motcua.documents.models import File
from motcua.dossiers.models.decisions import Decision
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.papers import Paper
from motcua.dossiers.models.pauses import MODES
from motcua.dossiers.models.sealed import SealedJSONField
from motcua.dossiers.statuses import OPEN, Status


class SupplementStage(models.TextChoices):
    RECEPTION = "reception", _("before acceptance")
    APPRAISAL = "appraisal", _("at appraisal")


class SupplementRequestQuerySet(models.QuerySet["SupplementRequest"]):
    def open(self) -> SupplementRequestQuerySet:
        """Drafted or gone out, and not yet at its end; a dossier has one at most."""
        return self.filter(answered_at=None, dropped_at=None)

    def sent(self) -> SupplementRequestQuerySet:
        """Those that reached the applicant: they are what the score counts (rulebook B.7.5)."""
        return self.filter(asked_at__isnull=False)

    def drafted(self) -> SupplementRequestQuerySet:
        return self.open().filter(asked_at=None)

    def overtaken(self) -> SupplementRequestQuerySet:
        """Drafted, and the dossier has gone past where it could go out: accepted since, signed, or at its end."""
        signed = Decision.objects.filter(dossier=OuterRef("dossier"), approved_at__isnull=False)
        is_accepted = Q(stage=SupplementStage.RECEPTION) & ~Q(dossier__status=Status.LODGED)
        return self.drafted().filter(is_accepted | ~Q(dossier__status__in=OPEN) | Exists(signed))

    def waiting(self) -> SupplementRequestQuerySet:
        """With the applicant now."""
        return self.open().sent()

    def overdue(self, at: datetime) -> SupplementRequestQuerySet:
        return self.waiting().filter(answer_by__lt=at)


class SupplementRequest(models.Model):
    """One request with every fault in it; `asked_at` is empty while the head has not yet let it go out."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplement_requests")
    no = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=SupplementStage)
    mode = models.CharField(max_length=8, choices=MODES)
    reason = models.CharField(max_length=2000)
    basis = models.CharField(max_length=300, blank=True)  # the act that allows a request after the first
    verdicts = models.JSONField(default=dict)  # "paper:<id>" or "field:<name>" → is it right?
    drafted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # refused by the head, or ended with the dossier
    stop_proposed_at = models.DateTimeField(null=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")  # form 02
    objects = SupplementRequestQuerySet.as_manager()

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "no"], name="supplement_request_once"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(answered_at=None, dropped_at=None),
                name="one_open_supplement_request",
            ),
            models.CheckConstraint(
                name="further_request_has_basis_and_head",
                condition=Q(no=1) | Q(asked_at=None) | ~Q(basis="") & Q(approved_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                name="unanswered_supplements",
                condition=Q(answered_at=None, dropped_at=None, asked_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"request {self.no} of {self.dossier_id}"


class SupplementItem(models.Model):
    """One fault, pinned to a paper or to a field of the form, and the applicant's answer to it."""

    request = models.ForeignKey(SupplementRequest, on_delete=models.CASCADE, related_name="items")
    no = models.PositiveSmallIntegerField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=100, blank=True)  # name in the e-form
    name = models.TextField()  # of the paper or the question, as the applicant reads it
    fault = models.CharField(max_length=1000)
    copies = models.CharField(max_length=200, blank=True)  # number and kind of copies, in words
    answer = models.CharField(max_length=2000, blank=True)  # in words, where no file is added
    corrected = SealedJSONField(null=True)  # the question's new answer, and those of the questions it opens
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["request", "no"], name="supplement_item_once"),
            models.CheckConstraint(
                name="item_is_of_paper_or_field",
                condition=Q(paper__isnull=False, field="") | Q(paper=None) & ~Q(field=""),
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.no} of {self.request_id}"


class SupplementFile(models.Model):
    """A file that answers an item; it joins the paper when the whole answer is sent."""

    item = models.ForeignKey(SupplementItem, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"file {self.file_id} for {self.item_id}"


class EarlierDeclaration(models.Model):
    """The answers as they stood before a supplement corrected them."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="earlier_declarations")
    request = models.OneToOneField(SupplementRequest, on_delete=models.PROTECT, related_name="earlier_declaration")
    answers = SealedJSONField(default=dict)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at", "pk"]

    def __str__(self) -> str:
        return f"earlier declaration of {self.dossier_id}"
