"""The form of a draft handling: what is not known yet may be left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import EForm, FeeReturn, Handling, OnSilence, Procedure, ProcedureVersion, Route
from motcua.catalogue.publishing import as_steps
from motcua.catalogue.routes import hours_needed
from motcua.console.filling import basis_field, day_field
from motcua.console.limits import CUTOFFS, SUPPLEMENT_MODES, UNITS, range_words
from motcua.lib.worktime import BadLimit, Cutoff, Limit, Mode, Unit

if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Any]
else:
    RowChoice = forms.ModelChoiceField  # the framework's own class takes no parameters at run time


class RouteChoice(RowChoice):
    """Published processes, with the hours they take."""

    def label_from_instance(self, route: Any) -> str:
        hours = hours_needed(as_steps(list(route.steps.all()))).normalize()
        words = {"name": route.name, "code": route.code, "number": route.number, "hours": f"{hours:f}"}
        return gettext("%(name)s · %(code)s, version %(number)s · %(hours)s hours") % words


class FormChoice(RowChoice):
    """Published forms."""

    def label_from_instance(self, form: Any) -> str:
        words = {"title": form.title, "code": form.code, "number": form.number}
        return gettext("%(title)s · %(code)s, version %(number)s") % words


class VersionChoice(RowChoice):
    """Versions of the official text."""

    def label_from_instance(self, version: Any) -> str:
        words = {"number": version.number, "on": f"{version.effective_from:%d/%m/%Y}"}
        return gettext("Version %(number)s, in force from %(on)s") % words


CUT = ("cut_value", "cut_basis")
SUPPLEMENT = ("supplement_workdays", "supplement_mode", "on_silence")
TERMS = ("cutoff", "route", "form", "handled_by", "fee_return", *CUT, *SUPPLEMENT)
MOST_WORKDAYS = 365


class HandlingForm(forms.Form):
    """How the province handles a version; `terms` are what the actions take."""

    limit_value = forms.IntegerField(
        label=_("Time limit"),
        required=False,
        min_value=1,
        help_text=_("The limit promised to people; not needed for “within the same working day”"),
    )
    limit_unit = forms.ChoiceField(label=_("Counted in"), choices=[("", "–"), *UNITS], required=False)
    cut_value = forms.IntegerField(
        label=_("Cut by the province to"),
        required=False,
        min_value=1,
        help_text=_("In the same unit; form 01 promises it, reports keep both"),
    )
    cut_basis = basis_field(required=False)
    cutoff = forms.ChoiceField(
        label=_("Reception after 15:00"), choices=CUTOFFS, widget=forms.RadioSelect, initial=Cutoff.NONE.value
    )
    route = RouteChoice(label=_("Internal process"), queryset=Route.objects.none(), required=False, empty_label="–")
    form = FormChoice(label=_("Online form"), queryset=EForm.objects.none(), required=False, empty_label="–")
    supplement_workdays = forms.IntegerField(
        label=_("Working days to complete the dossier"),
        required=False,
        min_value=1,
        max_value=MOST_WORKDAYS,
        help_text=_("Empty: as long as the applicant needs"),
    )
    supplement_mode = forms.ChoiceField(
        label=_("When it has been completed"),
        choices=SUPPLEMENT_MODES,
        widget=forms.RadioSelect,
        required=False,
        initial=Mode.RESTART.value,
    )
    on_silence = forms.ChoiceField(
        label=_("When nothing comes in that time"),
        choices=OnSilence.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=OnSilence.STOP,
    )
    fee_return = forms.ChoiceField(
        label=_("A fee already paid, when the dossier ends without a result"),
        choices=FeeReturn.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=FeeReturn.RETURNED,
    )
    handled_by = forms.ChoiceField(
        label=_("Handled on"),
        choices=Handling.HandledBy.choices,
        widget=forms.RadioSelect,
        initial=Handling.HandledBy.PROVINCE,
    )

    def __init__(self, *args: Any, now: Handling | None = None, **kwargs: Any) -> None:
        if now is not None:
            kwargs["initial"] = {name: getattr(now, name) for name in HandlingForm.base_fields}
            kwargs["initial"] |= {"route": now.route_id, "form": now.form_id}
        super().__init__(*args, **kwargs)
        self.now = now
        routes = _newest(Route.objects.all(), now.route_id if now else None)
        self.fields["route"].queryset = routes.prefetch_related("steps")  # type: ignore[attr-defined]
        forms_ = _newest(EForm.objects.all(), now.form_id if now else None)
        self.fields["form"].queryset = forms_.defer("schema", "layout")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        value, unit = cleaned.get("limit_value"), cleaned.get("limit_unit")
        if unit == Unit.SAMEDAY and "limit_value" not in self.errors:
            value = 1
        if not self.errors.keys() & {"limit_value", "limit_unit"}:
            cleaned["limit"] = self._limit(value, unit)
            self._check_cut(cleaned)
        for name in ("supplement_mode", "on_silence", "fee_return"):
            cleaned[name] = cleaned.get(name) or self.fields[name].initial
        return cleaned

    @property
    def terms(self) -> dict[str, Any]:
        """For `draft_handling`: only what is known."""
        known: dict[str, Any] = {name: self.cleaned_data[name] for name in ("limit", *TERMS)}
        known["cutoff"] = Cutoff(self.cleaned_data["cutoff"])
        return known

    @property
    def changes(self) -> dict[str, Any]:
        """For `revise_handling`: what differs; an emptied limit is emptied there too."""
        changed, known = set(self.changed_data), self.cleaned_data
        terms: dict[str, Any] = {name: known[name] for name in TERMS if getattr(self.now, name) != known[name]}
        if not changed & {"limit_value", "limit_unit"}:
            return terms
        return terms | ({"limit": known["limit"]} if known["limit"] else {"limit_value": None, "limit_unit": ""})

    def _check_cut(self, cleaned: dict[str, Any]) -> None:
        """A cut limit is shorter than the law's and rests on a decision."""
        cut, limit = cleaned.get("cut_value"), cleaned["limit"]
        if cut and (limit is None or cut >= limit.value):
            self.add_error("cut_value", gettext("A cut limit is shorter than the time limit itself."))
        if cut and not cleaned.get("cut_basis") and "cut_basis" not in self.errors:
            self.add_error("cut_basis", gettext("Name the decision that cut the limit."))
        if not cut and cleaned.get("cut_basis") and "cut_value" not in self.errors:
            self.add_error("cut_value", gettext("Say to how much the decision cut the limit."))

    def _limit(self, value: int | None, unit: str | None) -> Limit | None:
        if not value and not unit:
            return None
        if not unit:
            self.add_error("limit_unit", gettext("Say in what the time limit is counted."))
            return None
        try:
            return Limit(value or 0, Unit(unit))
        except BadLimit:
            self.add_error("limit_value", range_words(Unit(unit)))
            return None


class NewHandlingForm(HandlingForm):
    """A new draft, for a version of the text."""

    version = VersionChoice(
        label=_("Version of the text"), queryset=ProcedureVersion.objects.none(), empty_label=None
    )
    field_order = ["version"]

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = procedure.versions.order_by("-number").defer("content")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]


class ClosureForm(forms.Form):
    """The last day of a service."""

    on = day_field(_("Last day"), help_text=_("Dossiers received until then go on to their end"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError(gettext("A service ends today at the earliest."))
        return on


def _newest(rows: QuerySet[Any], kept: int | None) -> QuerySet[Any]:
    """Of each code the newest published version, and the one in use."""
    published = rows.filter(published_at__isnull=False).order_by("code", "-number").distinct("code").values("pk")
    return rows.filter(Q(pk__in=published) | Q(pk=kept)).order_by("code", "-number")
