"""The work inside the agency."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class StepTaken(Fact):
    step_id: int
    officer_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class StepReleased(Fact):
    step_id: int
    officer_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class StepAssigned(Fact):
    step_id: int
    officer_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class StepDone(Fact):
    step_id: int
    next_step_id: int
    body_id: int
    due_at: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class SentBack(Fact):
    step_id: int
    next_step_id: int
    body_id: int
    due_at: str
    reason: str
    move: ClassVar[Move | None] = Move.STEP
