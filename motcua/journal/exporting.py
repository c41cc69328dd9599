"""The export: what an outsider needs to see that the journal was not rewritten, in a folder that only grows.

days.txt    a signed line for each sealed day, each covering the one before it; made to be printed or published
hours.txt   a signed line for each hour of days not sealed yet
leaves/     for each day one file: number, subject, place and fingerprint of every event, in order of export
public-*.pem  the keys to check with
"""

import fcntl
import hashlib
import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.utils import timezone

from motcua.journal.export_lines import Leaf, days_in, hours_in, leaves_in
from motcua.journal.models import Digest, Event
from motcua.journal.sealing import mark_of, settled_until, start_of, statement
from motcua.journal.signing import Signature, as_pem, key_id, own_public_key, sign


class UnknownKey(Exception):
    """The key of this copy is not among the public keys of the folder, which already has others."""


@dataclass(frozen=True)
class Exported:
    """What one export added."""

    days: int
    leaves: int


def export(folder: Path, *, at: datetime) -> Exported:
    """Bring the folder up to date: finished days, then what is settled of today; UnknownKey."""
    (folder / "leaves").mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        _need_known_key(folder)
        known = {line.on for line in days_in(folder)}
        missing = [digest for digest in Digest.objects.order_by("pk") if digest.on not in known]
        leaves = sum(_export_day(folder, digest) for digest in missing)
        return Exported(len(missing), leaves + _export_hour(folder, min(settled_until(), at)))


def accept_key(folder: Path) -> str:
    """Put the public key of this copy into the folder: the id of the key, to be told to who keeps the folder."""
    key = own_public_key()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"public-{key_id(key)}.pem").write_bytes(as_pem(key))
    return key_id(key)


def _need_known_key(folder: Path) -> None:
    """A folder without keys takes the first; later ones are brought by a person, else a stolen pen would do."""
    if not list(folder.glob("public-*.pem")):
        accept_key(folder)
    if not (folder / f"public-{key_id(own_public_key())}.pem").exists():
        raise UnknownKey(f"the export does not know the key {key_id(own_public_key())}")


def _export_day(folder: Path, digest: Digest) -> int:
    count = _append_leaves(folder, digest.on, start_of(digest.on + timedelta(days=1)))
    signature = Signature(digest.key, bytes(digest.signature)) if digest.key else sign(statement(digest))
    _append(folder / "days.txt", [signed_line(statement(digest), signature)])
    return count


def _export_hour(folder: Path, until: datetime) -> int:
    """The settled events of the current day, and a signed line over all its leaves so far."""
    on = timezone.localdate(until)
    count = _append_leaves(folder, on, until)
    leaves, whole = 0, hashlib.sha256()
    for leaf in leaves_in(folder, on):
        leaves += 1
        whole.update(leaf.line.encode())
    last = Digest.objects.order_by("-pk").first()
    text = (
        f"motcua journal hour {until.isoformat()} day={on} leaves={leaves} "
        f"hash={whole.hexdigest()} previous={mark_of(last).hex() if last else '-'}"
    )
    _append(folder / "hours.txt", [signed_line(text, sign(text))])
    return count


def signed_line(text: str, signature: Signature) -> str:
    return f"{text} key={signature.key} signature={b64encode(signature.value).decode()}\n"


def _append_leaves(folder: Path, on: date, until: datetime) -> int:
    """Add the events of the day that the folder does not hold yet; how many.

    What was settled at the last signed hour is held; behind it only what a crash left without its line.
    """
    hours = [hour for hour in hours_in(folder) if hour.on == on]
    since, count = (hours[-1].until, hours[-1].leaves) if hours else (start_of(on), 0)
    held = {leaf.event for leaf in islice(leaves_in(folder, on), count, None)}
    events = Event.objects.filter(recorded_at__gte=since, recorded_at__lt=until).exclude(pk__in=held).order_by("pk")
    rows = events.values_list("pk", "subject", "sequence", "hash").iterator(chunk_size=5000)
    fresh = (Leaf(pk, subject, place, bytes(mark)).line for pk, subject, place, mark in rows)
    return _append(folder / "leaves" / f"{on}.tsv", fresh)


def _append(path: Path, lines: Iterable[str]) -> int:
    """Write at the end and see it onto the disk, after ending a line that a crash tore; how many lines."""
    count = 0
    with path.open("a+b") as file:
        is_torn = file.seek(0, os.SEEK_END) > 0 and _last_byte(path) != b"\n"
        file.write(b"\n" * is_torn)
        for count, line in enumerate(lines, 1):  # noqa: B007  the last one is how many there are
            file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
    return count


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
