"""Questions between agencies in words: how each stands, until when, and which lists they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.desk.listing import Promise, promised
from motcua.directory.actors import Actor
from motcua.dossiers.consulting import Standing, is_late, may_follow, standing
from motcua.dossiers.explaining import time_left
from motcua.dossiers.models import Answer, Consultation, ConsultationQuerySet, Dossier, Meeting, Opinion
from motcua.dossiers.models.consultations import put_to
from motcua.dossiers.statuses import OPEN as DOSSIER_OPEN

PAGE = 30
OPEN, SETTLED = "open", "settled"  # the lanes of a list
AWAITED = (Standing.OPEN, Standing.SILENT)
ANSWERS = [choice for choice in Answer.choices if choice[0]]


@dataclass(frozen=True)
class Row:
    """One question; `notes` tell what stands beside its state: silence, a late answer."""

    asked: Consultation
    word: str
    tone: str
    deadline: Promise | None
    notes: list[str]
    is_awaited: bool
    may_follow: bool
    url: str


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    next: str


def row_of(asked: Consultation, actor: Actor, at: datetime) -> Row:
    """A question for who may see it; `asked` comes from `for_pages`."""
    state = standing(asked, at)
    is_heard = state in AWAITED and bool(getattr(asked, "is_heard", False))
    is_awaited = state in AWAITED and not is_heard
    word, tone = (_("heard at a meeting"), "done") if is_heard else _words(asked, state)
    return Row(
        asked=asked,
        word=word,
        tone=tone,
        deadline=promised(time_left(asked.due_at, at, asked.body_id)) if is_awaited else None,
        notes=_notes(asked, state),
        is_awaited=is_awaited,
        may_follow=is_awaited and may_follow(asked, asked.dossier, actor),
        url=question_url(asked),
    )


def of_dossier(dossier: Dossier, actor: Actor, at: datetime) -> list[Row]:
    """All questions asked about a dossier, in their order; 1 query."""
    rows = Consultation.objects.filter(dossier=dossier).for_pages()
    return [row_of(asked, actor, at) for asked in rows]


def page_of(rows: ConsultationQuerySet, lane: str, after: str, actor: Actor, at: datetime) -> Page:
    """One lane of a list: what is awaited by its deadline, what is settled the newest first; 1 query."""
    waiting = rows.waiting(at)
    chosen = waiting if lane == OPEN else rows.exclude(pk__in=waiting.values("pk"))
    ordered = chosen.order_by("due_at", "id") if lane == OPEN else chosen.order_by("-due_at", "-id")
    found = list(_beyond(ordered, lane, _place(after)).for_pages()[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page([row_of(asked, actor, at) for asked in found[:PAGE]], _mark(last) if last else "")


def put_to_us(actor: Actor) -> ConsultationQuerySet:
    return Consultation.objects.asked_of(actor)


def asked_by_us(actor: Actor) -> ConsultationQuerySet:
    """The questions on dossiers that the actor sees."""
    return Consultation.objects.filter(dossier__in=Dossier.objects.visible_to(actor))


def meetings_to_come(actor: Actor, at: datetime) -> list[Meeting]:
    """The meetings to which the actor's agency is invited and which are not yet on record; 1 query.

    One that was called off stays until its hour has passed, so that nobody goes there in vain.
    """
    invited = Opinion.objects.filter(put_to(actor))
    rows = Meeting.objects.filter(held_at=None, dossier__status__in=DOSSIER_OPEN, opinions__in=invited).distinct()
    rows = rows.filter(Q(called_off_at=None) | Q(at__gte=at))
    return list(rows.select_related("dossier__competent", "called_by").order_by("at", "id")[:PAGE])


def question_url(asked: Consultation, at: str = "question") -> str:
    return reverse(f"desk:{at}", args=[asked.dossier.public_id, asked.pk])


def lane_in(text: str) -> str:
    return SETTLED if text == SETTLED else OPEN


def _words(asked: Consultation, state: Standing) -> tuple[str, str]:
    if state is Standing.ANSWERED:
        return str(asked.get_answer_display()), "due-soon" if is_late(asked) else "on-time"
    return {
        Standing.OPEN: (_("waiting for the answer"), "waiting"),
        Standing.SILENT: (_("no answer in time"), "late"),
        Standing.DEEMED: (_("agreed by silence"), "done"),
        Standing.RECALLED: (_("called back"), "done"),
    }[state]


def _notes(asked: Consultation, state: Standing) -> list[str]:
    notes = []
    if asked.deemed_at or state is Standing.DEEMED:
        notes.append(_("Silence at the deadline counts as agreement: %(basis)s.") % {"basis": asked.deemed_basis})
    if is_late(asked):
        notes.append(_("The answer came after the deadline."))
    if asked.escalated_at and state is Standing.SILENT:
        notes.append(_("The head of the one-stop unit and the head of the agency have been told."))
    return notes


def _beyond(rows: ConsultationQuerySet, lane: str, place: tuple[datetime, int] | None) -> ConsultationQuerySet:
    if place is None:
        return rows
    due_at, pk = place
    if lane == OPEN:
        return rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
    return rows.filter(Q(due_at__lt=due_at) | Q(due_at=due_at, pk__lt=pk))


def _mark(asked: Consultation) -> str:
    return f"{asked.due_at.isoformat()}|{asked.pk}"


def _place(mark: str) -> tuple[datetime, int] | None:
    """Where a page begins; what makes no sense begins at the beginning."""
    due_at, _bar, pk = mark.partition("|")
    try:
        moment = datetime.fromisoformat(due_at)
    except ValueError:
        return None
    return (moment, int(pk)) if moment.tzinfo and pk.isascii() and pk.isdigit() and len(pk) < 19 else None
