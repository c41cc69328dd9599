"""The sums of a base copy, judged by the list that pg_basebackup left (the wheel's pg_verifybackup does not run)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

LIST = "backup_manifest"
# What the list leaves out: itself, and WAL, whose records carry sums that the recovery reads.
UNLISTED = {LIST, "pg_wal"}


def sum_of_list(cluster: Path) -> str:
    """SHA-256 of the list itself, in hexadecimal; empty when there is none."""
    place = cluster / LIST
    return hashlib.sha256(place.read_bytes()).hexdigest() if place.exists() else ""


def listed(cluster: Path) -> dict[str, tuple[int, str]]:
    """Size in bytes and SHA-256 (hexadecimal) by path."""
    files = json.loads((cluster / LIST).read_text())["Files"]
    return {file["Path"]: (file["Size"], file["Checksum"]) for file in files}


def faults(cluster: Path) -> Iterator[str]:
    """A sentence for every file of the copy that is missing, added or changed."""
    wanted, found = listed(cluster), set(_found(cluster))
    yield from (f"{path} is missing" for path in sorted(set(wanted) - found))
    yield from (f"{path} was added" for path in sorted(found - set(wanted)))
    for path in sorted(found & set(wanted)):
        size, mark = wanted[path]
        if (cluster / path).stat().st_size != size or _sha256(cluster / path) != mark:
            yield f"{path} is not what was copied"


def _found(cluster: Path) -> Iterator[str]:
    for place in cluster.rglob("*"):
        path = place.relative_to(cluster)
        if place.is_file() and path.parts[0] not in UNLISTED:
            yield str(path)


def _sha256(place: Path) -> str:
    with place.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
