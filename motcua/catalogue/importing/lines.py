"""A file of JSON lines, plain or gzip, read one bounded line at a time."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from motcua.catalogue.importing.reasons import Reason

LONGEST = 4 * 1024 * 1024  # bytes; the longest published procedure has 0.2 MB
GZIP = b"\x1f\x8b"


class BrokenFile(ValueError):
    """The file itself cannot be read on; what was read before stays."""


@dataclass(frozen=True)
class Line:
    """One line that is not blank: its object, or the reason why it has none."""

    number: int
    row: dict[str, Any] | None = None
    reason: Reason | None = None


def lines(path: Path) -> Iterator[Line]:
    """Every line that is not blank; `BrokenFile` if the file is missing, damaged or ends within its packing."""
    number = 0
    try:
        with _opened(path) as stream:
            while piece := stream.readline(LONGEST + 1):
                number += 1
                if piece.strip():
                    yield _read(piece, number, stream)
    except (OSError, EOFError, zlib.error) as fault:
        raise BrokenFile(f"cannot be read after line {number}: {fault}") from fault


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as start:
        is_packed = start.read(2) == GZIP
    return gzip.open(path) if is_packed else path.open("rb")  # type: ignore[return-value]


def _read(piece: bytes, number: int, stream: IO[bytes]) -> Line:
    if len(piece) > LONGEST:
        _skip_rest(piece, stream)
        return Line(number, reason=Reason("line_too_long"))
    try:
        value = json.loads(piece.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        return Line(number, reason=Reason("line_not_utf8"))
    except (ValueError, RecursionError):
        return Line(number, reason=Reason("line_not_json"))
    if not isinstance(value, dict):
        return Line(number, reason=Reason("line_not_object"))
    return Line(number, row=value)


def _skip_rest(piece: bytes, stream: IO[bytes]) -> None:
    while piece and not piece.endswith(b"\n"):
        piece = stream.readline(LONGEST)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
