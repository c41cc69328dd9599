"""Lists worth keeping: a saved view is an address with a name."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> SavedViewQuerySet:
        """One's own and those of the bodies one serves in."""
        if actor.officer_id is None:
            return self.none()
        return self.filter(Q(officer=actor.officer_id) | Q(body__in=actor.body_ids))


class SavedView(models.Model):
    """A filtered work list kept by an officer, or by a body for all who serve in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")  # who keeps it
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")  # shared with
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)  # the list's address, filters only
    made_at = models.DateTimeField()
    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["officer", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
