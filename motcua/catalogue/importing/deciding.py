"""What becomes of one reading, given what is stored: a rule without a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.catalogue.importing.comparing import Change, compare, listing_changes, said, settled
from motcua.catalogue.importing.dates import Order, first_effective, next_effective, order
from motcua.catalogue.importing.reasons import Reason
from motcua.catalogue.importing.record import Reading
from motcua.catalogue.models import Procedure, ProcedureVersion


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Known:
    """A stored procedure with its latest version; None of it for a new code."""

    procedure: Procedure | None = None
    version: ProcedureVersion | None = None


@dataclass(frozen=True)
class Dates:
    """The day of the import, and the date an operator gave for new texts."""

    today: date
    effective_from: date | None = None


@dataclass(frozen=True)
class Decision:
    """The outcome of a row and what has to be written for it."""

    line: int
    code: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    changes: list[Change] = field(default_factory=list)
    notes: list[Change] = field(default_factory=list)
    reading: Reading | None = None
    known: Known = Known()
    effective_from: date | None = None  # set: a new version from that day
    content: dict[str, Any] | None = None  # set: the stored version's content after this reading

    @property
    def is_flagged(self) -> bool:
        return self.outcome != Outcome.REJECTED and bool(self.reasons)

    @property
    def touches_listing(self) -> bool:
        """The procedure's own row has to be written."""
        return self.outcome in (Outcome.CREATED, Outcome.CHANGED) or self.content is not None


def rejected(line: int, reason: Reason, code: str = "") -> Decision:
    return Decision(line, code, Outcome.REJECTED, (reason,))


def decide(reading: Reading, known: Known, dates: Dates, *, is_repeated: bool) -> Decision:
    """Create, version, refresh, leave or refuse; `is_repeated`: the file had this code before."""
    reasons = (*reading.reasons, *([Reason("duplicate_in_file", "code")] if is_repeated else []))
    base = Base(reading, known, reasons)
    if known.procedure and not reading.is_code_sure and _says_another(known.procedure.name, reading.name):
        return rejected(reading.line, Reason("code_taken", "code"), reading.code)
    if not reading.has_detail:
        return _entry(base, is_repeated=is_repeated)
    if known.version is None:
        return _first_text(base, dates)
    return _next_text(base, known.version, dates, is_repeated=is_repeated)


@dataclass(frozen=True)
class Base:
    """A reading on its way to a decision."""

    reading: Reading
    known: Known
    reasons: tuple[Reason, ...]

    def decided(self, outcome: Outcome, *more: Reason, **found: Any) -> Decision:
        return Decision(
            self.reading.line, self.reading.code, outcome, (*self.reasons, *more),
            reading=self.reading, known=self.known, **found,
        )  # fmt: skip


def _first_text(base: Base, dates: Dates) -> Decision:
    content, source = base.reading.content, base.reading.source
    since = dates.effective_from or first_effective(content, source, dates.today)
    if base.known.procedure is None:
        return base.decided(Outcome.CREATED, effective_from=since)
    gained: Change = {"what": "detail", "before": None, "after": "version 1"}
    return base.decided(Outcome.CHANGED, effective_from=since, changes=[gained])


def _next_text(base: Base, version: ProcedureVersion, dates: Dates, *, is_repeated: bool) -> Decision:
    new, stored = (base.reading.content, base.reading.source), (version.content, version.source)
    standing = order(new, stored)
    if base.reading.fingerprint == version.fingerprint and standing is not Order.NEWER:
        return base.decided(Outcome.UNCHANGED)
    found = compare(version.content, base.reading.content, same_form=_is_same_form(new[1], stored[1]))
    if standing is Order.OLDER:
        return base.decided(Outcome.UNCHANGED, Reason("older_than_stored"))
    if not found.changes:
        return _same_rules(base, version, standing, found.notes)
    if is_repeated and standing is Order.SAME:
        return rejected(base.reading.line, Reason("duplicate_code", "code"), base.reading.code)
    since = dates.effective_from or next_effective(new, stored, dates.today)
    return base.decided(Outcome.CHANGED, changes=found.changes, notes=found.notes, effective_from=since)


def _same_rules(base: Base, version: ProcedureVersion, standing: Order, notes: list[Change]) -> Decision:
    content = settled(version.content, base.reading.content)
    if standing is Order.SAME and content == version.content:
        return base.decided(Outcome.UNCHANGED)
    return base.decided(Outcome.UNCHANGED, notes=notes, content=content)


def _is_same_form(new: dict[str, Any], stored: dict[str, Any]) -> bool:
    """Unknown forms are compared strictly."""
    return not (new.get("form") and stored.get("form") and new["form"] != stored["form"])


def _entry(base: Base, *, is_repeated: bool) -> Decision:
    procedure, content = base.known.procedure, base.reading.content
    if procedure is None:
        return base.decided(Outcome.CREATED)
    changes = listing_changes(procedure.listing, content) if procedure.listing not in ({}, content) else []
    if changes and is_repeated:
        return rejected(base.reading.line, Reason("duplicate_code", "code"), base.reading.code)
    odd = [Reason("name_differs_from_detail", "name")] if _names_differ(base) else []
    if procedure.listing and not changes:
        return base.decided(Outcome.UNCHANGED, *odd)
    return base.decided(Outcome.CHANGED if changes else Outcome.UNCHANGED, *odd, changes=changes, content=content)


def _names_differ(base: Base) -> bool:
    version = base.known.version
    return bool(version and _says_another(version.name, base.reading.name))


def _says_another(one: str, other: str) -> bool:
    return said(one) != said(other)
