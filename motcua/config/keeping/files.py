"""The files of the papers in the backup: each is copied once, since its bytes never change."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.core.files.storage import default_storage
from django.utils.timezone import now

from motcua.documents.models import File

PIECE = 1 << 20  # bytes
# Rows of transactions under way have lower numbers than rows already seen; more than these are never under way.
MARGIN = 10_000
COMMITTING = timedelta(seconds=3)  # between the moment of a commit and the moment its rows can be read
MARK = "files.json"
NO_MARK: dict[str, Any] = {"last": 0, "complete_until": ""}


class Source(Protocol):
    """What can be read piece by piece: an open file of the disk or of the storage."""

    def read(self, size: int, /) -> bytes: ...


@dataclass
class Copied:
    """What a copying did; `faults` are sentences with numbers of files."""

    files: int = 0
    bytes: int = 0
    faults: list[str] = field(default_factory=list)


def copy_all(store: Path) -> Copied:
    """Copy every file that a row names and the backup has not."""
    return _copy_after(store, 0)


def copy_new(store: Path) -> Copied:
    """Copy the files of rows written since the last time."""
    return _copy_after(store, max(0, int(_read_mark(store)["last"]) - MARGIN))


def complete_until(store: Path) -> str:
    """The moment (ISO 8601) until which every file that a row named is in the backup; empty before the first."""
    return str(_read_mark(store)["complete_until"])


def _copy_after(store: Path, number: int) -> Copied:
    done, begun_at, last = Copied(), now(), int(_read_mark(store)["last"])
    for file in File.objects.filter(pk__gt=number).order_by("pk").iterator(chunk_size=2000):
        last = max(last, file.pk)
        if not (place := place_of(store, file)).exists():
            _copy(file, place, done)
    mark = {"last": last, "complete_until": (begun_at - COMMITTING).isoformat()}
    (store.parent / MARK).write_text(json.dumps(mark))
    return done


def _copy(file: File, place: Path, done: Copied) -> None:
    try:
        with default_storage.open(file.path) as content:
            is_whole = write_down(content, place, bytes(file.sha256))
    except OSError as fault:
        if File.objects.filter(pk=file.pk).exists():  # not forgotten meanwhile
            done.faults.append(f"file {file.pk} cannot be read ({fault.strerror or fault})")
        return
    if is_whole:
        done.files, done.bytes = done.files + 1, done.bytes + file.size
    else:
        done.faults.append(f"file {file.pk} is not what was stored: its sum differs")


def write_down(content: Source, place: Path, sha256: bytes) -> bool:
    """Copy durably into its place, whole or not at all; False, and no file, when the sum differs."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial, whole = place.with_name(f"{place.name}.part"), hashlib.sha256()
    with partial.open("wb") as out:
        while piece := content.read(PIECE):
            whole.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if whole.digest() != sha256:
        partial.unlink()
        return False
    partial.rename(place)
    return True


def place_of(store: Path, file: File) -> Path:
    """Where the file lies in a store; a row never leads out of it."""
    place = (store / file.path).resolve()
    if not place.is_relative_to(store.resolve()):
        raise ValueError(f"file {file.pk} names a place outside the store")
    return place


def forget_gone(store: Path, *, newest: str, oldest: str) -> int:
    """Take away files whose row was gone at the oldest base kept; gives how many. Both are names of bases.

    Until then the moment at which they were still named can be restored.
    """
    before, gone, removed = _read_gone(store), {}, 0
    for path in _unnamed(store):
        since = before.get(path, newest)
        if since <= oldest:
            (store / path).unlink()
            removed += 1
        else:
            gone[path] = since
    (store.parent / "gone.json").write_text(json.dumps(gone))
    return removed


def _read_gone(store: Path) -> dict[str, str]:
    return dict(_read(store.parent / "gone.json", {}))


def _unnamed(store: Path) -> Iterator[str]:
    """Paths in the store that no row names, a folder at a time."""
    for folder, _, names in os.walk(store):
        start = f"{Path(folder).relative_to(store)}/"
        known = set(File.objects.filter(path__startswith=start).values_list("path", flat=True).iterator())
        yield from sorted({start + name for name in names} - known)


def _read_mark(store: Path) -> dict[str, Any]:
    return _read(store.parent / MARK, NO_MARK)


def _read(place: Path, otherwise: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(place.read_text())) if place.exists() else otherwise
