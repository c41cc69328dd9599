"""The form of an internal process: its name, and a row for each step; an empty row is no step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.drawn import Step
from motcua.catalogue.models import OnOutcome, Route, StepKind, StepUnit
from motcua.catalogue.publishing import as_steps
from motcua.directory.roles import Role

ROWS = 8
MOST_ROWS = 60


class RouteForm(forms.Form):
    """The code tells processes apart; drawing again under one code is the next version of it."""

    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[A-Za-z0-9]+(?:[.\-_][A-Za-z0-9]+)*$",
        max_length=60,
        help_text=_("The same code again makes the next version"),
        error_messages={"invalid": _("A code has letters without accents and digits, with hyphens between them.")},
    )
    name = forms.CharField(label=_("Name of the process"), max_length=300)


class StepForm(forms.Form):
    """One row: who does what, where, in how many hours."""

    name = forms.CharField(label=_("What is done"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of work"), choices=[("", "–"), *StepKind.choices], required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *Role.choices], required=False)
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", "–"), *StepUnit.choices], required=False)
    hours = forms.CharField(label=_("Working hours"), max_length=8, required=False)
    group = forms.IntegerField(label=_("Group side by side"), min_value=1, max_value=99, required=False)
    on_outcome = forms.ChoiceField(label=_("Passed"), choices=OnOutcome.choices, required=False)

    def clean_hours(self) -> Decimal | str:
        typed = str(self.cleaned_data["hours"]).strip().replace(",", ".")
        if not typed:
            return ""
        hours = forms.DecimalField(min_value=Decimal(0), max_digits=7, decimal_places=2).clean(typed)
        return hours if hours is not None else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.is_empty:
            for name in ("name", "kind", "role", "unit", "hours"):
                if name not in self.errors and cleaned.get(name) == "":
                    self.add_error(name, gettext("Fill this in."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        return not self.has_changed()


if TYPE_CHECKING:
    Rows = BaseFormSet[StepForm]
else:
    Rows = BaseFormSet  # the framework's own class takes no parameters at run time


class StepsFormSet(Rows):
    """The steps in the order of their rows."""

    @classmethod
    def get_default_prefix(cls) -> str:
        return "steps"

    @property
    def steps(self) -> list[Step]:
        filled = [form.cleaned_data for form in self.forms if not form.is_empty]
        return [_step(no, row) for no, row in enumerate(filled, start=1)]


StepsForm = cast(
    type[StepsFormSet],
    formset_factory(StepForm, formset=StepsFormSet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS),
)


def rows_of(route: Route | None) -> list[dict[str, Any]]:
    """What the rows begin with: the steps of an earlier version, then empty rows."""
    steps = as_steps(list(route.steps.all())) if route else []
    return [_row(step) for step in steps] + [{}] * max(1, ROWS - len(steps))


def _step(no: int, row: dict[str, Any]) -> Step:
    said = {name: row[name] for name in ("name", "kind", "role", "unit", "group", "on_outcome")}
    return Step(no=no, hours=Decimal(row["hours"]), **said)


def _row(step: Step) -> dict[str, Any]:
    known = {name: getattr(step, name) for name in ("name", "kind", "role", "unit", "group", "on_outcome")}
    return known | {"hours": f"{step.hours.normalize():f}"}
