"""A page of an e-form as the pieces of the look want it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.eforms.page import FieldView, FormPage, SectionView

# How each widget is drawn; whatever is not here is a line of text.
TYPES = {"textarea": "textarea", "select": "select", "commune": "select", "radio": "radio", "tel": "tel"}
# An e-mail or a number that the browser refuses would never reach our own sentences, so they are plain text.
WIDTHS = {"short": "s", "medium": "m"}


@dataclass(frozen=True)
class Question:
    """One input; `value` is a list where several choices may be ticked, `rows` belong to a table."""

    view: FieldView
    type: str
    value: Any
    options: tuple[tuple[str, str], ...]
    width: str
    rows: tuple[tuple[Question, ...], ...]

    @property
    def is_table(self) -> bool:
        return self.view.widget == "table"

    @property
    def is_commune(self) -> bool:
        return self.view.widget == "commune"


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    intro: str
    questions: tuple[Question, ...]


def sections_of(page: FormPage) -> list[Section]:
    """The sections of a page; the title of a single one that repeats the page's is dropped."""
    return [_section(section, page) for section in page.sections]


def has_communes(sections: Sequence[Section]) -> bool:
    return any(question.is_commune for section in sections for question in section.questions)


def _section(section: SectionView, page: FormPage) -> Section:
    title = "" if len(page.sections) == 1 and section.title == page.title else section.title
    return Section(section.id, title, section.intro, tuple(question_of(field) for field in section.fields))


def question_of(field: FieldView) -> Question:
    """An input of the form, ready to draw."""
    return Question(
        view=field,
        type=_type(field),
        value=_value(field),
        options=tuple((choice.value, choice.label) for choice in field.choices),
        width=WIDTHS.get(field.width, ""),
        rows=tuple(tuple(question_of(column) for column in row) for row in field.rows),
    )


def _type(field: FieldView) -> str:
    if field.widget == "checkbox":
        return "checkbox" if field.choices else "check"
    return TYPES.get(field.widget, "text")


def _value(field: FieldView) -> Any:
    if field.widget == "checkbox":
        return [choice.value for choice in field.choices if choice.is_chosen] if field.choices else field.is_ticked
    if field.choices:
        return next((choice.value for choice in field.choices if choice.is_chosen), field.value)
    return field.value
