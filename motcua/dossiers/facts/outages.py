"""Declared failures of the system, and counting again after the calendar changed; subjects of their own."""

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


@dataclass(frozen=True)
class OutageCalledOff(Fact):
    """Announced, and then it never came."""

    reason: str


@dataclass(frozen=True)
class RecomputeStarted(Fact):
    because: str
    total: int


@dataclass(frozen=True)
class RecomputeFinished(Fact):
    seen: int
    changed: int
