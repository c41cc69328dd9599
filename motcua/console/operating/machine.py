"""The machine: room on its disks, until when its certificates hold, how old its keys and its last backup are."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
from cryptography import x509
from django.conf import settings

from motcua import VERSION
from motcua.console.operating.database import server_version


@dataclass(frozen=True)
class Disk:
    """The disk that holds a folder of ours; bytes."""

    holds: str
    free: int
    size: int

    @property
    def free_share(self) -> float:
        return self.free / self.size


@dataclass(frozen=True)
class Certificate:
    """`ends_at` is None when the file cannot be read as a certificate."""

    name: str
    ends_at: datetime | None


@dataclass(frozen=True)
class Key:
    """A file of the keys' folder and when it was last written: its age, since keys are never changed in place."""

    name: str
    written_at: datetime


def disks() -> list[Disk]:
    """Of the data, and of the backup if there is one; the database's own disk is its server's to watch."""
    places = {"data": settings.DATA, "backup": settings.BACKUP}
    return [_disk(name, place) for name, place in places.items() if place and place.exists()]


def certificates() -> list[Certificate]:
    """Those named in MOTCUA_CERTIFICATES, by the names of their files."""
    return [Certificate(path.stem, _end_of(path)) for path in settings.CERTIFICATES]


def key_files() -> list[Key]:
    folder = settings.DATA / "keys"
    files = [*folder.glob("*")] if folder.is_dir() else []
    if settings.JOURNAL_KEY_FILE.exists():
        files.append(settings.JOURNAL_KEY_FILE)
    named = {path.name: path for path in files if path.is_file()}
    return [Key(name, _written_at(path)) for name, path in sorted(named.items())]


def last_backup() -> datetime | None:
    """When the newest finished base of the backup folder was taken; None without a folder or a base."""
    ends = sorted(_ends_of_bases(settings.BACKUP)) if settings.BACKUP else []
    return ends[-1] if ends else None


def versions() -> dict[str, str]:
    """What runs here; asks the database for its own."""
    return {
        "Một Cửa": VERSION,
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "PostgreSQL": server_version().split()[0],
    }


def _disk(name: str, place: Path) -> Disk:
    usage = shutil.disk_usage(place)
    return Disk(name, usage.free, usage.total)


def _end_of(path: Path) -> datetime | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None


def _ends_of_bases(folder: Path) -> Iterator[datetime]:
    for manifest in folder.glob("base/*/manifest.json"):
        try:
            yield datetime.fromisoformat(json.loads(manifest.read_text())["ended_at"])
        except (OSError, ValueError, KeyError):  # being written or taken away this moment
            continue


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
