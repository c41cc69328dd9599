"""The answers as lines to read: for checking before filing, for the officer, for printing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.catalogue.eforms.conditions import shown
from motcua.catalogue.eforms.definition import Answers, Definition, Field, Widget, in_words
from motcua.catalogue.eforms.page import as_typed


@dataclass(frozen=True, slots=True)
class Line:
    """One answer; `page` and `name` lead back to its question. `row` counts from 1 inside a table, else 0."""

    section: str
    label: str
    value: str
    page: int
    name: str
    row: int = 0


def summary(
    definition: Definition, answers: Answers, lang: str = "vi", *, communes: Mapping[str, str] | None = None
) -> list[Line]:
    """Every question that was asked, answered or not; `communes` gives the names of their codes."""
    with override(lang):
        asked = shown(definition, answers)
        return [
            line
            for field in asked
            for line in _lines(definition, field, answers.get(field.name), lang, communes or {})
        ]


def _lines(
    definition: Definition, field: Field, value: Any, lang: str, communes: Mapping[str, str]
) -> Iterator[Line]:
    section = in_words(definition.pages[field.page]["sections"][field.section]["title"], lang)
    if field.widget is not Widget.TABLE:
        yield Line(section, field.label(lang), said(field, value, lang, communes), field.page, field.name)
        return
    for number, row in enumerate(value or [], start=1):
        for column in field.columns:
            label = f"{field.label(lang)} {number}: {column.label(lang)}"
            answer = said(column, row.get(column.name), lang, communes)
            yield Line(section, label, answer, field.page, field.name, number)


def said(field: Field, value: Any, lang: str, communes: Mapping[str, str]) -> str:
    """One answer in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.widget is Widget.COMMUNE:
        return communes.get(str(value), str(value or ""))
    labels = {choice.value: in_words(choice.label, lang) for choice in field.choices}
    if isinstance(value, list):
        return "; ".join(labels.get(str(each), str(each)) for each in value)
    return labels.get(str(value), as_typed(field, value))
