"""Words for deadlines: how long is left, and why the due moment is what it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from motcua.directory.calendars import calendar_for
from motcua.dossiers.clock import promise_of, units_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.outages import is_down
from motcua.dossiers.statuses import RUNNING
from motcua.lib.worktime import Line, remaining
from motcua.lib.worktime.words import amount, params, remaining_params, remaining_template, template

SOON_WORKDAYS = 1  # due within the next working day


@dataclass(frozen=True)
class ExplainedLine:
    """One line of "why this date": a sentence, its legal source, how much it counts."""

    sentence: str
    basis: str
    counted: bool
    amount: str


@dataclass(frozen=True)
class Countdown:
    """A due moment for a page: `tone` is on_time, due_soon, late, paused or done."""

    due_at: datetime
    words: str
    tone: str


def explanation(dossier: Dossier) -> list[ExplainedLine]:
    """Why the result is due when it is, line by line; empty before acceptance."""
    if dossier.accepted_at is None:
        return []
    return [explained(line) for line in promise_of(dossier).lines]


def explained(line: Line) -> ExplainedLine:
    """A line in the reader's language."""
    sentence = gettext(template(line)) % params(line, _language())
    counted = amount(line.amount, line.measure, _language()) if line.counted else ""
    return ExplainedLine(sentence, line.basis, line.counted, counted)


def as_data(line: Line) -> dict[str, Any]:
    """A line for programs: the sentence, and what it counts as numbers; the counted values add up to the limit."""
    said = vars(explained(line))
    span = {"from": line.from_.isoformat(), "to": line.to.isoformat() if line.to else None}
    return {**said, **span, "value": line.amount, "measure": line.measure.value, "reason": line.reason.value}


def countdown(dossier: Dossier, now: datetime) -> Countdown | None:
    """How long until the result is due: "2 working days left"; None while no promise runs."""
    if dossier.due_at is None:
        return None
    if dossier.stands_still:
        return Countdown(localtime(dossier.due_at), gettext("the time limit stands still"), "paused")
    if dossier.status in RUNNING and is_down(units_of(dossier), now):
        return Countdown(localtime(dossier.due_at), gettext("moves for as long as the system is down"), "paused")
    if dossier.status not in RUNNING:
        # Form 04 makes nobody timely: what has ended is judged by the first date (rulebook B.7.2-12).
        ended, first = dossier.resolved_at or dossier.ended_at or now, dossier.first_due_at or dossier.due_at
        return Countdown(localtime(first), "", "done" if ended <= first else "late")
    return time_left(dossier.due_at, now, dossier.receiving_id)


def step_countdown(dossier: Dossier, now: datetime) -> Countdown | None:
    """How long the open step has left."""
    if dossier.step_due_at is None or dossier.status not in RUNNING:
        return None
    return time_left(dossier.step_due_at, now, dossier.holder_body_id)


def time_left(due_at: datetime, now: datetime, body_id: int | None) -> Countdown:
    """How long is left until a moment, by the calendar of a body."""
    left = remaining(due_at, now, calendar_for(body_id))
    words = gettext(remaining_template(left)) % remaining_params(left, _language())
    tone = "late" if left.late else "due_soon" if left.workdays <= SOON_WORKDAYS else "on_time"
    return Countdown(localtime(due_at), words, tone)


def _language() -> Literal["vi", "en"]:
    return "en" if get_language() == "en" else "vi"
