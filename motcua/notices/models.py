"""What people were told: one line for each event and reader."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.actors import Actor
from motcua.directory.models import Person
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> NoticeQuerySet:
        """One's own; of an organisation's dossiers only while one acts for it."""
        if actor.person_id is None:
            return self.none()
        is_mine = Q(dossier__applicant_organisation=None) | Q(dossier__filer=actor.person_id)
        acts_for = Q(dossier__applicant_organisation__in=actor.organisation_ids)
        return self.filter(is_mine | acts_for, person_id=actor.person_id)


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
