"""Sign-ins: a citizen's rests on the national e-ID, an officer's on a password and a second factor."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q

from motcua.directory.models.bodies import Body
from motcua.directory.models.people import Person
from motcua.directory.roles import Role


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **facts: Any) -> Account:
        account = self.model(username=username, **facts)
        account.set_password(password)  # None: no local password, as for every citizen
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """One sign-in of one human being: a citizen (`person`) or an officer (`officer`)."""

    username = models.CharField(max_length=150, unique=True)  # an officer's; random for a citizen
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # asked for by the framework; nothing here reads it
    must_change_password = models.BooleanField(default=False)  # the one it has was given by an administrator
    is_demo = models.BooleanField(default=False)  # production refuses these
    created_at = models.DateTimeField(auto_now_add=True)
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return f"account {self.pk}"


class Officer(models.Model):
    """A person who serves in one or more bodies."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="officer")
    full_name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.full_name


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, on: date) -> PostQuerySet:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Post(models.Model):
    """A role in a body, held from one date to another; ended by date, never edited (rulebook G.2-7)."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30, choices=Role)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
            models.UniqueConstraint(fields=["officer", "body", "role", "valid_from"], name="post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer}: {self.role} @ {self.body}"


class Substitution(models.Model):
    """While one officer is away another acts in the same posts."""

    absent = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="substitutions")
    valid_from = models.DateField()
    valid_to = models.DateField()
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="substitution_ends_after_it_begins", condition=Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="nobody_substitutes_himself", condition=~Q(absent=F("substitute"))),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} for {self.absent}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def in_force(self, on: date) -> DelegationQuerySet:
        kept = Q(revoked_on=None) | Q(revoked_on__gt=on)
        return self.filter(kept, valid_from__lte=on, valid_to__gte=on)


class Delegation(models.Model):
    """One post lent to another officer for a time: he acts in it on behalf of its holder (TUQ., requirement R132)."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="delegations")
    valid_from = models.DateField()
    valid_to = models.DateField()
    basis = models.CharField(max_length=200)
    revoked_on = models.DateField(null=True, blank=True)  # the first day on which it no longer holds
    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="delegation_ends_after_it_begins", condition=Q(valid_to__gte=F("valid_from")))
        ]
        indexes = [models.Index(fields=["delegate", "valid_to"], name="delegations_to")]

    def __str__(self) -> str:
        return f"{self.delegate} in {self.post}"
