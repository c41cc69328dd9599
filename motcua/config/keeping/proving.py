"""Looking at what was restored: every file that a row names, the journal, and how much there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import conninfo_to_dict

from motcua.config.keeping.files import Copied, place_of, write_down
from motcua.documents.models import File

COUNTED = ("dossiers.Dossier", "journal.Event", "directory.Person", "directory.Officer", "documents.File")


def look_at(url: str) -> None:
    """Have this process read the database at this address."""
    parts = conninfo_to_dict(url)
    connection.close()
    reached = {"NAME": parts["dbname"], "HOST": parts["host"], "USER": parts["user"], "PORT": "", "PASSWORD": ""}
    connection.settings_dict.update(reached)


def lay_back(store: Path, into: Path) -> Copied:
    """Copy into the folder every file that a row names, judged by its sum; the faults say which are not there."""
    done = Copied()
    for file in File.objects.order_by("pk").iterator(chunk_size=2000):
        place = place_of(store, file)
        if not place.exists():
            done.faults.append(f"file {file.pk} of {file.created_at:%Y-%m-%d %H:%M} is not in the backup")
            continue
        with place.open("rb") as content:
            is_whole = write_down(content, place_of(into, file), bytes(file.sha256))
        if is_whole:
            done.files, done.bytes = done.files + 1, done.bytes + file.size
        else:
            done.faults.append(f"file {file.pk} is damaged in the backup: its sum differs")
    return done


def is_of_an_earlier_release() -> bool:
    """Has this release tables to change before its own commands can read the database?"""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def counts() -> Iterator[tuple[str, int]]:
    """How many rows there are of what matters most."""
    for name in COUNTED:
        model = apps.get_model(name)
        yield str(model._meta.verbose_name_plural), model._default_manager.count()
