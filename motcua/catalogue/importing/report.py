"""What became of every row: counts for the screen, rows with their reasons for a file."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any

from motcua.catalogue.importing.deciding import Decision

COUNTS = ("read", "created", "changed", "unchanged", "rejected", "flagged")


class Report:
    """Counts decisions and, if a path is given, writes each as it comes: memory does not grow with the file."""

    def __init__(self, path: Path | None) -> None:
        self.counts: Counter[str] = Counter()
        self._path = path
        self._stream = path.open("w", encoding="utf-8", errors="backslashreplace") if path else None

    def __enter__(self) -> Report:
        self._write('{"rows": [')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        stopped = json.dumps(f"{kind.__name__}: {fault}" if kind else None, ensure_ascii=False)
        self._write(f'\n], "counts": {json.dumps(self.totals)}, "stopped": {stopped}}}\n')
        if self._stream:
            self._stream.close()

    @property
    def totals(self) -> dict[str, int]:
        """`flagged` counts rows that went in with a doubt; the four outcomes add up to `read`."""
        return {name: self.counts[name] for name in COUNTS}

    def add(self, decision: Decision) -> None:
        separator = ",\n" if self.counts["read"] else "\n"
        self.counts.update(["read", str(decision.outcome), *(["flagged"] if decision.is_flagged else [])])
        if self._stream:
            self._write(separator + json.dumps(_row(decision), ensure_ascii=False))

    def _write(self, text: str) -> None:
        if self._stream:
            self._stream.write(text)


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "line": decision.line,
        "code": decision.code,
        "outcome": str(decision.outcome),
        "reasons": [reason.written() for reason in decision.reasons],
        "changes": decision.changes,
        "notes": decision.notes,
    }
