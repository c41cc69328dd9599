"""New rows written with a statement whose text is made once per process, for each table and number of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connections, router
from django.db.models import BooleanField, CharField, DateField, Field, ForeignKey, Model, TextField, UUIDField
from psycopg.types.numeric import Int8

Row = TypeVar("Row", bound=Model)
Get = Callable[[Any], Any]
AS_THEY_ARE = (CharField, TextField, BooleanField, DateField, UUIDField)  # what the driver knows how to send


def insert(rows: Sequence[Row], *, skip_known: bool = False) -> list[Row]:
    """Write new rows of one table, all with their numbers or all without, and give each its number.

    Whatever the table refuses is raised as by any other way of writing; with `skip_known` what a constraint says is
    there already is left out, and no number is given. Nothing is checked before, and nobody is told.
    """
    if not rows:
        return []
    alias = router.db_for_write(type(rows[0]))
    statement = _statement(type(rows[0]), alias, len(rows), rows[0].pk is not None, skip_known)
    with connections[alias].cursor() as cursor:
        cursor.execute(statement.text, [get(row) for row in rows for get in statement.values])
        numbers = cursor.fetchall() if statement.is_numbering else [(row.pk,) for row in rows]
    for row, (number,) in zip(rows, numbers, strict=True):
        row.pk, row._state.adding, row._state.db = number, False, alias
    return list(rows)


@dataclass(frozen=True)
class _Statement:
    text: str
    values: tuple[Get, ...]  # of one row, in the order of its columns
    is_numbering: bool


@lru_cache(maxsize=512)
def _statement(model: type[Model], alias: str, number: int, has_keys: bool, skip_known: bool) -> _Statement:
    """What the database makes up by itself, a number or a moment, is left to it."""
    connection, table = connections[alias], model._meta
    fields = [field for field in table.concrete_fields if not _is_left_out(field, has_keys)]
    quoted = [connection.ops.quote_name(str(field.column)) for field in fields]
    row = f"({', '.join(['%s'] * len(fields))})"
    text = f"INSERT INTO {connection.ops.quote_name(table.db_table)} ({', '.join(quoted)}) "
    text += f"VALUES {', '.join([row] * number)}"
    is_numbering = not has_keys and not skip_known
    text += " ON CONFLICT DO NOTHING" if skip_known else ""
    text += f" RETURNING {connection.ops.quote_name(str(table.pk.column))}" if is_numbering else ""
    return _Statement(text, tuple(_value_of(field, connection) for field in fields), is_numbering)


def _is_left_out(field: Field[Any, Any], has_keys: bool) -> bool:
    return (
        field.generated
        or (field.has_db_default() and not field.has_default())
        or (field.primary_key and not has_keys)
    )


def _value_of(field: Field[Any, Any], connection: Any) -> Get:
    """How a row's value for the column is had in the form that the driver sends."""
    got = attrgetter(field.attname)
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return lambda row: field.pre_save(row, add=True)
    if isinstance(field, AS_THEY_ARE):
        return got
    if isinstance(field, ForeignKey):
        return lambda row: _sized(got(row) or _late_number(field, row))
    if field.primary_key:
        return lambda row: _sized(got(row))
    return lambda row: field.get_db_prep_save(got(row), connection)


def _late_number(field: ForeignKey[Any, Any], row: Any) -> int | None:
    """The number of what it points to, when that got one after this row was made."""
    target = field.get_cached_value(row, default=None)
    if target is not None:
        setattr(row, field.attname, target.pk)
    return target.pk if target is not None else None


def _sized(number: int | None) -> int | None:
    """A statement is prepared for the sizes of its numbers, which would be many if each number had its own."""
    return None if number is None else Int8(number)
