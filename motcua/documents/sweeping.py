"""Files without rows: left by transactions that were undone."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from motcua.documents.models import File
from motcua.lib.text import uuid_in

KEPT_FOR = timedelta(days=1)  # longer than any transaction lives


def remove_orphans(*, at: datetime) -> int:
    """Remove what no row names; how many they were. Raises StoreAway, and goes on where it ended the next time."""
    removed = 0
    for path in orphans(at - KEPT_FOR):
        default_storage.delete(path)
        removed += 1
    return removed


def orphans(before: datetime) -> Iterator[str]:
    """Paths in the storage, older than `before`, that no row names; what we did not name is never among them."""
    for year in _folders_in(""):
        for month in _folders_in(year):
            yield from _orphans_of(f"{year}/{month}", before)


def _folders_in(path: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(path)[0])
    except FileNotFoundError:  # nothing was ever stored here
        return []


def _orphans_of(folder: str, before: datetime) -> Iterator[str]:
    ours = {path: public_id for path in default_storage.listdir(folder)[1] if (public_id := uuid_in(path))}
    known = set(File.objects.filter(path__startswith=f"{folder}/").values_list("public_id", flat=True).iterator())
    for path, public_id in ours.items():
        whole = f"{folder}/{path}"
        if public_id not in known and default_storage.get_modified_time(whole) < before:
            yield whole
