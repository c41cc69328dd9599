"""What people were told: one line for each event and reader."""

from __future__ import annotations

from django.db import models

from motcua.directory.actors import Actor
from motcua.directory.models import Person
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> NoticeQuerySet:
        return self.filter(person_id=actor.person_id) if actor.person_id else self.none()


class Notice(models.Model):
    """A notice in a citizen's inbox; its words are made when it is read, in the reader's language."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="told_once")]
        indexes = [models.Index(fields=["person", "-at"], name="inbox")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"
