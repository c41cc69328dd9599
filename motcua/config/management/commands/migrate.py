import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

PATIENCE = "3s"  # for one lock: whoever comes after us waits no longer than that
PAUSES = (1, 2, 5, 10, 20, 30, 30, 30)  # seconds between two tries
CUT_SHORT = (
    "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
    "WHERE NOT indisvalid AND relkind = 'i'"
)


class Command(migrate.Command):
    """The framework's own, made polite: a table that is in use is not waited for while everybody waits behind us."""

    def handle(self, *args: Any, **options: Any) -> None:
        for pause in PAUSES:
            try:
                self._try(*args, **options)
                return
            except OperationalError as fault:
                if not isinstance(fault.__cause__, LockNotAvailable):
                    raise
            self.stdout.write(f"a table is in use; trying again in {pause} s")
            time.sleep(pause)
        raise CommandError("A table was in use all the while: end what reads it for so long, and start again.")

    def _try(self, *args: Any, **options: Any) -> None:
        """Migrations that were done stay done: the next try goes on behind them."""
        self._set("lock_timeout", PATIENCE)
        try:
            self._drop_what_was_cut_short()
            super().handle(*args, **options)
        finally:
            self._set("lock_timeout", "0")

    def _set(self, name: str, value: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", [name, value])

    def _drop_what_was_cut_short(self) -> None:
        """An index whose concurrent making was broken off is no index, yet its name is taken."""
        with connection.cursor() as cursor:
            cursor.execute(CUT_SHORT)
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP INDEX CONCURRENTLY {name}")
