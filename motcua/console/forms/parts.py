"""The form of a linked group: a row for each of its procedures; an empty row is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.linked import Part
from motcua.catalogue.models import Handling, LinkedPart, Procedure

ROWS = 4
MOST_ROWS = 12


class PartForm(forms.Form):
    """One row: which procedure, settled by whom, after which others."""

    procedure_code = forms.CharField(label=_("Code of the procedure"), max_length=60, required=False)
    name = forms.CharField(label=_("Name that the applicant reads"), max_length=500, required=False)
    agency = forms.CharField(label=_("Agency, as the decree names it"), max_length=200, required=False)
    depends_on = forms.RegexField(
        label=_("Waits for procedures no."),
        regex=r"^\d{1,2}(?:\s*[,;]\s*\d{1,2})*$",
        required=False,
        error_messages={"invalid": _("Write numbers with commas between them, such as 1, 2.")},
    )
    handling = forms.IntegerField(label=_("Handling with its own limit"), min_value=1, max_value=9999, required=False)
    is_optional = forms.BooleanField(label=_("The applicant may leave it out"), required=False)

    def clean_procedure_code(self) -> str:
        code = str(self.cleaned_data["procedure_code"])
        if code and not Procedure.objects.filter(code=code).exists():
            raise forms.ValidationError(gettext("No procedure has this code."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.has_changed():
            for name in ("procedure_code", "name", "agency"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, gettext("Fill this in."))
        if cleaned.get("handling") and cleaned.get("procedure_code") and self.follows is None:
            self.add_error("handling", gettext("This procedure has no published handling with this number."))
        return cleaned

    @property
    def follows(self) -> Handling | None:
        """The published handling that was named."""
        known = Handling.objects.filter(version__procedure__code=self.cleaned_data["procedure_code"])
        return known.filter(published_at__isnull=False, number=self.cleaned_data["handling"]).last()

    def part(self, no: int) -> Part:
        said, follows = self.cleaned_data, self.follows if self.cleaned_data["handling"] else None
        return Part(
            no=no,
            name=said["name"],
            procedure_code=said["procedure_code"],
            agency=said["agency"],
            depends_on=tuple(sorted({int(each) for each in said["depends_on"].replace(";", ",").split(",") if each})),
            is_optional=said["is_optional"],
            follows=follows.pk if follows else None,
        )


if TYPE_CHECKING:
    Rows = BaseFormSet[PartForm]
else:
    Rows = BaseFormSet  # the framework's own class takes no parameters at run time


class PartsFormSet(Rows):
    """The procedures, each with the number of its row: an empty row between them keeps the others' numbers."""

    @classmethod
    def get_default_prefix(cls) -> str:
        return "parts"

    @property
    def parts(self) -> list[Part]:
        return [form.part(no) for no, form in enumerate(self.forms, start=1) if form.has_changed()]


PartsForm = cast(
    type[PartsFormSet],
    formset_factory(PartForm, formset=PartsFormSet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS),
)


def rows_of(handling: Handling) -> list[dict[str, Any]]:
    """What the rows begin with: the procedures named before, each at its number, then empty rows."""
    known = {part.no: _row(part) for part in handling.parts.select_related("follows")}
    count = min(max([ROWS, *(no + 1 for no in known)]), MOST_ROWS)
    return [known.get(no, {}) for no in range(1, count + 1)]


def _row(part: LinkedPart) -> dict[str, Any]:
    known = {name: getattr(part, name) for name in ("procedure_code", "name", "agency", "is_optional")}
    before = ", ".join(map(str, part.depends_on))
    return known | {"depends_on": before, "handling": part.follows.number if part.follows else None}
