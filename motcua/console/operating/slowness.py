"""The slow statements of the last day: their texts without any value, a file for each hour and process, bounded."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from django.conf import settings

from motcua.console.operating.database import SHOWN, Statement, without_values

SLOW = 0.5  # seconds
KEPT_FOR = timedelta(hours=24)
MOST = 50  # texts of one process in one hour; the least slow make room
HOUR = "%Y%m%dT%H"
_COLUMNS = re.compile(r"^(SELECT(?: DISTINCT)?) .{40,}? FROM ")
_PLACES = re.compile(r"%s(?:, %s)+")
Times = tuple[int, float]  # how often, and the longest in seconds


@dataclass
class Slowness:
    """What this process keeps, in a folder that the processes of a machine share."""

    folder: Path
    hour: str = ""
    times: dict[str, Times] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def note(self, text: str, seconds: float, *, at: datetime) -> None:
        """Keep one statement; never raises, since what was measured goes on without it."""
        with self.lock, suppress(OSError):
            self._enter(at)
            key = bare(text)
            calls, longest = self.times.get(key, (0, 0.0))
            self.times[key] = calls + 1, max(longest, seconds)
            if len(self.times) > MOST:
                del self.times[min(self.times, key=lambda one: self.times[one][1])]
            self._write()

    def _enter(self, at: datetime) -> None:
        hour = at.astimezone(UTC).strftime(HOUR)
        if hour == self.hour:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        _forget_old(self.folder, at)
        self.hour = hour
        self.times = _read(self._place())  # of a process before that had our number

    def _write(self) -> None:
        partial = self._place().with_suffix(".part")
        partial.write_text(json.dumps(self.times))
        partial.replace(self._place())

    def _place(self) -> Path:
        return self.folder / f"{self.hour}-{os.getpid()}.json"


def folder() -> Path:
    """Where the processes of this machine keep theirs."""
    return Path(settings.DATA) / "slow"


def slowest(folder: Path, *, at: datetime) -> list[Statement]:
    """The slowest of the last day on this machine; `seconds` is the longest of a statement's calls."""
    found: dict[str, Times] = {}
    for place in sorted(folder.glob("*.json")):
        if not _is_old(place, at):
            for text, (calls, longest) in _read(place).items():
                before, longest_before = found.get(text, (0, 0.0))
                found[text] = before + calls, max(longest_before, longest)
    ranked = sorted(found.items(), key=lambda one: -one[1][1])
    return [Statement(text, calls, longest) for text, (calls, longest) in ranked[:SHOWN]]


def bare(text: str) -> str:
    """Without values, and without the names of columns, behind which nothing of a long statement would be seen."""
    flat = " ".join(text.split())
    return without_values(_PLACES.sub("%s, …", _COLUMNS.sub(r"\1 … FROM ", flat)))


def _read(place: Path) -> dict[str, Times]:
    try:
        return {
            text: (int(calls), float(longest)) for text, (calls, longest) in json.loads(place.read_text()).items()
        }
    except (OSError, ValueError):  # not there, or a disk was full when it was written
        return {}


def _forget_old(folder: Path, at: datetime) -> None:
    for place in folder.iterdir():
        if _is_old(place, at):
            place.unlink(missing_ok=True)


def _is_old(place: Path, at: datetime) -> bool:
    return place.name < (at - KEPT_FOR).astimezone(UTC).strftime(HOUR)
