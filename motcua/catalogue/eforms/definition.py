"""A form as data: a JSON Schema 2020-12 of its answers, and a layout of pages, sections and fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

Answers = dict[str, Any]  # by field name: text, number, true, a list of choices, or a list of rows
LONGEST_TEXT = 10_000


class Widget(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    TEXTAREA = "textarea"
    DATE = "date"
    NUMBER = "number"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    TEL = "tel"
    EMAIL = "email"
    PERSONAL_NUMBER = "personal_number"
    COMMUNE = "commune"
    TABLE = "table"


@dataclass(frozen=True)
class Choice:
    value: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """One question: `layout` says how it is asked, `rule` what answers the schema allows."""

    name: str
    widget: Widget
    layout: Mapping[str, Any]
    rule: Mapping[str, Any]
    is_required: bool  # when it is shown at all
    conditions: tuple[Mapping[str, Any], ...]  # its own and its section's; all must hold
    page: int
    section: int

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(choice["value"], choice["label"]) for choice in self.layout.get("choices", []))

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The questions of one row, when the field is a table."""
        rows = self.rule.get("items", {})
        asked = self.layout.get("columns", [])
        return tuple(_field(column, rows, page=self.page, section=self.section, conditions=()) for column in asked)

    def label(self, lang: str) -> str:
        return in_words(self.layout["label"], lang)


@dataclass(frozen=True, eq=False)  # told apart by identity, so that it can key a cache
class Definition:
    """One form; `schema` and `layout` are what `EForm` keeps, and are never changed."""

    schema: Mapping[str, Any]
    layout: Mapping[str, Any]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every question in the order of asking."""
        return tuple(self._walk())

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def pages(self) -> list[Mapping[str, Any]]:
        return list(self.layout["pages"])

    def _walk(self) -> Iterator[Field]:
        for page, sheet in enumerate(self.layout["pages"]):
            for section, part in enumerate(sheet["sections"]):
                around = conditions_of(part)
                for asked in part["fields"]:
                    whole = around + conditions_of(asked)
                    yield _field(asked, self.schema, page=page, section=section, conditions=whole)


def in_words(text: str | Mapping[str, str], lang: str) -> str:
    """The text in the language asked for, Vietnamese when it has no other."""
    return text if isinstance(text, str) else text.get(lang) or text["vi"]


def conditions_of(part: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """`show_if` is one condition or a list of which all must hold."""
    rule = part.get("show_if")
    if rule is None:
        return ()
    return tuple(rule) if isinstance(rule, list) else (rule,)


def _field(
    asked: Mapping[str, Any],
    schema: Mapping[str, Any],
    *,
    page: int,
    section: int,
    conditions: tuple[Mapping[str, Any], ...],
) -> Field:
    name = asked["name"]
    return Field(
        name=name,
        widget=Widget(asked.get("widget", "text")),
        layout=asked,
        rule=schema.get("properties", {}).get(name, {}),
        is_required=name in schema.get("required", []),
        conditions=conditions,
        page=page,
        section=section,
    )
