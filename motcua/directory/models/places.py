"""Provinces and communes in force, the old units, and what became of each."""

from __future__ import annotations

from django.db import models


class Province(models.Model):
    """A province or city of the central level, since 01/07/2025 (202/2025/QH15)."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=100)
    unit_type = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.full_name


class Commune(models.Model):
    """A commune, ward or special zone (19/2025/QĐ-TTg)."""

    code = models.CharField(max_length=5, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    unit_type = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.full_name
