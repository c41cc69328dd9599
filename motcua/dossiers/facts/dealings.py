"""Visits, transfers to another agency, ends and corrections."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class VisitArranged(Fact):
    appointment_id: int
    at: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class VisitCancelled(Fact):
    appointment_id: int
    reason: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class VisitHeld(Fact):
    appointment_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class RedirectionAsked(Fact):
    redirection_id: int
    body_id: int
    reason: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class RedirectionDeclined(Fact):
    redirection_id: int
    body_id: int
    reason: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class Redirected(Fact):
    redirection_id: int
    service_id: int
    body_id: int
    step_id: int
    due_at: str
    move: ClassVar[Move | None] = Move.REDIRECT


@dataclass(frozen=True)
class Stopped(Fact):
    ground: str
    basis: str
    number: str
    file_id: int | None
    move: ClassVar[Move | None] = Move.STOP


@dataclass(frozen=True)
class CorrectionOpened(Fact):
    correction_id: int
    ground: str
    move: ClassVar[Move | None] = Move.CORRECT


@dataclass(frozen=True)
class CorrectionBegun(Fact):
    """The same, told on the correction case itself, whose life it begins."""

    dossier_id: int
    ground: str
    move: ClassVar[Move | None] = Move.CORRECT


@dataclass(frozen=True)
class ReceivedForOther(Fact):
    """Another one-stop unit received for the competent one; its clock has not started."""

    body_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class PassedToCompetent(Fact):
    """The receiving unit has sent the papers on: its leg is over."""

    body_id: int
    due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class HandedToCompetent(Fact):
    """The competent unit has it: the clock starts (NĐ 309/2026 Điều 17.3)."""

    body_id: int
    due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class EnteredFromBook(Fact):
    """Typed in after a failure, with the true time of reception."""

    book_no: str
    entered_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class SideStepOpened(Fact):
    step_id: int
    body_id: int
    due_at: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class SideStepDone(Fact):
    step_id: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class CouncilHeld(Fact):
    """How many sat, not who."""

    sitting_id: int
    members: int
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class RouteSwitched(Fact):
    handling_id: int
    ground: str
    basis: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class Succeeded(Fact):
    """The body that goes on after a merger (rulebook B.8)."""

    body_id: int
    basis: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class Posted(Fact):
    """Sent by public post; not yet in the applicant's hands."""

    tracking: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class PostFailed(Fact):
    """The post brought the result back; it can be sent again or fetched."""

    reason: str
    move: ClassVar[Move | None] = None
