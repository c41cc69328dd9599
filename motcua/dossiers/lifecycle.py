"""The life of a dossier as one table (rulebook B.4): what is not in it is forbidden."""

from enum import StrEnum

from motcua.dossiers.errors import NotPossible
from motcua.dossiers.statuses import Status


class Move(StrEnum):
    """The moves of rulebook B.4, by their numbers there."""

    LODGE = "M1"
    HAND_IN = "M2"
    ACCEPT = "M3"
    ASK_BEFORE_ACCEPTANCE = "M4"
    DECLINE = "M5"
    SUPPLEMENT_BEFORE_ACCEPTANCE = "M6"
    TRANSFER = "M7"
    SETTLE_ON_THE_SPOT = "M8"
    STEP = "M9"
    ASK_SUPPLEMENT = "M10"
    SUPPLEMENT = "M11"
    SUPPLEMENT_OVERDUE = "M12"
    REFUSE_UNANSWERED = "M12b"  # M12 where a special law refuses instead of stopping
    ASK_PAYMENT = "M13"
    PAY = "M14"
    WITHDRAW = "M15"
    STOP = "M16"
    EXTEND = "M17"
    REFUSE = "M18"
    GRANT = "M19"
    RETURN = "M20"
    CORRECT = "M21"
    REDIRECT = "M22"


BEGINNINGS = {
    Move.LODGE: Status.LODGED,
    Move.HAND_IN: Status.LODGED,
    Move.CORRECT: Status.LODGED,  # of the correction case; the corrected dossier stays as it is
}

LIFE = {
    (Status.LODGED, Move.ACCEPT): Status.ACCEPTED,
    (Status.LODGED, Move.ASK_BEFORE_ACCEPTANCE): Status.AWAITING_SUPPLEMENT,
    (Status.LODGED, Move.DECLINE): Status.NOT_ACCEPTED,
    (Status.LODGED, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.AWAITING_SUPPLEMENT, Move.SUPPLEMENT_BEFORE_ACCEPTANCE): Status.LODGED,
    (Status.ACCEPTED, Move.TRANSFER): Status.IN_PROGRESS,
    (Status.ACCEPTED, Move.SETTLE_ON_THE_SPOT): Status.IN_PROGRESS,
    (Status.ACCEPTED, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.ACCEPTED, Move.REDIRECT): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Move.STEP): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Move.ASK_SUPPLEMENT): Status.AWAITING_SUPPLEMENT,
    (Status.IN_PROGRESS, Move.ASK_PAYMENT): Status.AWAITING_PAYMENT,
    (Status.IN_PROGRESS, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.IN_PROGRESS, Move.STOP): Status.STOPPED,
    (Status.IN_PROGRESS, Move.EXTEND): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Move.REFUSE): Status.RESOLVED,
    (Status.IN_PROGRESS, Move.GRANT): Status.RESOLVED,
    (Status.IN_PROGRESS, Move.REDIRECT): Status.IN_PROGRESS,
    (Status.AWAITING_SUPPLEMENT, Move.SUPPLEMENT): Status.IN_PROGRESS,
    (Status.AWAITING_SUPPLEMENT, Move.SUPPLEMENT_OVERDUE): Status.STOPPED,
    (Status.AWAITING_SUPPLEMENT, Move.REFUSE_UNANSWERED): Status.RESOLVED,
    (Status.AWAITING_SUPPLEMENT, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.AWAITING_PAYMENT, Move.PAY): Status.IN_PROGRESS,
    (Status.AWAITING_PAYMENT, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.RESOLVED, Move.RETURN): Status.RETURNED,
    (Status.RESOLVED, Move.CORRECT): Status.RESOLVED,
    (Status.RETURNED, Move.CORRECT): Status.RETURNED,
}


def after(status: Status | int, move: Move) -> Status:
    """The status that a move leads to; raises NotPossible when the life does not allow it."""
    try:
        return LIFE[Status(status), move]
    except KeyError:
        raise NotPossible(Status(status), move) from None


def allows(status: Status | int, move: Move) -> bool:
    return (Status(status), move) in LIFE
