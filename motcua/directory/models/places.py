"""Provinces and communes in force since 01/07/2025, and every name each has had."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Province(models.Model):
    """A province or city of the central level, since 01/07/2025 (202/2025/QH15)."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=100)
    unit_type = models.CharField(max_length=40)
    folded = models.CharField(max_length=100, db_index=True)  # full_name without case and accents

    def __str__(self) -> str:
        return self.full_name


class Commune(models.Model):
    """A commune, ward or special zone (19/2025/QĐ-TTg)."""

    code = models.CharField(max_length=5, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    unit_type = models.CharField(max_length=40)
    folded = models.CharField(max_length=120, db_index=True)

    def __str__(self) -> str:
        return self.full_name


class PlaceName(models.Model):
    """What a province or commune was called from one date to another, and by which act."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, blank=True, related_name="names")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="names")
    full_name = models.CharField(max_length=120)
    unit_type = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                name="place_name_of_one_place",
                condition=Q(province=None, commune__isnull=False) | Q(province__isnull=False, commune=None),
            ),
            models.CheckConstraint(
                name="place_name_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["province", "commune", "valid_from"], name="place_name_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
