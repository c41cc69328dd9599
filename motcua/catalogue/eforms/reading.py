"""From a posted page to typed answers; what cannot be read is kept as typed, so that nothing is lost."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict

from motcua.catalogue.eforms.conditions import kept
from motcua.catalogue.eforms.definition import Answers, Definition, Field, Widget
from motcua.catalogue.eforms.values import read_date, read_number, tidy
from motcua.lib.numbers import read_personal_number

MOST_ROWS = 200
_SPACES_IN_PHONE = re.compile(r"[\s.\-()]+")


def read_post(definition: Definition, post: QueryDict, *, page: int | None = None) -> Answers:
    """The answers of the whole form, or of one page of it; blank ones are left out.

    Of the whole form the answers to hidden questions are dropped; of one page `merged` does that.
    """
    asked = [field for field in definition.fields if page is None or field.page == page]
    answers = {field.name: value for field in asked if (value := _read(field, post, field.name)) is not None}
    return kept(definition, answers) if page is None else answers


def merged(definition: Definition, before: Answers, page: int, now: Answers) -> Answers:
    """The answers after one page was posted: its own replaced, those no longer asked for dropped."""
    elsewhere = {name: value for name, value in before.items() if _page_of(definition, name) not in {page, None}}
    return kept(definition, elsewhere | now)


def _page_of(definition: Definition, name: str) -> int | None:
    field = definition.by_name.get(name)
    return field.page if field else None


def _read(field: Field, post: QueryDict, key: str) -> Any:
    if field.widget is Widget.TABLE:
        return _rows(field, post) or None
    if field.widget is Widget.CHECKBOX:
        return _ticks(field, post.getlist(key))
    text = tidy(post.get(key, ""))
    kept = _typed(field.widget, text) if text else None
    return tidy(kept) if isinstance(kept, str) else kept  # signs that a blank kept apart may compose anew


def _ticks(field: Field, values: list[str]) -> Any:
    if field.choices:
        return [tidy(value) for value in values if value] or None
    return True if any(values) else None


def _typed(widget: Widget, text: str) -> Any:
    match widget:
        case Widget.DATE:
            return read_date(text)
        case Widget.NUMBER:
            return read_number(text)
        case Widget.PERSONAL_NUMBER:
            return read_personal_number(text).digits
        case Widget.TEL:
            return _SPACES_IN_PHONE.sub("", text)
        case Widget.TEXT:
            return " ".join(text.split())
        case _:
            return text


def _rows(table: Field, post: QueryDict) -> list[Answers]:
    """The filled rows, named `<table>-<number>-<column>` in the page."""
    pattern = re.compile(rf"{re.escape(table.name)}-(\d{{1,4}})-\w+")
    numbers = sorted({int(found[1]) for key in post if (found := pattern.fullmatch(key))})
    rows = [_row(table, post, number) for number in numbers[:MOST_ROWS]]
    return [row for row in rows if row]


def _row(table: Field, post: QueryDict, number: int) -> Answers:
    return {
        column.name: value
        for column in table.columns
        if (value := _read(column, post, f"{table.name}-{number}-{column.name}")) is not None
    }
