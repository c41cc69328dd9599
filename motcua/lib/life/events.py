"""What can happen in the life of a dossier, as far as its clock is concerned (rulebook B.4, B.7)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.lib.worktime import Mode


class Kind(StrEnum):
    """The events of a life; any other is a fault."""

    LODGED = "lodged"
    RECEIVED_ELSEWHERE = "received_elsewhere"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    TRANSFERRED = "transferred"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENTED = "supplemented"
    PAYMENT_ASKED = "payment_asked"
    PAID = "paid"
    CONSENT_ASKED = "consent_asked"
    CONSENTED = "consented"
    OUTSIDE_BEGUN = "outside_begun"
    OUTSIDE_ENDED = "outside_ended"
    CONSULTATION_ASKED = "consultation_asked"
    CONSULTATION_ANSWERED = "consultation_answered"
    OUTAGE = "outage"
    EXTENDED = "extended"
    RESOLVED = "resolved"
    REFUSED = "refused"
    RETURNED = "returned"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


# Which answer ends which question.
ANSWERS = {
    Kind.SUPPLEMENTED: Kind.SUPPLEMENT_ASKED,
    Kind.PAID: Kind.PAYMENT_ASKED,
    Kind.CONSENTED: Kind.CONSENT_ASKED,
    Kind.OUTSIDE_ENDED: Kind.OUTSIDE_BEGUN,
    Kind.CONSULTATION_ANSWERED: Kind.CONSULTATION_ASKED,
}
# Rulebook B.7.2-9: what happens to the clock after the answer when the request itself does not say.
# A consultation is not here: it never stops the clock (B.7.2-8). What another agency does by its own law, such as the
# tax office that reckons what is due, lies outside it.
USUAL_MODE = {
    Kind.SUPPLEMENT_ASKED: Mode.RESTART,
    Kind.PAYMENT_ASKED: Mode.RESUME,
    Kind.CONSENT_ASKED: Mode.RESUME,
    Kind.OUTSIDE_BEGUN: Mode.RESUME,
}
BEGINNINGS = frozenset({Kind.LODGED, Kind.RECEIVED_ELSEWHERE, Kind.ACCEPTED, Kind.NOT_ACCEPTED})
BEFORE_ACCEPTANCE = BEGINNINGS | {
    Kind.TRANSFERRED,
    Kind.SUPPLEMENT_ASKED,
    Kind.SUPPLEMENTED,
    Kind.OUTAGE,
    Kind.STOPPED,
    Kind.WITHDRAWN,
}
# The measured end by priority (F.3-1). A refusal after appraisal is a result, status 9 (B.3), so it goes first too.
ENDINGS = (
    frozenset({Kind.RESOLVED, Kind.REFUSED}),
    frozenset({Kind.RETURNED}),
    frozenset({Kind.STOPPED, Kind.WITHDRAWN, Kind.NOT_ACCEPTED}),
)
ALL_ENDINGS = frozenset().union(*ENDINGS)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at an aware instant.

    `mode` belongs to a request that stops the clock, `until` to an outage (None while it lasts), `new_due` to an
    extension. `ground` and `basis` are words fit to be shown and the act they rest on; both may be empty.
    """

    at: datetime
    kind: Kind
    mode: Mode | None = None
    until: datetime | None = None
    new_due: datetime | None = None
    ground: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "mode", None if self.mode is None else Mode(self.mode))
