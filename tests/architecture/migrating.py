"""What a migration may not do while the release before it still answers: rules over operations, no database."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import Field
from django.db.models.expressions import Func
from django.db.models.fields import NOT_PROVIDED

from tests.architecture.tree import REPOSITORY

RELEASED: dict[str, list[str]] = json.loads((REPOSITORY / "tests/house/released.json").read_text())["migrations"]
# Statements that neither take away nor rewrite nor hold a lock for longer than a moment.
HARMLESS = re.compile(
    r"CREATE (UNIQUE )?INDEX CONCURRENTLY .*"
    r"|DROP INDEX CONCURRENTLY .*"
    r"|ALTER TABLE \S+ ADD COLUMN IF NOT EXISTS \w+ \w+"  # empty, without a default
    r"|ALTER TABLE \S+ ALTER COLUMN \w+ SET DEFAULT .*"  # of rows to come
    r"|ALTER TABLE \S+ ALTER COLUMN \w+ DROP NOT NULL"
    r"|ALTER TABLE \S+ SET \(autovacuum_[^)]*\)",  # others read and write meanwhile
    re.IGNORECASE | re.DOTALL,
)
GOES = "takes away or renames what the release before still uses"
WIDTH = re.compile(r"varchar\((\d+)\)")


class Reading:
    """One migration after the other, with the tables of the release before and the state so far."""

    def __init__(self) -> None:
        self.loader = MigrationLoader(None)
        last = [(app, names[-1]) for app, names in RELEASED.items()]
        self.released = self.loader.project_state(last)
        self.state = self.released.clone()

    def faults(self) -> Iterator[str]:
        """A sentence for everything that breaks a rule."""
        for app, name in self._plan():
            migration = self.loader.get_migration(app, name)
            for operation in migration.operations:
                yield from (f"{app}.{name}: {fault}" for fault in faults_of(operation, migration, self))
                operation.state_forwards(app, self.state)

    def is_in_use(self, app: str, model: str) -> bool:
        """Had the release before this table?"""
        return (app, model.lower()) in self.released.models

    def _plan(self) -> list[tuple[str, str]]:
        graph = self.loader.graph
        plan = [key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf)]
        ours = [key for key in dict.fromkeys(plan) if self._is_ours(key[0])]
        return [key for key in ours if key[1] not in RELEASED.get(key[0], ())]

    def _is_ours(self, app: str) -> bool:
        return any(key[0] == app and "motcua" in node.__module__ for key, node in self.loader.disk_migrations.items())


def faults_of(operation: Operation, migration: Migration, reading: Reading) -> Iterator[str]:
    """What is wrong with one operation, as sentences that begin with what it touches."""
    if isinstance(operation, operations.SeparateDatabaseAndState):
        for each in operation.database_operations:
            yield from faults_of(each, migration, reading)
    elif rule := RULES.get(type(operation)):
        yield from rule(operation, migration, reading)
    else:
        yield f"{type(operation).__name__} has no rule: judge it and give it one"


def _goes(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    model = getattr(operation, "model_name", None) or getattr(operation, "old_name", None) or operation.name
    if reading.is_in_use(migration.app_label, model):
        yield f"{model}: {type(operation).__name__} {GOES}"


def _field(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    field, place = operation.field, f"{operation.model_name}.{operation.name}"
    if field.many_to_many or not reading.is_in_use(migration.app_label, operation.model_name):
        return
    if not field.null and field.db_default is NOT_PROVIDED:
        yield f"{place} may not be empty and has no db_default: the release before writes rows without it"
    if isinstance(field.db_default, Func):
        yield f"{place} is filled by a function: the whole table is rewritten"
    if field.db_index or field.unique:
        yield f"{place} is indexed while others wait: add the index concurrently"


def _changed(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    app, model, field = migration.app_label, operation.model_name, operation.field
    if not reading.is_in_use(app, model):
        return
    before = reading.state.models[app, model.lower()].get_field(operation.name)
    place = f"{model}.{operation.name}"
    if before.null and not field.null:
        yield f"{place} may no longer be empty: the release before may leave it so"
    if (field.db_index or field.unique) and not (before.db_index or before.unique):
        yield f"{place} is indexed while others wait: add the index concurrently"
    if not _is_wider(_type(before), _type(field)):
        yield f"{place} changes its type: the table is rewritten under the release before"


def _type(field: Field[Any, Any]) -> str:
    copy = field.clone()
    if copy.is_relation:
        return "relation"
    copy.set_attributes_from_name("any")
    return str(copy.db_type(connection))


def _is_wider(before: str, after: str) -> bool:
    """The same type, or text with more room, which PostgreSQL gives without touching a row."""
    old, new = WIDTH.fullmatch(before), WIDTH.fullmatch(after)
    if old and (new or after == "text"):
        return new is None or int(new[1]) >= int(old[1])
    return before == after


def _locks(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    if reading.is_in_use(migration.app_label, operation.model_name):
        yield f"{operation.model_name}: {type(operation).__name__} reads the whole table while others wait"


def _code(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    if migration.atomic and operation.atomic is not False:
        yield f"{operation.code.__name__} runs in one transaction: go in batches, atomic = False"


def _sql(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    text = operation.sql if isinstance(operation.sql, str) else "; ".join(map(str, operation.sql))
    for statement in filter(None, (part.strip() for part in text.split(";"))):
        if not HARMLESS.fullmatch(statement):
            yield f"SQL that is not known to be harmless: {' '.join(statement.split())[:60]}"


def _fine(operation: Any, migration: Migration, reading: Reading) -> Iterator[str]:
    return iter(())


RULES: dict[type[Operation], Callable[[Any, Migration, Reading], Iterator[str]]] = {
    operations.CreateModel: _fine,
    operations.RemoveIndex: _fine,
    operations.RemoveConstraint: _fine,
    operations.AlterModelOptions: _fine,
    operations.AlterModelManagers: _fine,
    operations.RenameIndex: _fine,
    AddIndexConcurrently: _fine,
    AddConstraintNotValid: _fine,
    ValidateConstraint: _fine,
    operations.RemoveField: _goes,
    operations.DeleteModel: _goes,
    operations.RenameField: _goes,
    operations.RenameModel: _goes,
    operations.AlterModelTable: _goes,
    operations.AddField: _field,
    operations.AlterField: _changed,
    operations.AddIndex: _locks,
    operations.AddConstraint: _locks,
    operations.RunPython: _code,
    operations.RunSQL: _sql,
}
