"""Coming in and going back: what happens at the one-stop unit."""

from dataclasses import dataclass, field
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class Lodged(Fact):
    channel: str
    service_id: int
    receiving_id: int
    move: ClassVar[Move | None] = Move.LODGE


@dataclass(frozen=True)
class HandedIn(Fact):
    channel: str
    service_id: int
    receiving_id: int
    move: ClassVar[Move | None] = Move.HAND_IN


@dataclass(frozen=True)
class Accepted(Fact):
    due_at: str
    limit_value: int
    limit_unit: str
    move: ClassVar[Move | None] = Move.ACCEPT


@dataclass(frozen=True)
class Declined(Fact):
    ground: str
    move: ClassVar[Move | None] = Move.DECLINE


@dataclass(frozen=True)
class Transferred(Fact):
    step_id: int
    body_id: int
    due_at: str
    move: ClassVar[Move | None] = Move.TRANSFER


@dataclass(frozen=True)
class SettledOnTheSpot(Fact):
    step_id: int
    body_id: int
    due_at: str
    move: ClassVar[Move | None] = Move.SETTLE_ON_THE_SPOT


@dataclass(frozen=True)
class WithdrawalAsked(Fact):
    reason: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class Withdrawn(Fact):
    move: ClassVar[Move | None] = Move.WITHDRAW


@dataclass(frozen=True)
class Returned(Fact):
    delivery: str
    receiver: str  # "applicant", "filer" or "authorised": whose hands, not whose name
    originals: list[int] = field(default_factory=list)  # numbers of the papers whose originals went back
    move: ClassVar[Move | None] = Move.RETURN


@dataclass(frozen=True)
class PaperRead(Fact):
    """An officer opened a paper; kept in a chain beside the dossier's own."""

    file_id: int
