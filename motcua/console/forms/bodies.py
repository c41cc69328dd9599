"""Forms about one body: its code, its office, its hours, its days off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.console.filling import basis_field, day_field
from motcua.console.hours import Unreadable, day_from, line_of
from motcua.directory.models import Body, CalendarDay, OneStopOffice

LOCAL_KINDS = [(kind.value, kind.label) for kind in (CalendarDay.Kind.LOCAL_OFF, CalendarDay.Kind.SUBSTITUTE_OFF)]
WEEKDAYS = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


class CodeForm(forms.Form):
    """The electronic identifier code of a body."""

    code = forms.RegexField(
        label=_("Electronic identifier code"),
        regex=r"^[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*$",
        max_length=40,
        help_text=_("As in the official register, for example H35.12.03"),
        error_messages={"invalid": _("A code has letters and digits, with full stops between its parts.")},
    )


class OfficeForm(forms.Form):
    """Where people go."""

    address = forms.CharField(label=_("Address"), max_length=300)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    fields_served = forms.CharField(
        label=_("Fields served"),
        widget=forms.Textarea,
        required=False,
        help_text=_("One field a line; leave it empty when the office serves all fields"),
    )

    def __init__(self, *args: Any, office: OneStopOffice | None, **kwargs: Any) -> None:
        if office is not None:
            known = {name: getattr(office, name) for name in ("address", "phone", "email")}
            kwargs["initial"] = known | {"fields_served": "\n".join(office.fields_served)}
        super().__init__(*args, **kwargs)

    def clean_fields_served(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["fields_served"].splitlines()]
        fields = list(dict.fromkeys(line for line in lines if line))
        if any(len(field) > 200 for field in fields):
            raise forms.ValidationError(gettext("The name of a field has 200 characters at most."))
        return fields


class HoursForm(forms.Form):
    """A week of hours from a date on; `week` is what the action takes."""

    valid_from = day_field(_("From"))

    def __init__(self, *args: Any, week: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for no, name in enumerate(WEEKDAYS):
            initial = line_of(week[no]) if week else ""
            self.fields[f"day{no}"] = forms.CharField(label=name, required=False, max_length=60, initial=initial)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day{no}"] for no in range(7)]

    @property
    def week(self) -> list[Any]:
        return [self.cleaned_data[f"day{no}"] for no in range(7)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for no in range(7):
            try:
                cleaned[f"day{no}"] = day_from(cleaned.get(f"day{no}") or "")
            except Unreadable as fault:
                self.add_error(f"day{no}", str(fault))
        return cleaned


class DayForm(forms.Form):
    """One exceptional date; of a body only the kinds that a body may decide."""

    on = day_field(_("Date"))
    kind = forms.ChoiceField(label=_("Kind"), choices=LOCAL_KINDS)
    half = forms.ChoiceField(label=_("Part of the day"), choices=CalendarDay.Half.choices)
    name = forms.CharField(label=_("Why"), max_length=200, help_text=_("As people will read it"))
    basis = basis_field()

    def day(self, body: Body | None) -> CalendarDay:
        """The row, not yet saved."""
        return CalendarDay(body=body, **self.cleaned_data)
