"""The lines of an export, read back; pure text, so that a checker needs no database."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from motcua.journal.signing import Signature

_DAY = re.compile(
    r"motcua journal day (?P<on>\S+) events=(?P<events>\d+) hash=(?P<hash>\w{64}) previous=(?P<previous>\S+)"
)
_HOUR = re.compile(
    r"motcua journal hour (?P<until>\S+) day=(?P<on>\S+) leaves=(?P<leaves>\d+) hash=(?P<hash>\w{64}) previous=\S+"
)
_SIGNED = re.compile(r"(?P<text>.+) key=(?P<key>\w+) signature=(?P<signature>[\w+/]{86}==)")
_LEAF = re.compile(r"(\d+)\t([^\t]+)\t(\d+)\t([0-9a-f]{64})")


@dataclass(frozen=True)
class Leaf:
    """One event as it was exported: its number, its place in its subject's chain, its fingerprint (32 bytes)."""

    event: int
    subject: str
    sequence: int
    hash: bytes

    @property
    def line(self) -> str:
        return f"{self.event}\t{self.subject}\t{self.sequence}\t{self.hash.hex()}\n"


@dataclass(frozen=True)
class Day:
    """A line of days.txt; `text` is what its signature covers."""

    text: str
    signature: Signature
    on: date
    events: int
    hash: bytes
    previous: bytes


@dataclass(frozen=True)
class Hour:
    """A line of hours.txt: the first `leaves` lines of the day's leaves have this hash."""

    text: str
    signature: Signature
    on: date
    until: datetime
    leaves: int
    hash: str


def days_in(folder: Path) -> list[Day]:
    return [
        Day(
            said["text"],
            _signature(said),
            date.fromisoformat(found["on"]),
            int(found["events"]),
            bytes.fromhex(found["hash"]),
            bytes.fromhex(found["previous"].strip("-")),
        )
        for said, found in _lines(folder / "days.txt", _DAY)
    ]


def hours_in(folder: Path) -> list[Hour]:
    return [
        Hour(
            said["text"],
            _signature(said),
            date.fromisoformat(found["on"]),
            datetime.fromisoformat(found["until"]),
            int(found["leaves"]),
            found["hash"],
        )
        for said, found in _lines(folder / "hours.txt", _HOUR)
    ]


def leaves_in(folder: Path, on: date) -> Iterator[Leaf]:
    """The leaves of a day in the order of their export; a line torn by a crash is none."""
    path = folder / "leaves" / f"{on}.tsv"
    if path.exists():
        with path.open() as lines:
            found = (_LEAF.fullmatch(line.rstrip("\n")) for line in lines)
            yield from (Leaf(int(leaf[1]), leaf[2], int(leaf[3]), bytes.fromhex(leaf[4])) for leaf in found if leaf)


def _lines(path: Path, form: re.Pattern[str]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    for line in _text(path).split("\n"):
        if (said := _SIGNED.fullmatch(line)) and (found := form.fullmatch(said["text"])):
            yield said, found


def _signature(said: re.Match[str]) -> Signature:
    return Signature(said["key"], b64decode(said["signature"]))


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""
