"""The backup folder: `base/<when>/` copies of the database, `wal/` what was written since, `files/` papers."""

from __future__ import annotations

import contextlib
import fcntl
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from motcua.config.postgres import open_to_account

STAMP = "%Y%m%dT%H%M%SZ"  # of a base, in UTC: the order of the names is the order of time


class KeepingFault(Exception):
    """A backup cannot be made or restored; the text says why and what to do."""


@dataclass(frozen=True)
class Base:
    """What the manifest of one base copy says; times in ISO 8601, UTC."""

    name: str
    ended_at: str  # any later moment can be restored, with the WAL
    system: str  # the number that PostgreSQL gave the cluster; its copies carry it on
    server_version: int  # 180004
    is_embedded: bool  # else its settings lie elsewhere, and its own programs restore it
    first_wal: str  # the first segment that is needed to go on from here
    sums: str  # SHA-256 of the list of sums that lies beside the copy, in hexadecimal
    key_marks: list[str]  # of the keys that open identity numbers, which are not in the backup

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.ended_at)


@dataclass(frozen=True)
class Folder:
    """One backup folder."""

    path: Path

    @property
    def wal(self) -> Path:
        return self.path / "wal"

    @property
    def files(self) -> Path:
        return self.path / "files"

    def cluster(self, name: str) -> Path:
        return self.path / "base" / name / "cluster"

    def make(self) -> None:
        """Make what is missing; the database's own account gets base and wal. Raises KeepingFault."""
        try:
            for place in (self.path / "base", self.wal, self.files):
                place.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as fault:
            raise KeepingFault(f"The backup folder {self.path} cannot be written ({fault.strerror}).") from None
        open_to_account(self.wal)

    @contextlib.contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Raises KeepingFault while another backup writes here."""
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise KeepingFault(f"Another backup into {self.path} is under way.") from None
            yield

    def bases(self) -> list[Base]:
        """The finished bases, the oldest first."""
        manifests = sorted((self.path / "base").glob("*/manifest.json"))
        return [Base(**json.loads(manifest.read_text())) for manifest in manifests]

    def begin(self, at: datetime) -> str:
        """Make room for a base begun at this moment; what earlier ones left unfinished is taken away."""
        for place in (self.path / "base").iterdir():
            if not (place / "manifest.json").exists():
                shutil.rmtree(place)
        name = at.astimezone(UTC).strftime(STAMP)
        self.cluster(name).mkdir(parents=True, mode=0o700)
        open_to_account(self.cluster(name))
        return name

    def finish(self, base: Base) -> None:
        """A base counts from the moment its manifest is there, whole."""
        place = self.path / "base" / base.name
        fresh = place / "manifest.new"
        fresh.write_text(json.dumps(asdict(base), indent=2) + "\n")
        fresh.rename(place / "manifest.json")

    def prune(self, keep: int) -> list[Base]:
        """Take the oldest bases away; gives those kept, the oldest first."""
        bases = self.bases()
        for base in bases[:-keep]:
            (self.path / "base" / base.name / "manifest.json").unlink()
            shutil.rmtree(self.path / "base" / base.name)
        return bases[-keep:]
