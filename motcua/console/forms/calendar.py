"""Forms about the province's calendar: days off, swaps, announced years."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.console.filling import basis_field, day_field
from motcua.console.forms.bodies import DayForm
from motcua.directory.models import CalendarDay

SWAPPED = {CalendarDay.Kind.SWAPPED_OFF, CalendarDay.Kind.SWAPPED_WORK}  # always two rows under one act


class ProvinceDayForm(DayForm):
    """An exceptional date of the whole province."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in CalendarDay.Kind if kind not in SWAPPED]
    )


class SwapForm(forms.Form):
    """A working day off for a day of rest worked (rulebook B.7.2-7)."""

    off_on = day_field(_("Working day that becomes a day off"))
    worked_on = day_field(_("Saturday that becomes a working day"))
    name = forms.CharField(label=_("Why"), max_length=200, help_text=_("As people will read it"))
    basis = basis_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        off, worked = cleaned.get("off_on"), cleaned.get("worked_on")
        if off and off.weekday() > 4:
            self.add_error("off_on", gettext("This is a day of rest already: choose a day from Monday to Friday."))
        if worked and worked.weekday() < 5:
            self.add_error("worked_on", gettext("This is a working day already: choose a Saturday or a Sunday."))
        return cleaned


class YearForm(forms.Form):
    """A year whose days off have all been announced and entered."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099)
    basis = basis_field()
