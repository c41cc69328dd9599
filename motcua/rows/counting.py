"""Several counts in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet


def counts(queries: Mapping[str, QuerySet[Any]], *, most: int) -> dict[str, int]:
    """How many rows of one table each query finds, counted no further than `most`, in its own order.

    One statement for all, each walking along its own index; a query that can find nothing is not asked.
    """
    found, texts = dict.fromkeys(queries, 0), dict[str, str]()
    values: list[Any] = []
    for name, query in queries.items():
        try:
            texts[name], said = query.values("pk")[:most].query.sql_with_params()
            values += said
        except EmptyResultSet:
            continue
    if texts:
        found |= zip(texts, _numbers(next(iter(queries.values())), list(texts.values()), values), strict=True)
    return found


def _numbers(any_of_them: QuerySet[Model], texts: list[str], values: list[Any]) -> tuple[int, ...]:
    asked = ", ".join(f"(SELECT count(*) FROM ({text}) AS found)" for text in texts)  # noqa: S608  by the framework
    with connections[any_of_them.db].cursor() as cursor:
        cursor.execute(f"SELECT {asked}", values)
        numbers: tuple[int, ...] = cursor.fetchone()
        return numbers
