"""Forms about the list of procedures that any office may receive."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.linked import Assessment
from motcua.catalogue.models import Scope
from motcua.console.filling import basis_field, day_field

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class ReachForm(forms.Form):
    """One procedure with its assessment (R48)."""

    procedure_code = forms.CharField(label=_("Procedure code"), max_length=60, help_text=_("For example 1.001193"))
    scope = forms.ChoiceField(label=_("Where it may be handed in"), choices=Scope.choices)
    data_at_hand = forms.ChoiceField(
        label=_("Are the data it needs at hand in databases?"), choices=YES_NO, widget=forms.RadioSelect
    )
    needs_field_check = forms.ChoiceField(
        label=_("Does it need a check or appraisal on the spot?"), choices=YES_NO, widget=forms.RadioSelect
    )
    valid_from = day_field(_("From"))
    basis = basis_field()

    @property
    def reach(self) -> dict[str, Any]:
        """What the action takes."""
        typed = self.cleaned_data
        found = Assessment(typed["data_at_hand"] == "yes", typed["needs_field_check"] == "yes")
        return {"found": found} | {name: typed[name] for name in ("scope", "basis", "valid_from")}


class ReachEndForm(forms.Form):
    """The last day on the list."""

    on = day_field(_("Last day"))
    basis = basis_field()

    def __init__(self, *args: Any, begun: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begun = begun

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] < self._begun:
            raise forms.ValidationError(gettext("The last day cannot come before the first."))
        return self.cleaned_data["on"]
