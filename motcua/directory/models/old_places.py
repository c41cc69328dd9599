"""The three levels of before 01/07/2025, kept for reading old papers, and what became of each unit."""

from __future__ import annotations

from django.db import models

from motcua.directory.models.places import Commune


class OldProvince(models.Model):
    """One of the 63 provinces and cities until 30/06/2025."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=100)
    unit_type = models.CharField(max_length=40)
    folded = models.CharField(max_length=100)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.full_name


class OldDistrict(models.Model):
    """A district (quận, huyện, thị xã, thành phố thuộc tỉnh); the level is closed."""

    code = models.CharField(max_length=3, unique=True)
    province = models.ForeignKey(OldProvince, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    unit_type = models.CharField(max_length=40)
    folded = models.CharField(max_length=120)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.full_name


class OldCommune(models.Model):
    """A commune, ward or township until 30/06/2025; a new commune may carry the same code."""

    code = models.CharField(max_length=5, unique=True)
    district = models.ForeignKey(OldDistrict, on_delete=models.PROTECT, related_name="communes")
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    unit_type = models.CharField(max_length=40)
    folded = models.CharField(max_length=120, db_index=True)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.full_name


class PlaceSuccession(models.Model):
    """An old commune, or an island district that had none, is now in this commune, whole or in part.

    `is_split`: it went to several communes, so an address in it needs a person's answer.
    """

    old_district = models.ForeignKey(OldDistrict, on_delete=models.PROTECT, related_name="successions")
    old_commune = models.ForeignKey(
        OldCommune, on_delete=models.PROTECT, null=True, blank=True, related_name="successions"
    )
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="inheritances")
    is_split = models.BooleanField()
    is_confirmed = models.BooleanField()  # a second, independent source says the same

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["old_district", "old_commune", "commune"],
                name="place_succession_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_commune or self.old_district} → {self.commune}"
