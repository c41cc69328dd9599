"""What an administrator tells the search: everyday words, guided paths, weights; and what people then chose."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models.procedures import Procedure
from motcua.directory.models import Body


class WordKind(models.TextChoices):
    MEANS = "means", _("people say this and mean official words")
    SAME = "same", _("says the same as another everyday word")
    SHORT = "short", _("is short for")
    FILLER = "filler", _("may stand between other words")
    NOISE = "noise", _("says nothing about which procedure is meant")
    SPECIAL = "special", _("marks a special procedure, shown first only to those who say so")
    OUTSIDE = "outside", _("is no matter of public administration")


class EverydayWord(models.Model):
    """Words as people say them, alternatives separated by " | "; parts joined by " + " must all be said, anywhere.

    `means` holds official words, alternatives separated likewise, for the kind "means"; for "same"
    and "short" the other words.
    """

    kind = models.CharField(max_length=8, choices=WordKind, default=WordKind.MEANS)
    words = models.CharField(max_length=600)
    means = models.CharField(max_length=600, blank=True)
    weight = models.FloatField(default=1.0)
    is_active = models.BooleanField(default=True)
    is_own = models.BooleanField(default=False)  # changed here: a new release of the seed leaves it alone
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "words"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "words"], name="everyday_word_once"),
            models.CheckConstraint(name="everyday_weight_sane", condition=Q(weight__gt=0, weight__lte=5)),
            models.CheckConstraint(
                name="meaning_is_said", condition=~Q(kind__in=["means", "same", "short"]) | ~Q(means="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.means}" if self.means else self.words


class SearchWeight(models.Model):
    """One of the numbers of the ranking where this province departs from the product's own."""

    name = models.CharField(max_length=40, unique=True)
    value = models.FloatField()
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class LifeEvent(models.Model):
    """Something that happens in a life, and the guided path from it to procedures."""

    code = models.SlugField(max_length=40, unique=True)
    no = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=500, blank=True)  # how people call it, alternatives separated by " | "
    is_active = models.BooleanField(default=True)
    is_own = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["no", "title"]

    def __str__(self) -> str:
        return self.title


class LifeEventStep(models.Model):
    """One answer on a path: it asks a further question, or names the words that find its procedures."""

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="steps")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    no = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=160, blank=True)  # "" for the first step, which only asks
    question = models.CharField(max_length=160, blank=True)
    finds = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["event", "parent", "no"], name="life_event_step_once")]

    def __str__(self) -> str:
        return self.answer or self.question


class ProcedureUse(models.Model):
    """How often a procedure was chosen or filed on a day: counts alone, nothing about who.

    `body` is where it was filed.
    """

    class How(models.TextChoices):
        CHOSEN = "chosen", _("chosen from what was found")
        FILED = "filed", _("filed as a dossier")

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="uses")
    how = models.CharField(max_length=6, choices=How)
    on = models.DateField()
    words = models.CharField(max_length=200, blank=True)  # always "": the release before still names the column
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "how", "on", "words", "body"], name="use_once", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["how", "on"], name="use_by_day"),
            models.Index(fields=["body", "how", "on"], name="use_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.how} {self.count}"
