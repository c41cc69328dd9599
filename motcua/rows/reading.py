"""Rows of a database turned into what a query promises: models with what hangs on them, tuples, or single values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators

Row = Sequence[Any]
Reader = Callable[[Sequence[Row], Any], list[Any]]  # the rows, and the connection that they came over


def reader_of(query: QuerySet[Any, Any], compiler: Any, alias: str) -> Reader:
    """How this query's rows are read, once its compiler has made the text; TypeError for a kind that is not known."""
    shape = _SHAPES.get(query._iterable_class)
    if shape is None or (compiler.annotation_col_map and query._iterable_class is ModelIterable):
        raise TypeError(f"rows of {query._iterable_class.__name__} are not read here")
    converted, shaped = _conversion(compiler), shape(compiler, alias)
    return lambda rows, connection: shaped(converted(rows, connection))


def _conversion(compiler: Any) -> Reader:
    """What the columns' own kinds make of the values; most make nothing."""
    found = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
    if not found:
        return lambda rows, connection: list(rows)
    return lambda rows, connection: [_converted(list(row), found, connection) for row in rows]


def _converted(row: list[Any], found: dict[int, Any], connection: Any) -> Row:
    for place, (converters, expression) in found.items():
        for convert in converters:
            row[place] = convert(row[place], expression, connection)
    return row


def _models(compiler: Any, alias: str) -> Callable[[Sequence[Row]], list[Any]]:
    info, select = compiler.klass_info, compiler.select
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[start:end]]
    populators = get_related_populators(info, select, alias)  # type: ignore[call-arg]  # described for a later one

    def read(row: Row) -> Any:
        model = info["model"].from_db(alias, names, row[start:end])
        for populator in populators:
            populator.populate(row, model)
        return model

    return lambda rows: [read(row) for row in rows]


_SHAPES: dict[type, Callable[[Any, str], Callable[[Sequence[Row]], list[Any]]]] = {
    ModelIterable: _models,
    ValuesListIterable: lambda compiler, alias: lambda rows: [tuple(row) for row in rows],
    FlatValuesListIterable: lambda compiler, alias: lambda rows: [row[0] for row in rows],
}
