"""Forms that carry an act: whatever is refused becomes a fault of the form, and all faults show at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.publishing import (
    AlreadyClosed,
    AlreadyPublished,
    CannotPublish,
    NotAllowed,
    NotFit,
    PublishingError,
)
from motcua.directory.errors import DirectoryError, NotFilledIn
from motcua.dossiers.errors import DossierError, Incomplete

REFUSALS = (DirectoryError, DossierError, PublishingError)
LONGEST_BASIS = 200


def carried(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form stood and its act was done; else the form tells why."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except REFUSALS as refusal:
        _blame(form, refusal)
        return False
    return True


def sentences(refusal: Exception) -> list[str]:
    """A refusal in the reader's words."""
    if isinstance(refusal, CannotPublish):
        return [problem.sentence for problem in refusal.problems]
    if isinstance(refusal, AlreadyPublished):
        return [_("This has been published in the meantime; what is published never changes.")]
    if isinstance(refusal, AlreadyClosed):
        return [_("This service already ends on that day or before.")]
    if isinstance(refusal, NotAllowed):
        return [_("Your post does not allow you to change the catalogue.")]
    return [str(refusal)]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A date as browsers send it or as people write it."""
    formats = ["%Y-%m-%d", "%d/%m/%Y"]
    return forms.DateField(label=label, input_formats=formats, validators=[_in_calendar], **options)


def basis_field(**options: Any) -> forms.CharField:
    """The act or decision that a change rests on."""
    hint = gettext_lazy("Number and date of the decision or announcement")
    return forms.CharField(label=gettext_lazy("Basis"), help_text=hint, max_length=LONGEST_BASIS, **options)


def _in_calendar(day: date) -> None:
    """The office calendar knows no other days."""
    if not 2000 <= day.year <= 2099:
        raise forms.ValidationError(_("Give a date from 2000 to 2099."))


def _blame(form: forms.Form, refusal: Exception) -> None:
    if isinstance(refusal, NotFilledIn):
        for name, sentence in refusal.faults.items():
            form.add_error(name if name in form.fields else None, sentence)
        return
    if isinstance(refusal, Incomplete | NotFit):
        places: dict[str, str] = getattr(form, "places", {})  # where the form asks for what the act names
        for name, sentence in refusal.faults:
            place = places.get(name, name)
            form.add_error(place if place in form.fields else None, sentence)
        return
    for sentence in sentences(refusal):
        form.add_error(None, sentence)
