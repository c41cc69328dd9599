"""Applicants: persons by their 12-digit number, organisations by their tax or enterprise code."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.directory import identity
from motcua.directory.models.places import Commune


class Sex(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")


class PersonQuerySet(models.QuerySet["Person"]):
    def with_number(self, number: str) -> Self:
        """The person of this number, found without decrypting any."""
        return self.filter(number_fingerprint__in=identity.fingerprints(number))


class Person(models.Model):
    """A natural person; the number is encrypted and shown masked (rulebook E.3, G.4)."""

    number_sealed = models.BinaryField()
    number_fingerprint = models.BinaryField(unique=True, max_length=32)
    number_end = models.CharField(max_length=3)
    full_name = models.CharField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True)
    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"person {self.pk}"  # no name: this text reaches logs

    @property
    def masked_number(self) -> str:
        return f"•••••••••{self.number_end}"


class Organisation(models.Model):
    """An organisation or enterprise; its code is public (national business register)."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return f"organisation {self.pk}"


class Representative(models.Model):
    """A person who acts for an organisation, while the dates hold."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="represents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="representatives")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="representative_once")]

    def __str__(self) -> str:
        return f"{self.person} for {self.organisation}"
