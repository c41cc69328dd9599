"""Changing the identity key: all that is sealed is sealed anew, in small steps, while others read and write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from motcua.directory import identity

NUMBERS = "directory.Person.number_sealed"
_COUNT = "SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND substring({column} FROM 1 FOR {length}) <> %s"
# A row that somebody else holds is left for the next round, so nobody waits for us while he holds another.
_TAKE = """
SELECT {pk}, {column} FROM {table}
WHERE {pk} > %s AND {column} IS NOT NULL AND substring({column} FROM 1 FOR {length}) <> %s
ORDER BY {pk} LIMIT %s FOR UPDATE SKIP LOCKED
"""
_PUT = """
UPDATE {table} SET {column} = fresh.new
FROM unnest(%s::bigint[], %s::bytea[]) AS fresh(pk, new) WHERE {pk} = fresh.pk
"""
_PUT_NUMBERS = """
UPDATE directory_person SET number_sealed = fresh.new, number_fingerprint = fresh.mark
FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS fresh(pk, new, mark) WHERE id = fresh.pk
"""
# The e-ID's link is found by the number's fingerprint; one by an old key is made again at the next sign-in.
_FORGET_LINKS = """
DELETE FROM socialaccount_socialaccount link USING directory_account account, directory_person person
WHERE link.user_id = account.id AND account.person_id = person.id
AND link.uid <> encode(person.number_fingerprint, 'hex')
"""


@dataclass(frozen=True)
class Column:
    """One column of sealed values, named as in the settings: app.Model.field."""

    name: str

    def within(self, query: str) -> sql.Composed:
        app, model, name = self.name.split(".")
        options = apps.get_model(app, model)._meta
        assert options.pk is not None
        return sql.SQL(query).format(
            table=sql.Identifier(options.db_table),
            column=sql.Identifier(options.get_field(name).column),
            pk=sql.Identifier(options.pk.column),
            length=sql.Literal(identity.ID_LENGTH),
        )


def sealed_columns() -> Iterator[Column]:
    yield from map(Column, settings.SEALED_COLUMNS)


def waiting(column: Column) -> int:
    """How many values are not sealed with the newest key; one scan, nothing is decrypted."""
    return int(_rows(column.within(_COUNT), [identity.newest_key()])[0][0])


def factors_waiting() -> int:
    return sum(_is_waiting(data) for data in Authenticator.objects.values_list("data", flat=True))


@transaction.atomic
def reseal_values(column: Column, after: int, size: int) -> tuple[int, int]:
    """Seal one batch behind the row `after` anew; (last row, rows done), (after, 0) when none is left behind it."""
    rows = _rows(column.within(_TAKE), [after, identity.newest_key(), size])
    if not rows:
        return after, 0
    keys, plain = [row[0] for row in rows], [identity.unseal(row[1]) for row in rows]
    values: list[Any] = [keys, [identity.seal(text) for text in plain]]
    if column.name == NUMBERS:
        _do(sql.SQL(_PUT_NUMBERS), [*values, [identity.fingerprint(text) for text in plain]])
    else:
        _do(column.within(_PUT), values)
    return keys[-1], len(keys)


@transaction.atomic
def reseal_factors() -> int:
    """The secrets of officers' second factors; they are few."""
    factors = list(Authenticator.objects.select_for_update(skip_locked=True).order_by("pk"))
    old = [factor for factor in factors if _is_waiting(factor.data)]
    for factor in old:
        factor.data = json.loads(json.dumps(factor.data), object_hook=_sealed_anew)
        factor.save(update_fields=["data"])
    return len(old)


@transaction.atomic
def forget_old_links() -> int:
    """Links to the e-ID by the fingerprint of an older key."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_LINKS)
        return int(cursor.rowcount)


def _secrets_in(data: dict[str, Any]) -> list[str]:
    named = [str(data[name]) for name in ("secret", "seed") if name in data]
    return [*named, *data.get("migrated_codes", [])]


def _is_waiting(data: dict[str, Any]) -> bool:
    return any(not secret.encode().startswith(identity.newest_key()) for secret in _secrets_in(data))


def _sealed_anew(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _anew(value) if name in {"secret", "seed", "migrated_codes"} else value for name, value in data.items()
    }


def _anew(value: Any) -> Any:
    if isinstance(value, list):
        return [_anew(one) for one in value]
    return identity.seal(identity.unseal(value.encode())).decode()


def _rows(query: sql.Composed, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _do(query: sql.Composable, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
