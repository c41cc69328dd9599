"""Groups of linked procedures, and lists of procedures that any office may receive."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models.services import Handling


class LinkedPart(models.Model):
    """One procedure of a linked group: which, after which others, and whether the applicant may leave it out."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="parts")  # of the whole group
    no = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    procedure_code = models.CharField(max_length=60)  # its own handling is found on the day it begins
    agency = models.CharField(max_length=200)  # as the decree names it
    depends_on = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    is_optional = models.BooleanField(default=False)
    follows = models.ForeignKey(  # the handling with the group's own limit; None: the one in force when it begins
        Handling, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["handling", "no"], name="linked_part_once")]

    def __str__(self) -> str:
        return f"{self.no}. {self.name}"


class Scope(models.TextChoices):
    PROVINCE = "province", _("in the whole province")
    NATION = "nation", _("in the whole country")


class Reach(models.Model):
    """A procedure that may be received away from its competent body (NĐ 309/2026 Điều 14.4)."""

    procedure_code = models.CharField(max_length=60)
    scope = models.CharField(max_length=8, choices=Scope)
    basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["procedure_code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="reach_once"),
            models.CheckConstraint(
                name="reach_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code}: {self.scope}"


class Phrase(models.Model):
    """Ready words for a fault that is often found, for one procedure or for all."""

    procedure_code = models.CharField(max_length=60, blank=True)  # empty: for every procedure
    component_code = models.CharField(max_length=60, blank=True)  # empty: for any paper
    words = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "component_code", "words"], name="phrase_once")
        ]

    def __str__(self) -> str:
        return self.words
