"""Files as they came in: what they are was looked at, not believed, and their bytes never change."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.catalogue.models import Component

LARGEST_BYTES = 20 * 1024 * 1024  # no file is larger, whatever the settings say


class MediaType(models.TextChoices):
    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


class File(models.Model):
    """One stored file; what it belongs to is known by the floors above, which also decide who may see it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)  # as the sender named it, cleaned; never used as a path
    media_type = models.CharField(max_length=60, choices=MediaType)  # sniffed
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    path = models.CharField(max_length=200)  # within the storage: yyyy/mm/<public id>
    sent_by = models.CharField(max_length=80)  # the actor's key
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_has_bytes", condition=Q(size__gt=0) & Q(size__lte=LARGEST_BYTES)),
            models.CheckConstraint(name="file_of_known_type", condition=Q(media_type__in=MediaType.values)),
        ]

    def __str__(self) -> str:
        return f"file {self.public_id}"


class Example(models.Model):
    """A picture of a paper as it should be, with invented details, shown beside a wrong one."""

    component = models.OneToOneField(Component, on_delete=models.CASCADE, related_name="example")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"example of {self.component_id}"
