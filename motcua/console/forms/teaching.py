"""Forms that teach the search; each carries sample questions for a preview before anything is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.actions_search import HEAVIEST
from motcua.catalogue.models import EverydayWord, WordKind
from motcua.catalogue.search import Row
from motcua.catalogue.search.outlining import PathStep, read_outline

MOST_SAMPLES = 5
AREA = forms.Textarea


def samples_field() -> forms.CharField:
    return forms.CharField(
        label=_("Sample questions for the preview"),
        help_text=_("One a line, at most five. They are not kept."),
        required=False,
        max_length=1000,
        widget=AREA,
    )


class SampledForm(forms.Form):
    """A form that may be previewed."""

    @property
    def questions(self) -> list[str]:
        """The questions typed, the first few."""
        lines = (line.strip() for line in self.cleaned_data.get("samples", "").splitlines())
        return [line for line in lines if line][:MOST_SAMPLES]


class WordForm(SampledForm):
    """An everyday word as the action takes it."""

    places = {"long": "words", "twice": "words"}
    kind = forms.ChoiceField(label=_("What is said of the words?"), choices=WordKind.choices)
    words = forms.CharField(
        label=_("Words as people say them"),
        help_text=_("Alternatives are separated by |; parts joined by + must all be said."),
        max_length=600,
    )
    means = forms.CharField(
        label=_("What they mean"),
        help_text=_("Official words; for “says the same” and “is short for” the other words; else nothing"),
        max_length=600,
        required=False,
    )
    weight = forms.FloatField(
        label=_("Weight"), help_text=_("1 is usual; at most 5"), min_value=0.01, max_value=HEAVIEST
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)
    samples = samples_field()

    @property
    def row(self) -> Row:
        return Row(**{name: self.cleaned_data[name] for name in ("kind", "words", "means", "weight", "is_active")})


def word_as_typed(word: EverydayWord | None) -> dict[str, Any]:
    """What the form begins with; the first thing people say is the first sample."""
    if word is None:
        return {"kind": WordKind.MEANS, "weight": 1.0, "is_active": True}
    said = {name: getattr(word, name) for name in ("kind", "words", "means", "weight", "is_active")}
    return {**said, "samples": word.words.split(" | ")[0].replace(" + ", " ")}


class WeightForm(SampledForm):
    """One of the ranking's numbers."""

    places = {"weight": "value"}
    value = forms.FloatField(
        label=_("Value"),
        help_text=_("Empty: the product's own"),
        required=False,
        min_value=0.0,
        max_value=HEAVIEST,
    )
    samples = samples_field()


class PathForm(forms.Form):
    """A guided path with its outline."""

    places = {"path": "question"}
    title = forms.CharField(label=_("What has happened, in two or three words"), max_length=120)
    words = forms.CharField(
        label=_("How people call it"), help_text=_("Alternatives are separated by |"), max_length=500, required=False
    )
    question = forms.CharField(label=_("First question"), max_length=160)
    outline = forms.CharField(label=_("Answers"), max_length=8000, widget=AREA)
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def read(self) -> PathStep:
        """The path; NotFit with the faults of its lines."""
        return read_outline(self.cleaned_data["question"], self.cleaned_data["outline"])


class NewPathForm(PathForm):
    """The code stands in the path's address, so it is given once."""

    code = forms.SlugField(label=_("Code"), help_text=_("Stands in the address, for example sinh-con"), max_length=40)
    field_order = ("code", "title", "words", "question", "outline", "is_active")
