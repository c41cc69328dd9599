"""What is decided."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class DecisionDrafted(Fact):
    outcome: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class DecisionApproved(Fact):
    step_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class Granted(Fact):
    outcome: str
    number: str
    file_id: int
    move: ClassVar[Move | None] = Move.GRANT


@dataclass(frozen=True)
class Refused(Fact):
    ground: str
    number: str
    file_id: int
    move: ClassVar[Move | None] = Move.REFUSE
