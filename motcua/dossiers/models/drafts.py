"""What a citizen is filling in: kept on the server after each answer, so that another phone can go on."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.catalogue.models import Component, Service
from motcua.directory.actors import Actor
from motcua.directory.models import Organisation, Person
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.sealed import SealedJSONField
from motcua.dossiers.statuses import Delivery


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor) -> DraftQuerySet:
        return self.filter(person_id=actor.person_id) if actor.person_id else self.none()

    def unsent(self) -> DraftQuerySet:
        return self.filter(dossier=None, discarded_at=None)


class Draft(models.Model):
    """A filing not yet sent; `dossier` set means it was, once (nháp, never sent to the nation)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    case = models.TextField(blank=True)
    answers = SealedJSONField(default=dict)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.ONLINE)
    parts = ArrayField(models.PositiveSmallIntegerField(), default=list)  # optional parts of a linked group, wanted
    not_needed = models.JSONField(default=dict)  # component id → why the applicant says it does not apply
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, null=True, related_name="draft")
    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-saved_at"], name="own_drafts")]

    def __str__(self) -> str:
        return f"draft {self.public_id}"


class DraftFile(models.Model):
    """A file put to a component of a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="files")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"file {self.file_id} of {self.draft_id}"
