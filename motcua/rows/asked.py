"""A query whose text is made once per process; each time it is asked, only its values change."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.models import Expression, Lookup, QuerySet

from motcua.rows.reading import Reader, reader_of

Item = TypeVar("Item")


class Asked(Generic[Item]):
    """The query that `make` builds from its arguments, which stand for values.

    >>> _OFFICER = Asked(lambda account: Officer.objects.filter(account=account))
    >>> _OFFICER.first(account=7)

    An argument may be compared with a column and no more, a list of numbers by `OneOf`; no value is ever None. What
    the query says beyond its arguments is settled when it is first asked, so no date and no setting belongs there.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Item]]) -> None:
        self._make = make
        self._made: dict[str, tuple[str, tuple[object, ...], Reader]] = {}
        self._model: type[Any] | None = None

    def rows(self, **values: object) -> list[Item]:
        """What is found for these values, in the order of the query, in the database that reads go to."""
        alias = router.db_for_read(self._model or self._query().model)
        text, places, read = self._made.get(alias) or self._prepare(alias)
        with connections[alias].cursor() as cursor:
            cursor.execute(text, [_value(place, values) for place in places])
            return read(cursor.fetchall(), connections[alias])

    def count(self, **values: object) -> int:
        """How many are found for these values, counted by the database."""
        alias = router.db_for_read(self._model or self._query().model)
        text, places, _read = self._made.get(alias) or self._prepare(alias)
        with connections[alias].cursor() as cursor:
            counted = f"SELECT count(*) FROM ({text}) AS found"  # noqa: S608  by the framework
            cursor.execute(counted, [_value(place, values) for place in places])
            return int(cursor.fetchone()[0])

    def first(self, **values: object) -> Item | None:
        """The first of them; the query itself says the order, and that one is enough."""
        return next(iter(self.rows(**values)), None)

    def one(self, **values: object) -> Item:
        """The first of them; raises the model's DoesNotExist when there is none."""
        found = self.rows(**values)
        if not found:
            raise self._query().model.DoesNotExist
        return found[0]

    def _query(self) -> QuerySet[Any, Item]:
        return self._make(**{name: Value(name) for name in inspect.signature(self._make).parameters})

    def _prepare(self, alias: str) -> tuple[str, tuple[object, ...], Reader]:
        query = self._query()
        compiler = query.query.get_compiler(alias)
        text, places = compiler.as_sql()
        self._model, self._made[alias] = query.model, (text, tuple(places), reader_of(query, compiler, alias))
        return self._made[alias]


class Value(Expression):
    """The place of a value in a query."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class OneOf(Lookup):
    """A condition: the column holds one of a list of numbers, `filter(OneOf(F("body"), bodies))`."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, before = self.process_lhs(compiler, connection)
        place, values = compiler.compile(self.rhs)
        return f"{column} = ANY({place})", [*before, *values]


def _value(place: object, values: Mapping[str, object]) -> Any:
    return values[place.name] if isinstance(place, Value) else place
