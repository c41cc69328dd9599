"""Tables without their indexes for as long as a large load lasts, inside its one transaction.

Building an index once costs a fraction of adding each row to it, and looking a whole column over a fraction of
looking each row up. So foreign keys are not asked row by row either, but proved for the whole column at the end.
Primary keys, NOT NULL and checks hold throughout, and whatever breaks off undoes everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, models

MEMORY = "512MB"  # for building one index
_UNIQUE = """
SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype = 'u' ORDER BY oid
"""
_INDEXES = """
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype = 'u')
ORDER BY indexrelid
"""
_KEYS = """
SELECT conrelid::regclass, quote_ident(own.attname), confrelid::regclass, quote_ident(other.attname)
FROM pg_constraint
JOIN pg_attribute own ON own.attrelid = conrelid AND own.attnum = conkey[1]
JOIN pg_attribute other ON other.attrelid = confrelid AND other.attnum = confkey[1]
WHERE conrelid = ANY(%s::regclass[]) AND contype = 'f'
"""


@contextmanager
def bare(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """Nobody else reads or writes these tables meanwhile; to be entered inside a transaction.

    IntegrityError when a foreign key of the new rows leads nowhere. Asks for a superuser of the database.
    """
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is still to be checked would forbid any change
        unique, indexes = (_rows(asked, names) for asked in (_UNIQUE, _INDEXES))
        for table, name, _definition in unique:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger of a foreign key for each row
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in unique:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        cursor.execute(f"ANALYZE {', '.join(names)}")
    _prove_keys(names)


def _prove_keys(names: Sequence[str]) -> None:
    for table, column, other, key in _rows(_KEYS, names):
        there = f"EXISTS (SELECT FROM {other} other WHERE other.{key} = own.{column})"
        if _rows(f"SELECT 1 FROM {table} own WHERE {column} IS NOT NULL AND NOT {there} LIMIT 1"):  # noqa: S608
            raise IntegrityError(f"{column} of {table} leads nowhere")


def _rows(asked: str, names: Sequence[str] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, None if names is None else [list(names)])
        return list(cursor.fetchall())
