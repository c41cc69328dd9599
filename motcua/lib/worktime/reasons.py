"""Why a stretch of time counts or does not."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """One value per sentence that an explanation can say; the sentences are in `words`."""

    START = "start"
    RESTART = "restart"
    STEP_START = "step_start"
    FIRST_DAY = "first_day"
    AFTER_CUTOFF = "after_cutoff"
    ON_DAY_OFF = "on_day_off"
    OUTSIDE_HOURS = "outside_hours"
    WORKING = "working"
    SWAPPED_WORK = "swapped_work"
    CALENDAR_DAYS = "calendar_days"
    SAME_DAY = "same_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUBSTITUTE_OFF = "substitute_off"
    SWAPPED_OFF = "swapped_off"
    LOCAL_OFF = "local_off"
    OFFICE_CLOSED = "office_closed"
    PAUSED = "paused"
    WAITING = "waiting"
    PAUSE_TOO_LATE = "pause_too_late"
    SET_ASIDE = "set_aside"
    MOVED_FROM_DAY_OFF = "moved_from_day_off"
    MOVED_FROM_PAUSE = "moved_from_pause"
    DUE = "due"
    DUE_AT_CLOSE = "due_at_close"
    NOT_ANNOUNCED = "not_announced"
    EXTENDED = "extended"
    EXTENSION_OVER = "extension_over"
    EXTENDED_AGAIN = "extended_again"
    EXTENDED_LATE = "extended_late"
    EXTENDED_TO_EARLIER = "extended_to_earlier"
    ASKED_AGAIN = "asked_again"
    RESOLVED_WHILE_WAITING = "resolved_while_waiting"


class Awaited(StrEnum):
    """What a pause is for when nobody gave its ground in words; in the name of a line it has words of its own."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    CONSENT = "consent"
    OUTSIDE = "outside"
    OUTAGE = "outage"


class Note(NamedTuple):
    """A reason with its own name ("Quốc khánh") and the act it rests on; both may be empty."""

    reason: Reason
    name: str = ""
    basis: str = ""
