"""The one apology with a new date (M17): when it may still be sent, its date, and its reason; no query.

The reason stands on form 04 and is Vietnamese by law (rulebook C.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.dossiers.lateness import Leg, working_days_left
from motcua.dossiers.models import Cause
from motcua.dossiers.texts import Fault, faults_in
from motcua.lib.worktime import ZONE, Calendar, Measure
from motcua.lib.worktime.words import amount
from motcua.ui.dates import moment_words

NOTICE_WORKDAYS = 1  # between the apology and the promised moment (NĐ 61/2018 Điều 19.9, at least a day)
DRAFT_WORKDAYS = 3  # how long before it the draft is made, so that the head has time to read and sign
LONGEST_REASON = 2000  # characters
CAUSES = (Cause.STEP, Cause.CONSULTED, Cause.EARLIER_AGENCY, Cause.TAX, Cause.RECEPTION, Cause.RULE)


@dataclass(frozen=True)
class Apology:
    """What the agency says; `new_due_at` None where none was given."""

    cause: str
    reason: str
    new_due_at: datetime | None


def is_in_time(due_at: datetime, at: datetime, calendar: Calendar) -> bool:
    """Whether the apology still reaches the applicant a working day before the promised moment."""
    return working_days_left(at, due_at, calendar) >= NOTICE_WORKDAYS


def is_time_to_draft(due_at: datetime, at: datetime, calendar: Calendar) -> bool:
    return NOTICE_WORKDAYS <= working_days_left(at, due_at, calendar) <= DRAFT_WORKDAYS


def apology_faults(said: Apology, due_at: datetime, calendar: Calendar) -> list[Fault]:
    """Everything wrong with what is said, as (place, sentence)."""
    cause = [] if said.cause in CAUSES else [("cause", _("Choose why the result will be late."))]
    missing = _("Write the reason: the applicant reads it on the apology.")
    return [
        *cause,
        *faults_in("reason", said.reason, LONGEST_REASON, missing),
        *_date_faults(said.new_due_at, due_at, calendar),
    ]


def close_on(on: date, calendar: Calendar) -> datetime:
    """The close of business of the day; of a day off its midnight, which the faults then name."""
    return calendar.close_of(on) if calendar.is_working_day(on) else datetime.combine(on, time.min, ZONE)


def cause_of(legs: Sequence[Leg]) -> Cause:
    """Who went furthest beyond the own limit so far; the steps of the process where nobody has."""
    worst = max((leg for leg in legs if leg.over and not leg.is_void), key=lambda leg: leg.over, default=None)
    return worst.cause if worst and worst.cause in CAUSES else Cause.STEP


def reason_of(legs: Sequence[Leg], rest: Sequence[str]) -> str:
    """Which legs went beyond their limits, and which steps (`rest`) still need their time; for form 04."""
    over = [_sentence(leg) for leg in legs if leg.over and not leg.is_void]
    still = ", ".join(f"“{name}”" for name in rest)
    needs = f"Các bước còn lại ({still}) cần thêm thời gian so với thời hạn đã hẹn." if still else ""
    return "\n".join([*over, *([needs] if needs else [])])[:LONGEST_REASON]


def _sentence(leg: Leg) -> str:
    over = amount(leg.over, Measure.MINUTES, "vi")
    if leg.cause == Cause.CONSULTED:
        end = "chưa trả lời" if leg.ended_at is None else "trả lời chậm"
        return f"{leg.body} {end} ý kiến phối hợp, quá thời hạn {over} làm việc."
    return f"Bước “{leg.what}” tại {leg.body or 'cơ quan khác'} kéo dài quá thời hạn {over} làm việc."


def _date_faults(new_due_at: datetime | None, due_at: datetime, calendar: Calendar) -> Iterator[Fault]:
    if new_due_at is None:
        yield "new_due", _("Give the new day.")
    elif not calendar.is_working_day(localtime(new_due_at).date()):
        yield "new_due", _("This is a day off. Choose a working day.")
    elif new_due_at <= due_at:
        words = _("The new day must be later than the promised one: %(moment)s.")
        yield "new_due", words % {"moment": moment_words(localtime(due_at), "en" if get_language() == "en" else "vi")}
