"""What came in with a dossier: the answers of its form and its papers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Component
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.sealed import SealedJSONField


class Declaration(models.Model):
    """The answers to the e-form as they were sent."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="declaration", primary_key=True)
    answers = SealedJSONField(default=dict)

    def __str__(self) -> str:
        return f"declaration of {self.dossier_id}"


class PaperState(models.TextChoices):
    ATTACHED = "attached", _("received")
    PRESENTED = "presented", _("shown, not kept")
    FETCHED = "fetched", _("fetched from data, not asked")
    NOT_NEEDED = "not_needed", _("not needed in this case")


class Paper(models.Model):
    """One paper of the dossier, for one component of the procedure or beside them."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, db_index=False, related_name="papers")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    no = models.PositiveIntegerField()
    name = models.TextField()
    state = models.CharField(max_length=12, choices=PaperState)
    originals = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    given_back_at = models.DateTimeField(null=True)  # the original, after comparison (NĐ 61/2018 Điều 20)

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["dossier", "no"], name="paper_once")]

    def __str__(self) -> str:
        return f"paper {self.no} of {self.dossier_id}"


class PaperFile(models.Model):
    """One file (page, photograph) of a paper."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, db_index=False, related_name="files")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    replaced_at = models.DateTimeField(null=True)  # when a supplement put other pages in its place; it stays

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["paper", "position"], name="page_once")]

    def __str__(self) -> str:
        return f"file {self.file_id} of {self.paper_id}"
