"""Which successor of a split body goes on with which of its dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.console.filling import basis_field
from motcua.directory.models import Body
from motcua.dossiers.succession import Waiting


class HeirForm(forms.Form):
    """The procedures, the body that takes their dossiers, and the decision."""

    procedures = forms.MultipleChoiceField(
        label=_("Dossiers of these procedures"), widget=forms.CheckboxSelectMultiple
    )
    heir = forms.TypedChoiceField(label=_("Go on at"), coerce=int, widget=forms.RadioSelect)
    basis = basis_field()

    def __init__(self, *args: Any, waiting: Iterable[Waiting], heirs: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedures"].choices = [(row.code, f"{row.name} ({row.number})") for row in waiting]  # type: ignore[attr-defined]
        self.fields["heir"].choices = [(body.pk, body.name) for body in heirs]  # type: ignore[attr-defined]
