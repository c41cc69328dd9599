"""The dossier code and the numbers of decisions; everywhere else a code is an opaque string."""

from datetime import date

from django.db import connection

from motcua.dossiers.errors import DayIsFull
from motcua.dossiers.models import Counter, Dossier

LAST_OF_A_DAY = 9_999  # four digits (TT 01/2018/TT-VPCP Điều 19)


def allocate_code(unit_code: str, on: date) -> str:
    """The next code of a receiving unit on a day: `H35.12-261121-0001`.

    Raises DayIsFull past 9,999. Legal source: TT 01/2018/TT-VPCP Điều 19; the form is replaced with the
    rules that NĐ 309/2026 Điều 35 announces.
    """
    number = next_number(f"{unit_code}:{on:%Y-%m-%d}")
    if number > LAST_OF_A_DAY:
        raise DayIsFull
    return f"{unit_code}-{on:%y%m%d}-{number:04d}"


def allocate_decision_number(body_code: str, on: date) -> str:
    """The next number of a body's results in a year: `12/2026/KQ-H35.12`."""
    return f"{next_number(f'{body_code}:results:{on:%Y}')}/{on:%Y}/KQ-{body_code}"


def next_row() -> int:
    """The number of a dossier's row to be: what hangs on it can be written before its code is drawn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Dossier._meta.db_table])
        return int(cursor.fetchone()[0])


def next_number(scope: str) -> int:
    """One statement: two writers wait for each other, and a rollback gives the number back."""
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (scope, last) VALUES (%s, 1) "  # noqa: S608  the table's own name
            f"ON CONFLICT (scope) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [scope],
        )
        return int(cursor.fetchone()[0])
