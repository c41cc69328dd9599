"""One page of a form as values ready to arrange: labels, answers, faults and what an input needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.eforms.check import Fault
from motcua.catalogue.eforms.conditions import holds, shown
from motcua.catalogue.eforms.definition import Answers, Definition, Field, Widget, in_words
from motcua.catalogue.eforms.values import show_date, show_number

KEYBOARD = {  # the keyboard a phone opens
    Widget.DATE: "numeric",
    Widget.NUMBER: "decimal",
    Widget.PERSONAL_NUMBER: "numeric",
    Widget.TEL: "tel",
    Widget.EMAIL: "email",
}
SPARE_ROWS = 1
Communes = Sequence[tuple[str, str]]  # (code, name), in the order of the list


@dataclass(frozen=True, slots=True)
class ChoiceView:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """One input; `is_shown` False: its condition does not hold now, but may by an answer on the same page."""

    id: str
    name: str
    label: str
    hint: str
    why: str
    widget: str
    value: str
    error: str
    choices: tuple[ChoiceView, ...]
    required: bool
    autocomplete: str
    inputmode: str
    width: str
    max_length: int | None
    is_shown: bool
    conditions: str  # JSON list of conditions on inputs of the same page, for the script; "" when always shown
    is_ticked: bool
    rows: tuple[tuple[FieldView, ...], ...]  # of a table: one tuple of inputs for each row, a spare one last

    @property
    def described_by(self) -> str:
        """The ids of the hint and the error, for aria-describedby."""
        parts = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*parts, f"{self.id}-error"] if self.error else parts)


@dataclass(frozen=True, slots=True)
class SectionView:
    id: str
    title: str
    intro: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """Page `number` (from 0) of `count`; `faults` are those of this page, (id of the input, sentence)."""

    number: int
    count: int
    title: str
    titles: tuple[str, ...]
    sections: tuple[SectionView, ...]
    faults: tuple[tuple[str, str], ...]

    @property
    def is_last(self) -> bool:
        return self.number == self.count - 1


@dataclass(frozen=True, slots=True)
class _Around:
    """What every input of a page is made from."""

    answers: Answers
    errors: Mapping[str, str]
    lang: str
    communes: Communes


def view_model(
    definition: Definition,
    answers: Answers,
    faults: Sequence[Fault] = (),
    page: int = 0,
    lang: str = "vi",
    *,
    communes: Communes = (),
) -> FormPage:
    """One page of the form; IndexError when there is no such page."""
    sheet = definition.pages[page]
    around = _Around(answers, {fault.field: fault.sentence for fault in faults}, lang, communes)
    sections = tuple(_sections(definition, sheet, page, around))
    inputs = {name for section in sections for name in _names(section.fields)}
    return FormPage(
        number=page,
        count=len(definition.pages),
        title=in_words(sheet["title"], lang),
        titles=tuple(in_words(each["title"], lang) for each in definition.pages),
        sections=sections,
        faults=tuple((input_id(fault.field), fault.sentence) for fault in faults if fault.field in inputs),
    )


def input_id(name: str) -> str:
    return f"f-{name}"


def _sections(definition: Definition, sheet: Mapping[str, Any], page: int, around: _Around) -> Iterator[SectionView]:
    asked = {field.name for field in shown(definition, around.answers)}
    for number, section in enumerate(sheet["sections"]):
        fields = [field for field in definition.fields if (field.page, field.section) == (page, number)]
        views = tuple(
            _view(definition, field, around, field.name in asked)
            for field in fields
            if _may_show(definition, field, around)
        )
        if views:
            title, intro = in_words(section["title"], around.lang), section.get("intro")
            yield SectionView(section["id"], title, in_words(intro, around.lang) if intro else "", views)


def _may_show(definition: Definition, field: Field, around: _Around) -> bool:
    """No answer on this page can show a question whose conditions on other pages do not hold."""
    elsewhere = [rule for rule in field.conditions if definition.by_name[rule["field"]].page != field.page]
    return all(holds(rule, around.answers) for rule in elsewhere)


def _view(definition: Definition, field: Field, around: _Around, is_shown: bool) -> FieldView:
    here = [rule for rule in field.conditions if definition.by_name[rule["field"]].page == field.page]
    conditions = json.dumps(here, ensure_ascii=False) if here else ""
    return _input(field, field.name, around.answers.get(field.name), around, is_shown=is_shown, conditions=conditions)


def _input(
    field: Field, name: str, value: Any, around: _Around, *, is_shown: bool = True, conditions: str = ""
) -> FieldView:
    layout, lang = field.layout, around.lang
    return FieldView(
        id=input_id(name),
        name=name,
        label=field.label(lang),
        hint=in_words(layout.get("hint", ""), lang),
        why=in_words(layout.get("why", ""), lang),
        widget=field.widget.value,
        value=as_typed(field, value),
        error=around.errors.get(name, ""),
        choices=tuple(_choices(field, value, around)),
        required=field.is_required,
        autocomplete=layout.get("autocomplete", ""),
        inputmode=KEYBOARD.get(field.widget, ""),
        width=layout.get("width", ""),
        max_length=field.rule.get("maxLength"),
        is_shown=is_shown,
        conditions=conditions,
        is_ticked=value is True,
        rows=tuple(_rows(field, name, value, around)) if field.widget is Widget.TABLE else (),
    )


def as_typed(field: Field, value: Any) -> str:
    """An answer as a person would type it."""
    if value is None or isinstance(value, (bool, list)):
        return ""
    if field.widget is Widget.DATE:
        return show_date(value)
    return show_number(value) if field.widget is Widget.NUMBER else str(value)


def _choices(field: Field, value: Any, around: _Around) -> Iterator[ChoiceView]:
    chosen = value if isinstance(value, list) else [value]
    offered = [(choice.value, in_words(choice.label, around.lang)) for choice in field.choices]
    for code, label in offered if field.widget is not Widget.COMMUNE else around.communes:
        yield ChoiceView(code, label, code in chosen)


def _rows(field: Field, name: str, value: Any, around: _Around) -> Iterator[tuple[FieldView, ...]]:
    filled = value if isinstance(value, list) else []
    least = max(len(filled) + SPARE_ROWS, field.rule.get("minItems", 0))
    for number in range(min(least, field.rule.get("maxItems", least))):
        row = filled[number] if number < len(filled) else {}
        yield tuple(
            _input(column, f"{name}-{number}-{column.name}", row.get(column.name), around) for column in field.columns
        )


def _names(fields: Sequence[FieldView]) -> Iterator[str]:
    for field in fields:
        yield field.name
        for row in field.rows:
            yield from _names(row)
