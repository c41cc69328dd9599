"""Procedures by version: the official text as published, never corrected in silence, never edited in place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

WITHDRAWN = "code_marked_withdrawn"  # the national portal writes "-Xoa" behind such a code


class Readable(json.JSONEncoder):
    """JSON with Vietnamese letters as they are: half the bytes of their escapes, and faster to store."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


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


class ProcedureKind(models.TextChoices):
    STANDARD = "STANDARD", _("nationwide")
    SPECIFIC = "SPECIFIC", _("issued by one province")
    INTERNAL = "STANDARD_INTERNAL", _("between state bodies")


class Procedure(models.Model):
    """An administrative procedure; what it says is in its versions, repeated here for finding it."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=2000)
    fields = models.ManyToManyField(Field, related_name="procedures")
    promulgated_by = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    executed_by = models.ManyToManyField(Agency, related_name="procedures")
    kind = models.CharField(max_length=40, choices=ProcedureKind, blank=True)  # "" = not published
    status_in_portal = models.CharField(max_length=40, blank=True)  # the national portal's own word
    subjects = ArrayField(models.CharField(max_length=200), default=list)
    levels = ArrayField(models.CharField(max_length=20), default=list)
    service_level = models.CharField(max_length=12, choices=ServiceLevel, default=ServiceLevel.UNKNOWN)
    has_detail = models.BooleanField(default=False)  # False: only the portal's list entry is known
    listing = models.JSONField(default=dict, encoder=Readable)  # the list entry as last read; {} = never listed
    search_text = models.TextField(blank=True)  # folded: the name, then one line per field
    flags = ArrayField(models.CharField(max_length=60), default=list)  # doubts an administrator should settle

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_withdrawn(self) -> bool:
        return WITHDRAWN in self.flags


class VersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def in_force(self, on: date) -> VersionQuerySet:
        """Of each procedure, the version that a dossier received on that day follows (rulebook B.1)."""
        begun = self.filter(effective_from__lte=on)
        later = begun.filter(procedure=models.OuterRef("procedure"), number__gt=models.OuterRef("number"))
        return begun.filter(~models.Exists(later))


class ProcedureVersion(models.Model):
    """The official text of a procedure from a date on; a text that changes the rules is a new version.

    Its rules are never edited; what is not a rule (adr/0007) follows the latest reading of the same text.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    name = models.CharField(max_length=2000)
    content = models.JSONField(encoder=Readable)  # the record of `data/README.md` §1, cleaned, without its source
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the last reading of this text
    changes = models.JSONField(
        default=list, encoder=Readable
    )  # [{"what", "before", "after"} or {"what", "added", "removed"}]
    source = models.JSONField(
        default=dict, encoder=Readable
    )  # of the last reading, with its warnings and unparsed sections
    imported_at = models.DateTimeField(auto_now_add=True)
    objects = VersionQuerySet.as_manager()

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


class CatalogueImport(models.Model):
    """One run of the import; its counts grow with every batch, so that a search knows when to look again."""

    file = models.CharField(max_length=255)  # the name only, never a path
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    batches = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # {"read", "created", "changed", "unchanged", "rejected", "flagged"}

    def __str__(self) -> str:
        return f"{self.file} {self.counts}"
