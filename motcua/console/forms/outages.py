"""Forms about failures of the system: a moment is a day and an hour, each typed by itself."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from motcua.console.filling import basis_field, day_field
from motcua.directory.models import Body, BodyKind
from motcua.dossiers.actions.outages import Declared

if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Body]
else:
    RowChoice = forms.ModelChoiceField  # the framework's own class takes no parameters at run time

KINDS = [("failure", _("a failure that has happened")), ("planned", _("planned work, announced ahead"))]
HOURS = ["%H:%M", "%Hh%M", "%Hg%M"]


class BodyChoice(RowChoice):
    """Bodies with an office of their own; a division stands still with its body."""

    def label_from_instance(self, body: Any) -> str:
        return str(body.name)


def hour_field(label: Any, **options: Any) -> forms.TimeField:
    """An hour as people write it: 13:30, 13h30."""
    options.setdefault("help_text", gettext_lazy("For example 13:30"))
    return forms.TimeField(label=label, input_formats=HOURS, **options)


class EndForm(forms.Form):
    """When the system came back."""

    places = {"ends_at": "ends_on"}
    ends_on = day_field(_("Day on which the system came back"))
    ends_hour = hour_field(_("Hour"))

    @property
    def ends_at(self) -> datetime | None:
        return moment_of(self.cleaned_data.get("ends_on"), self.cleaned_data.get("ends_hour"))


class OutageForm(forms.Form):
    """A failure that has happened, or work announced ahead."""

    places = {"starts_at": "starts_on", "ends_at": "ends_on"}
    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect, initial="failure")
    body = BodyChoice(
        label=_("Holds for"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("the whole province"),
    )
    starts_on = day_field(_("First day"))
    starts_hour = hour_field(_("From what hour"))
    ends_on = day_field(_("Last day"), required=False, help_text=_("Empty while it is still down"))
    ends_hour = hour_field(_("Until what hour"), required=False)
    ground = forms.CharField(
        label=_("What failed, or what is done"), max_length=500, help_text=_("Published as you write it")
    )
    basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(valid_to=None).exclude(kind=BodyKind.DIVISION).order_by("name")
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("ends_on")) is not bool(cleaned.get("ends_hour")) and not self._has_bad_end():
            missing = "ends_hour" if cleaned.get("ends_on") else "ends_on"
            self.add_error(missing, gettext("Give the day and the hour of the end, or neither."))
        return cleaned

    @property
    def declared(self) -> Declared:
        """What was typed, as the act takes it."""
        typed = self.cleaned_data
        return Declared(
            body_id=typed["body"].pk if typed["body"] else None,
            starts_at=moment_of(typed["starts_on"], typed["starts_hour"]),
            ends_at=moment_of(typed["ends_on"], typed["ends_hour"]),
            ground=typed["ground"],
            basis=typed["basis"],
            is_planned=typed["kind"] == "planned",
        )

    def _has_bad_end(self) -> bool:
        return bool(self.errors.keys() & {"ends_on", "ends_hour"})


class CancellationForm(forms.Form):
    """Why announced work does not take place."""

    reason = forms.CharField(label=_("Why is it called off?"), max_length=500)


def moment_of(on: date | None, hour: time | None) -> datetime | None:
    """The instant in the province's time."""
    return make_aware(datetime.combine(on, hour)) if on and hour else None
