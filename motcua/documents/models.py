"""Files as they came in: what they are was looked at, not believed, and their bytes never change."""

from __future__ import annotations

import uuid

from django.db import models


class File(models.Model):
    """One stored file; what it belongs to is known by the floors above, which also decide who may see it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=255)  # as the sender named it, cleaned; never used as a path
    media_type = models.CharField(max_length=60)  # sniffed
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    path = models.CharField(max_length=200)  # within the storage
    sent_by = models.CharField(max_length=80)  # the actor's key
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"file {self.public_id}"
