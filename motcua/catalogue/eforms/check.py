"""All faults of a set of answers at once, each with a sentence beside its question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs

from motcua.catalogue.eforms.conditions import shown
from motcua.catalogue.eforms.definition import Answers, Definition, Field, Widget
from motcua.catalogue.eforms.sentences import sentence_for, sentence_of_date, sentence_of_number

# A pattern that would search for ever is given up: the answer is then refused, never accepted.
PATTERNS = jsonschema_rs.FancyRegexOptions(backtrack_limit=100_000)
EMAIL = jsonschema_rs.EmailOptions(require_tld=True, allow_domain_literal=False, allow_display_text=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one answer; `field` is the input's name in the page, `<table>-<row>-<column>` in a table."""

    field: str
    sentence: str


def check(definition: Definition, answers: Answers, *, on: date) -> list[Fault]:
    """Every fault, one for each question, in the order of asking; `on` is today. Empty: may be filed."""
    asked = shown(definition, answers)
    found = {field.name: field for field in asked}
    given = {name: value for name, value in answers.items() if name in found}
    faults = dict(_by_schema(definition, found, given))
    for field in asked:
        faults |= {key: said for key, said in _by_widget(field, given.get(field.name), on) if key not in faults}
    order = {name: place for place, name in enumerate(_inputs(asked, given))}
    return [Fault(key, faults[key]) for key in sorted(faults, key=lambda key: order.get(key, len(order)))]


def check_page(definition: Definition, answers: Answers, page: int, *, on: date) -> list[Fault]:
    """The faults of one page; `answers` may be of the whole form."""
    here = {field.name for field in definition.fields if field.page == page}
    return [fault for fault in check(definition, answers, on=on) if fault.field.split("-")[0] in here]


def _by_schema(definition: Definition, asked: Mapping[str, Field], given: Answers) -> Iterator[tuple[str, str]]:
    """(input, sentence) of whatever the schema refuses; hidden questions are not required."""
    required = tuple(name for name in definition.schema.get("required", []) if name in asked)
    for error in reversed(list(_validator(definition, required).iter_errors(given))):
        path = [str(part) for part in error.instance_path]
        if error.kind.name == "required":
            path.append(str(error.kind.value))
        field = _asked_at(asked, path)
        if field is not None:
            yield "-".join(_place(path)), sentence_for(field, error)


@lru_cache(maxsize=1024)
def _validator(definition: Definition, required: tuple[str, ...]) -> jsonschema_rs.Draft202012Validator:
    schema = {**definition.schema, "required": list(required)}
    return jsonschema_rs.Draft202012Validator(
        schema, validate_formats=True, offline=True, pattern_options=PATTERNS, email_options=EMAIL
    )


def _place(path: list[str]) -> list[str]:
    """The input's name in the page: the ticks of one question share theirs."""
    return path[:1] if len(path) == 2 else path


def _asked_at(asked: Mapping[str, Field], path: list[str]) -> Field | None:
    field = asked.get(path[0]) if path else None
    if field is None or len(path) < 3:
        return field
    return next((column for column in field.columns if column.name == path[2]), field)


def _by_widget(field: Field, value: Any, on: date) -> Iterator[tuple[str, str]]:
    if field.widget is Widget.TABLE and isinstance(value, list):
        rows = [(number, row) for number, row in enumerate(value) if isinstance(row, dict)]
        for number, row in rows:
            for column in field.columns:
                for key, said in _by_widget(column, row.get(column.name), on):
                    yield f"{field.name}-{number}-{key}", said
    elif isinstance(value, str) and (said := _said_by_widget(field, value, on)):
        yield field.name, said


def _said_by_widget(field: Field, value: str, on: date) -> str:
    if field.widget is Widget.DATE:
        return sentence_of_date(field, value, on)
    if field.widget is Widget.PERSONAL_NUMBER:
        return sentence_of_number(value, on)
    return ""


def _inputs(asked: list[Field], given: Answers) -> Iterator[str]:
    for field in asked:
        yield field.name
        rows = given.get(field.name) if field.widget is Widget.TABLE else None
        for number in range(len(rows) if isinstance(rows, list) else 0):
            yield from (f"{field.name}-{number}-{column.name}" for column in field.columns)
