"""Declared failures of the system; their subject is the outage."""

from dataclasses import dataclass

from motcua.journal.facts import Fact


@dataclass(frozen=True)
class OutageDeclared(Fact):
    body_id: int | None
    starts_at: str
    ends_at: str | None
    is_planned: bool


@dataclass(frozen=True)
class OutageEnded(Fact):
    ends_at: str
