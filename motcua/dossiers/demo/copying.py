"""Rows as COPY reads them: a line of text each, made without a statement and without an object."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

NOTHING = "\\N"
_SPELLED = json.JSONEncoder(ensure_ascii=False).encode


def _text(value: str) -> str:
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if "\n" in value or "\r" in value or "\t" in value:
        value = value.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return value


class _Spellings(dict[type, Callable[[Any], str]]):
    """How a value of each type is written; a choice like the text or number that it is."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        if not issubclass(kind, Enum) or not issubclass(kind, str | int):
            raise TypeError(f"no spelling for {kind.__name__}")
        self[kind] = str.__str__ if issubclass(kind, str) else int.__repr__
        return self[kind]


_SPELLINGS = _Spellings(
    {
        type(None): lambda _none: NOTHING,
        str: _text,
        int: str,
        bool: lambda value: "t" if value else "f",
        datetime: datetime.isoformat,
        UUID: str,
        bytes: lambda value: "\\\\x" + value.hex(),
        dict: lambda value: _text(_SPELLED(value)),
    }
)


class Sheet:
    """The new rows of one table, in the order of the columns it is given."""

    def __init__(self, model: type[Model], *columns: str) -> None:
        named = ", ".join(connection.ops.quote_name(column) for column in columns)
        self.head = f"{model._meta.db_table} ({named})"
        self.lines: list[str] = []

    def add(self, *values: object) -> None:
        spelled = _SPELLINGS
        self.lines.append("\t".join([spelled[value.__class__](value) for value in values]))

    def taken(self) -> bytes:
        """What was added since the last time, as COPY reads it."""
        self.lines.append("")
        whole = "\n".join(self.lines).encode()
        self.lines.clear()
        return whole


def copy(sheets: Mapping[str, bytes]) -> None:
    """Write the rows, each sheet under the head that it came with."""
    with connection.cursor() as cursor:
        for head, lines in sheets.items():
            with cursor.copy(f"COPY {head} FROM STDIN") as stream:
                stream.write(lines)


def taken(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """The filled sheets, in their order."""
    return {sheet.head: sheet.taken() for sheet in sheets if sheet.lines}


def next_ids(model: type[Model], number: int) -> list[int]:
    """So many fresh numbers of rows; safe beside other writers, and a number that is not used is lost."""
    if not number:
        return []
    with connection.cursor() as cursor:
        sequence = "pg_get_serial_sequence(%s, 'id')"
        cursor.execute(
            f"SELECT nextval({sequence}) FROM generate_series(1, %s)",  # noqa: S608  nothing of a user's
            [model._meta.db_table, number],
        )
        return [pk for (pk,) in cursor.fetchall()]
