"""Procedures by version: the official text as published, never corrected in silence, never edited in place."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.Model):
    """A field of procedures (lĩnh vực); the official code is often unknown, so the name is the key."""

    name = models.CharField(max_length=300, unique=True)
    code = models.CharField(max_length=40, blank=True)
    folded = models.CharField(max_length=300, db_index=True)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An agency as the official texts name it; bodies of this province are in `directory`."""

    name = models.CharField(max_length=500, unique=True)
    code = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class ServiceLevel(models.TextChoices):
    FULL = "full", _("fully online")
    PARTIAL = "partial", _("partly online")
    IN_PERSON = "in_person", _("in person only")
    UNKNOWN = "unknown", _("not published")


class Procedure(models.Model):
    """An administrative procedure; what it says is in its versions, repeated here for finding it."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=2000)
    fields = models.ManyToManyField(Field, related_name="procedures")
    promulgated_by = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    subjects = ArrayField(models.CharField(max_length=200), default=list)
    levels = ArrayField(models.CharField(max_length=20), default=list)
    service_level = models.CharField(max_length=12, choices=ServiceLevel, default=ServiceLevel.UNKNOWN)
    has_detail = models.BooleanField(default=False)  # False: only the catalogue's list entry is known
    search_text = models.TextField(blank=True)  # folded: code, name, fields
    flags = ArrayField(models.CharField(max_length=60), default=list)  # doubts an administrator should settle

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(models.Model):
    """The official text of a procedure from a date on; a changed text is a new version."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    name = models.CharField(max_length=2000)
    content = models.JSONField()  # the record of `data/README.md` §1, cleaned, without its source
    fingerprint = models.CharField(max_length=64)
    changes = models.JSONField(default=list)  # [{"what": key, "before": …, "after": …}] against the version before
    source = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.procedure.code} v{self.number}"


class Component(models.Model):
    """One line of the list of papers (thành phần hồ sơ); a line without quantity is a note."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="components")
    no = models.PositiveIntegerField()
    case = models.TextField(blank=True)
    name = models.TextField()
    originals = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    forms = ArrayField(models.TextField(), default=list)
    code = models.CharField(max_length=60, blank=True)
    is_note = models.BooleanField(default=False)

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["version", "no"], name="component_once")]

    def __str__(self) -> str:
        return self.name
