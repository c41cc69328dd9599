"""Linked procedures: a parent for the applicant, a child for each agency."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class BranchBegun(Fact):
    branch_no: int
    child_id: int
    body_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class BranchAcknowledged(Fact):
    branch_no: int
    body_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class BranchDone(Fact):
    branch_no: int
    child_id: int
    outcome: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class BranchFailed(Fact):
    branch_no: int
    child_id: int
    outcome: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class BranchCalledOff(Fact):
    branch_no: int
    because_of: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class GroupRescheduled(Fact):
    """A part stood still, for the applicant or a payment, and so the date of the whole moved."""

    old_due_at: str
    due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class GroupSettled(Fact):
    """Every branch has ended, at least one with a result."""

    outcome: str
    move: ClassVar[Move | None] = Move.GRANT


@dataclass(frozen=True)
class GroupFailed(Fact):
    """No branch has a result."""

    ground: str
    move: ClassVar[Move | None] = Move.REFUSE
