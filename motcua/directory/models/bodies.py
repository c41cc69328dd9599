"""Public bodies as a tree with dates: a body is closed and succeeded, never rewritten."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.models.places import Commune


class BodyKind(models.TextChoices):
    PROVINCE_COMMITTEE = "province_committee", _("provincial People's Committee")
    DEPARTMENT = "department", _("department")
    DISTRICT_COMMITTEE = "district_committee", _("district People's Committee (until 30/06/2025)")
    COMMUNE_COMMITTEE = "commune_committee", _("commune People's Committee")
    DIVISION = "division", _("division")
    ONE_STOP_CENTRE = "one_stop_centre", _("public service centre")
    VERTICAL_AGENCY = "vertical_agency", _("vertical agency")
    PUBLIC_SERVICE_BODY = "public_service_body", _("public service body")


class Level(models.TextChoices):
    PROVINCE = "province", _("province level")
    DISTRICT = "district", _("district level (until 30/06/2025)")  # closed: old dossiers and reports only
    COMMUNE = "commune", _("commune level")


class BodyQuerySet(models.QuerySet["Body"]):
    def in_force(self, on: date) -> BodyQuerySet:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Body(models.Model):
    """A public body: a committee, a department, one of its divisions, a one-stop centre."""

    code = models.CharField(max_length=40, unique=True)  # electronic identifier code, QĐ 20/2020/QĐ-TTg
    is_code_provisional = models.BooleanField(default=False)  # not yet taken from the official register
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=BodyKind)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="body_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            )
        ]

    def __str__(self) -> str:
        return self.name


class FormerCode(models.Model):
    """A unit code that a body no longer uses; papers and dossiers still carry it (rulebook G.2-9)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="former_codes")
    code = models.CharField(max_length=40, unique=True)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.code


class Succession(models.Model):
    """Who goes on with a closed body's work (rulebook G.2-1)."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")
        RENAMED = "renamed", _("renamed")
        POWER_MOVED = "power_moved", _("power moved")

    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="inheritances")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField()
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class OneStopOffice(models.Model):
    """Where people go: the address and services of a one-stop centre."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="office")
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    fields_served = ArrayField(models.CharField(max_length=200), default=list, blank=True)  # names; [] = all

    def __str__(self) -> str:
        return str(self.body)
