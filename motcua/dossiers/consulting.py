"""Rules of consultation: deadlines, silence and its basis, what counts as answered (rulebook B.6, R28-R31)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.models import Answer, Consultation, Dossier, Position
from motcua.dossiers.permissions import has_step, may_assign
from motcua.dossiers.texts import Fault, faults_in
from motcua.lib.worktime import Calendar
from motcua.ui.dates import moment_words

ANSWERS = frozenset({Answer.AGREE, Answer.CONDITIONS, Answer.DISAGREE, Answer.OUTSIDE_DUTY})
LONGEST_TEXT, LONGEST_BASIS, LONGEST_REASON = 4000, 300, 2000  # characters


class Standing(StrEnum):
    """How a question stands at a moment; told from its dates, so a missed run of the timetable hides nothing."""

    OPEN = "open"
    SILENT = "silent"  # overdue, and no rule makes silence an answer
    DEEMED = "deemed"
    ANSWERED = "answered"
    RECALLED = "recalled"


@dataclass(frozen=True)
class Question:
    """What one agency is asked."""

    body_id: int | None
    text: str
    due_at: datetime | None
    paper_ids: Sequence[int] = ()
    deemed_basis: str = ""


@dataclass(frozen=True)
class Heard:
    """One invited agency as the minutes have it; None where nothing was said of it."""

    body_id: int
    has_attended: bool | None = None
    is_right_composition: bool | None = None
    answer: str = Answer.NONE
    text: str = ""
    responsibility: str = ""


@dataclass(frozen=True)
class Invitation:
    """A meeting that is called instead of letters."""

    subject: str
    place: str
    held_at: datetime | None
    body_ids: Sequence[int] = field(default_factory=tuple)


def standing(asked: Consultation, at: datetime) -> Standing:
    """A late real answer stands as the answer, beside whatever its silence had meant."""
    if asked.answered_at is not None:
        return Standing.ANSWERED
    if asked.recalled_at is not None:
        return Standing.RECALLED
    if at <= asked.due_at:
        return Standing.OPEN
    return Standing.DEEMED if asked.deemed_basis else Standing.SILENT


def is_late(asked: Consultation) -> bool:
    """Whether the real answer came after the deadline."""
    return asked.answered_at is not None and asked.answered_at > asked.due_at


def may_follow(asked: Consultation, dossier: Dossier, actor: Actor) -> bool:
    """Who may remind and call back: whoever asked, has the step, or gives its work out."""
    own = actor.officer_id is not None and asked.asked_by_id == actor.officer_id
    return own or has_step(dossier, actor) or may_assign(dossier, actor)


def reminder_at(due_at: datetime, calendar: Calendar) -> datetime:
    """The same hour one working day before the deadline."""
    due_at = localtime(due_at)
    return due_at - timedelta(days=(due_at.date() - _working_day_before(due_at.date(), calendar)).days)


def wants_reminder(asked: Consultation, at: datetime, calendar: Calendar) -> bool:
    """Once in the last working day, unless somebody reminded within it."""
    begins = reminder_at(asked.due_at, calendar)
    is_time = asked.asked_at < begins <= at <= asked.due_at
    return is_time and (asked.reminded_at is None or asked.reminded_at < begins)


def question_faults(question: Question, dossier: Dossier, known_papers: Iterable[int], at: datetime) -> list[Fault]:
    """Everything wrong with a question but the body, which is looked up."""
    missing = _("Write what you ask: the agency answers exactly that.")
    return [
        *faults_in("question", question.text, LONGEST_TEXT, missing),
        *faults_in("deemed_basis", question.deemed_basis, LONGEST_BASIS),
        *deadline_faults("due", question.due_at, dossier.due_at, at),
        *_paper_faults(question.paper_ids, known_papers),
    ]


def deadline_faults(place: str, due_at: datetime | None, promised: datetime | None, at: datetime) -> list[Fault]:
    """A deadline is given, still to come, and before the dossier's own due moment (rulebook B.6)."""
    if due_at is None:
        return [(place, _("Give the day and the hour."))]
    if due_at <= at:
        return [(place, _("This moment has passed. Choose a later one."))]
    if promised is None or due_at < promised:
        return []
    if promised <= at:
        return [(place, _("The result is due already: no time is left for others to answer. Extend it first."))]
    latest = moment_words(promised, "en" if get_language() == "en" else "vi")
    words = _("This must end before the result is due: choose a moment before %(latest)s.")
    return [(place, words % {"latest": latest})]


def answer_faults(answer: str, text: str) -> list[Fault]:
    """Everything wrong with an answer; a plain agreement needs no words."""
    faults = [] if answer in ANSWERS else [("answer", _("Choose the answer."))]
    missing = "" if answer == Answer.AGREE else _("Write what the answer rests on.")
    return [*faults, *faults_in("text", text, LONGEST_TEXT, missing)]


def reason_faults(reason: str, missing: str) -> list[Fault]:
    return list(faults_in("reason", reason, LONGEST_REASON, missing))


def meeting_faults(invitation: Invitation, dossier: Dossier, at: datetime) -> list[Fault]:
    """Everything wrong with a call but the bodies, which are looked up."""
    return [
        *faults_in("subject", invitation.subject, 1000, _("Write what the meeting is about.")),
        *faults_in("place", invitation.place, 300, _("Say where.")),
        *deadline_faults("held", invitation.held_at, dossier.due_at, at),
        *([] if invitation.body_ids else [("bodies", _("Invite at least one agency."))]),
    ]


def minutes_faults(said: Sequence[Heard], invited: Iterable[int], conclusion: str) -> list[Fault]:
    """Everything wrong with a record: each invited agency has its line, and whoever spoke has an opinion."""
    lines = {line.body_id: line for line in said}
    faults = [fault for body_id in invited for fault in _line_faults(lines.get(body_id, Heard(body_id)))]
    return [*faults, *faults_in("conclusion", conclusion, LONGEST_TEXT, _("Write what was concluded."))]


def position_faults(position: str, text: str, *, has_opinions: bool, why_none: str) -> list[Fault]:
    """A submission says clearly what it proposes, and why it brings no opinion when it brings none (R31)."""
    faults = [] if position in Position.values else [("position", _("Choose what you propose."))]
    missing = "" if has_opinions else _("No agency was asked. Say why none had to be.")
    return [
        *faults,
        *faults_in("text", text, LONGEST_TEXT, _("Write the position and what it rests on.")),
        *faults_in("why_none", why_none, 1000, missing),
    ]


def _paper_faults(chosen: Iterable[int], known: Iterable[int]) -> Iterator[Fault]:
    if not set(chosen) <= set(known):
        yield "papers", _("One of these papers is not of this dossier. Choose again.")


def _line_faults(line: Heard) -> Iterator[Fault]:
    place = f"body-{line.body_id}"
    if line.has_attended is None:
        yield f"{place}-attended", _("Say whether this agency came.")
    if line.has_attended and line.is_right_composition is None:
        yield f"{place}-composition", _("Say whether it came in the right composition.")
    if line.has_attended and line.answer not in ANSWERS:
        yield f"{place}-answer", _("Choose the answer.")
    missing = _("Write what it said.") if line.has_attended and line.answer in ANSWERS - {Answer.AGREE} else ""
    yield from faults_in(f"{place}-text", line.text, LONGEST_TEXT, missing)
    yield from faults_in(f"{place}-responsibility", line.responsibility, 1000)


def _working_day_before(on: date, calendar: Calendar) -> date:
    day = on - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
