"""Holders of an e-ID in the stand-in: made-up people, known to this process alone."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.TextChoices):
    """What the identity server may get wrong, to be tried out."""

    NONE = "", _("no fault")
    NO_NUMBER = "no_number", _("the personal number is missing")
    BAD_NUMBER = "bad_number", _("the personal number has 9 digits")
    NO_NAME = "no_name", _("the name is missing")
    SERVER_ERROR = "server_error", _("the identity server breaks down")


def new_subject() -> str:
    return secrets.token_hex(16)


class Holder(AbstractBaseUser):
    """A person's e-ID, or an organisation's with the person who holds it."""

    subject = models.CharField(max_length=32, unique=True, default=new_subject)
    number = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True)  # male, female
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(default=2)  # NĐ 69/2024: 1 basic, 2 full
    organisation_code = models.CharField(max_length=20, blank=True)
    organisation_name = models.CharField(max_length=300, blank=True)
    fault = models.CharField(max_length=20, choices=Fault, blank=True)
    is_active = True
    USERNAME_FIELD = "subject"
    objects: ClassVar[BaseUserManager[Holder]] = BaseUserManager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "organisation_code"], name="one_e_id_each")]

    def __str__(self) -> str:
        return self.name
