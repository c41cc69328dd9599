"""One run over a file: read, clean, write in batches, report. Running again goes on where a crash left off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils.timezone import localdate

from motcua.catalogue.importing.deciding import Dates, Decision, rejected
from motcua.catalogue.importing.lines import BrokenFile, Line, lines
from motcua.catalogue.importing.links import Links
from motcua.catalogue.importing.reasons import Reason
from motcua.catalogue.importing.record import Reading, Refused, read
from motcua.catalogue.importing.report import Report
from motcua.catalogue.importing.writing import write_batch
from motcua.catalogue.models import CatalogueImport

BATCH = 200
Item = Reading | Decision
__all__ = ["BrokenFile", "import_file"]


def import_file(
    path: Path, *, at: datetime, report: Path | None = None, effective_from: date | None = None
) -> dict[str, int]:
    """Import procedures or list entries from JSON lines; {"read", "created", "changed", …}.

    `BrokenFile` if the file cannot be read to its end: what came before is in, and the report says so.
    """
    with Report(report) as told:
        run = CatalogueImport.objects.create(file=path.name[:255])
        importer = _Importer(run, Dates(localdate(at), effective_from))
        for batch in _batches(_items(path)):
            for decision in importer.take(batch):
                told.add(decision)
        run.counts, run.ended_at = told.totals, at
        run.save(update_fields=["counts", "ended_at"])
    return told.totals


def _items(path: Path) -> Iterator[Item]:
    """Every row in order; those whose code had to be trimmed come last, so that they take nobody's place."""
    unsure: list[Item] = []
    for line in lines(path):
        item = _item(line)
        if isinstance(item, Reading) and not item.is_code_sure:
            unsure.append(item)
        else:
            yield item
    yield from unsure


def _item(line: Line) -> Item:
    if line.row is None:
        assert line.reason is not None
        return rejected(line.number, line.reason)
    try:
        return read(line.row, line.number)
    except Refused as refused:
        return rejected(line.number, refused.reason, refused.code)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """At most BATCH items, each code once: a code that comes again begins a new batch."""
    batch: list[Item] = []
    codes: set[str] = set()
    for item in items:
        if len(batch) == BATCH or item.code in codes:
            yield batch
            batch, codes = [], set()
        batch.append(item)
        if isinstance(item, Reading):
            codes.add(item.code)
    if batch:
        yield batch


class _Importer:
    """Carries a run's state from batch to batch: names met, codes seen."""

    def __init__(self, run: CatalogueImport, dates: Dates) -> None:
        self._run = run
        self._dates = dates
        self._links = Links()
        self._seen: set[str] = set()

    def take(self, batch: Sequence[Item]) -> list[Decision]:
        """The decisions of a batch, in the file's order."""
        readings = [item for item in batch if isinstance(item, Reading)]
        decided = {decision.line: decision for decision in self._write(readings)}
        self._seen |= {reading.code for reading in readings}
        return [item if isinstance(item, Decision) else decided[item.line] for item in batch]

    def _write(self, readings: Sequence[Reading]) -> list[Decision]:
        try:
            return write_batch(readings, self._run, links=self._links, dates=self._dates, seen=self._seen)
        except DatabaseError:
            # Some row of the batch cannot be stored: each alone, so that only that one stays out.
            self._links.forget()
            return [decision for reading in readings for decision in self._write_alone(reading, readings)]

    def _write_alone(self, reading: Reading, batch: Sequence[Reading]) -> list[Decision]:
        try:
            return write_batch([reading], self._run, links=self._links, dates=self._dates, seen=self._seen)
        except DatabaseError:
            if not _is_alive():
                raise
            self._links.forget()
            return [rejected(reading.line, Reason("database_refused"), reading.code)]


def _is_alive() -> bool:
    """False when the database itself is gone: then nothing is wrong with the row."""
    return connection.is_usable()
