"""Asking other agencies, in writing or at a meeting."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class ConsultationAsked(Fact):
    consultation_id: int
    body_id: int
    due_at: str
    deemed_basis: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class ConsultationAnswered(Fact):
    consultation_id: int
    body_id: int
    answer: str
    is_late: bool
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class ConsultationReminded(Fact):
    consultation_id: int
    body_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class ConsultationEscalated(Fact):
    """Nobody answered: the head of the one-stop unit is told (NĐ 61/2018 Điều 19.5b)."""

    consultation_id: int
    body_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class ConsultationDeemedAgreed(Fact):
    consultation_id: int
    body_id: int
    basis: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class ConsultationRecalled(Fact):
    consultation_id: int
    body_id: int
    reason: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class MeetingCalled(Fact):
    meeting_id: int
    body_ids: list[int]
    held_at: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class MeetingCalledOff(Fact):
    meeting_id: int
    body_ids: list[int]
    reason: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class MeetingHeld(Fact):
    meeting_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class Submitted(Fact):
    """Brought before the People's Committee with a position (R31)."""

    submission_id: int
    position: str
    move: ClassVar[Move | None] = Move.STEP
