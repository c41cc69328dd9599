"""The clock stops, runs again, and is told a new date."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.dossiers.lifecycle import Move
from motcua.journal.facts import Fact


@dataclass(frozen=True)
class SupplementDrafted(Fact):
    """A request that the head must still let go out."""

    request_id: int
    no: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class SupplementDropped(Fact):
    request_id: int
    reason: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class SupplementAskedBeforeAcceptance(Fact):
    request_id: int
    items: int
    answer_by: str | None
    move: ClassVar[Move | None] = Move.ASK_BEFORE_ACCEPTANCE


@dataclass(frozen=True)
class SupplementedBeforeAcceptance(Fact):
    request_id: int
    move: ClassVar[Move | None] = Move.SUPPLEMENT_BEFORE_ACCEPTANCE


@dataclass(frozen=True)
class SupplementAsked(Fact):
    request_id: int
    no: int
    items: int
    mode: str
    basis: str
    answer_by: str | None
    move: ClassVar[Move | None] = Move.ASK_SUPPLEMENT


@dataclass(frozen=True)
class Supplemented(Fact):
    request_id: int
    due_at: str
    move: ClassVar[Move | None] = Move.SUPPLEMENT


@dataclass(frozen=True)
class SupplementNotAnswered(Fact):
    request_id: int
    ground: str
    move: ClassVar[Move | None] = Move.SUPPLEMENT_OVERDUE


@dataclass(frozen=True)
class RefusedUnanswered(Fact):
    """Nothing was completed in time, and the procedure's own law refuses then."""

    request_id: int
    ground: str
    number: str
    file_id: int
    move: ClassVar[Move | None] = Move.REFUSE_UNANSWERED


@dataclass(frozen=True)
class StopProposed(Fact):
    """The time to supplement is over; an officer decides (M12)."""

    request_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class PaymentAsked(Fact):
    obligation_id: int
    amount: int
    move: ClassVar[Move | None] = Move.ASK_PAYMENT


@dataclass(frozen=True)
class Paid(Fact):
    obligation_id: int
    amount: int
    receipt: str
    due_at: str
    move: ClassVar[Move | None] = Move.PAY


@dataclass(frozen=True)
class Refunded(Fact):
    obligation_id: int
    amount: int
    voucher: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class ConsentAsked(Fact):
    basis: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class Consented(Fact):
    due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class ConsentNotGiven(Fact):
    reason: str
    due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class OutsideWaitBegun(Fact):
    """The dossier has come to a step at which another agency acts, outside the clock."""

    step_id: int
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class OutsideWaitEnded(Fact):
    due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class VerificationDeclared(Fact):
    """A part of a linked group gets the longer limit that its decree gives for verifying."""

    workdays: int
    reason: str
    basis: str
    old_due_at: str
    due_at: str
    move: ClassVar[Move | None] = Move.STEP


@dataclass(frozen=True)
class FeeReduced(Fact):
    """Less is to be paid, by decision; the rest is still due."""

    obligation_id: int
    amount: int
    basis: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class FeeWaived(Fact):
    """Nothing is to be paid any more, by decision: the clock runs again."""

    obligation_id: int
    amount: int
    basis: str
    due_at: str
    move: ClassVar[Move | None] = Move.PAY


@dataclass(frozen=True)
class ExtensionDrafted(Fact):
    cause: str
    new_due_at: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class Extended(Fact):
    cause: str
    old_due_at: str
    due_at: str
    number: str
    file_id: int
    move: ClassVar[Move | None] = Move.EXTEND


@dataclass(frozen=True)
class DueRecomputed(Fact):
    """A calendar change or a declared outage moved an open dossier, or one that ended while the outage lasted."""

    old_due_at: str
    due_at: str
    because: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class StepRecomputed(Fact):
    """The same moved the date of the open step alone: the promise stays."""

    old_step_due_at: str
    step_due_at: str
    because: str
    move: ClassVar[Move | None] = None


@dataclass(frozen=True)
class LatenessRecharged(Fact):
    """Both the reckoned charge and this one stay."""

    leg: str
    cause: str
    body_id: int | None
    ground: str
    basis: str
    move: ClassVar[Move | None] = None
