"""A mark of every row that an act on a dossier could write: two marks are equal only when nothing was written."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

BY_THE_WAY = {"dossiers_bulkrun", "dossiers_bulkitem"}  # a run in bulk keeps what it was refused
BESIDE = ("journal_event", "documents_file", "procrastinate_jobs", "directory_calendarday")


def _tables() -> list[str]:
    models = apps.get_app_config("dossiers").get_models(include_auto_created=True)
    own = {model._meta.db_table for model in models if model._meta.managed} - BY_THE_WAY
    return [*sorted(own), *BESIDE]


def _query() -> str:
    marks = (f"(SELECT coalesce(sum(hashtextextended(row::text, 0)), 0) FROM {table} AS row)" for table in _tables())
    return f"SELECT {', '.join(marks)}"


def trace() -> tuple[int, ...]:
    """A number for each table; 1 query."""
    with connection.cursor() as cursor:
        cursor.execute(_query())
        return tuple(int(mark) for mark in cursor.fetchone())


def changed_between(before: tuple[int, ...], after: tuple[int, ...]) -> list[str]:
    return [table for table, old, new in zip(_tables(), before, after, strict=True) if old != new]
