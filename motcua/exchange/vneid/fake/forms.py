"""What a visitor of the stand-in says of the person to be."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.exchange.vneid.fake.models import Fault
from motcua.lib.numbers import read_personal_number


class AnybodyForm(forms.Form):
    """Any person, made up on the spot."""

    number = forms.CharField(label=_("Personal number (12 digits)"), max_length=20)
    name = forms.CharField(label=_("Full name"), max_length=200)
    born_on = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("not stated")), ("male", _("male")), ("female", _("female"))]
    )
    level = forms.TypedChoiceField(label=_("Level of the e-ID"), coerce=int, initial=2, choices=[(2, "2"), (1, "1")])
    organisation_code = forms.CharField(label=_("Enterprise or tax code"), required=False, max_length=20)
    organisation_name = forms.CharField(label=_("Name of the organisation"), required=False, max_length=300)
    fault = forms.ChoiceField(label=_("Fault to try out"), required=False, choices=Fault.choices)

    def clean_number(self) -> str:
        read = read_personal_number(self.cleaned_data["number"], this_year=date.today().year)
        if read.errors:
            raise forms.ValidationError(_("A personal number has 12 digits and a year of birth that has come."))
        return str(read.digits)

    def clean_born_on(self) -> date | None:
        born_on: date | None = self.cleaned_data["born_on"]
        if born_on and born_on > date.today():
            raise forms.ValidationError(_("The date of birth lies in the future."))
        return born_on

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        if bool(facts.get("organisation_code")) != bool(facts.get("organisation_name")):
            self.add_error("organisation_name", _("An organisation has both a code and a name."))
        return facts
