from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


class Command(BaseCommand):
    help = "Make or upgrade the tables: the queue's in public, the province's in its own schema."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] - 1
        self._look_in(settings.SCHEMA, make=True)
        MigrationRecorder(connection).ensure_schema()
        self._look_in("public")
        call_command("migrate", "procrastinate", verbosity=quiet)
        self._look_in(settings.SCHEMA)
        call_command("migrate", "procrastinate", fake=True, verbosity=quiet)
        self._look_in(f"{settings.SCHEMA},public")
        call_command("migrate", verbosity=quiet)
        call_command("createcachetable", verbosity=quiet)

    def _look_in(self, path: str, *, make: bool = False) -> None:
        with connection.cursor() as cursor:
            if make:
                cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{path}"')
            cursor.execute("SELECT set_config('search_path', %s, false)", [path])
