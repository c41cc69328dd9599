"""Rows of a work list in words: what stands still, what is late, and what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.desk.beside import sides_of
from motcua.dossiers.explaining import Countdown, countdown, step_countdown
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.rows import Asked, OneOf
from motcua.ui.dates import moment_words

NOBODY = UUID(int=0)  # no dossier's
_LAST_ENDED = Asked(
    lambda dossiers: (
        Task.objects.filter(OneOf(F("dossier"), dossiers), done_at__isnull=False)
        .order_by("dossier", "-id")
        .distinct("dossier")
        .values_list("dossier", "end", "note")
    )
)


@dataclass(frozen=True)
class Mark:
    """A word with a shape: late, asked back, sent back."""

    word: str
    tone: str
    detail: str = ""


@dataclass(frozen=True)
class Promise:
    """A due moment for the deadline piece."""

    text: str
    detail: str
    tone: str


@dataclass(frozen=True)
class Row:
    dossier: Dossier
    url: str
    deadline: Promise | None
    step_deadline: Promise | None
    marks: list[Mark]


def rows_of(dossiers: Sequence[Dossier], list_address: str, now: datetime) -> list[Row]:
    """The rows of one page, with one query for what was sent back and one for what runs beside."""
    back, sides = sent_back(dossiers), sides_of(dossiers)
    return [
        Row(
            dossier=dossier,
            url=dossier_url(dossier, list_address),
            deadline=promised(countdown(dossier, now)),
            step_deadline=step_promised(dossier, now),
            marks=[*marks_of(dossier, back, now), *_marks_beside(sides.get(dossier.pk, []))],
        )
        for dossier in dossiers
    ]


def dossier_url(dossier: Dossier, list_address: str = "", *, at: str = "dossier", **more: str) -> str:
    """A page of a dossier, carrying the list it was opened from."""
    said = {name: value for name, value in {"list": list_address, **more}.items() if value}
    url = _address_of(at).replace(str(NOBODY), str(dossier.public_id))
    return f"{url}?{urlencode(said)}" if said else url


@lru_cache(maxsize=64)
def _address_of(page: str) -> str:
    """Found once for all dossiers: a list asks for thirty at a time."""
    return reverse(f"desk:{page}", args=[NOBODY])


def sent_back(dossiers: Sequence[Dossier]) -> dict[int, str]:
    """The dossiers whose last step ended by being sent back, each with the reason given."""
    last = _LAST_ENDED.rows(dossiers=[row.pk for row in dossiers]) if dossiers else []
    return {pk: note for pk, end, note in last if end == TaskEnd.SENT_BACK}


def marks_of(dossier: Dossier, back: dict[int, str], now: datetime) -> list[Mark]:
    """What must not be overlooked on this dossier."""
    marks = []
    if dossier.awaits_consent:
        marks.append(Mark(_("Waiting for a consent"), "paused"))
    elif dossier.waits_outside:
        marks.append(Mark(_("Waiting for another agency"), "paused"))
    elif dossier.step_id and dossier.due_at and dossier.due_at < now:
        marks.append(Mark(pgettext("dossier", "Late"), "late"))
    if dossier.step_id and dossier.withdrawal_asked_at:
        marks.append(Mark(_("Withdrawal asked"), "paused"))
    if dossier.step_id and dossier.pk in back:
        marks.append(Mark(_("Sent back"), "waiting", back[dossier.pk]))
    return marks


def _marks_beside(sides: Sequence[Task]) -> list[Mark]:
    return [Mark(_("Beside: %(step)s") % {"step": task.step.name}, "waiting") for task in sides]


def step_promised(dossier: Dossier, now: datetime) -> Promise | None:
    """When the open step is due; a wait for another agency is outside the clock, so it promises nothing."""
    if dossier.step is None or dossier.step.kind == StepKind.WAIT:
        return None
    return promised(step_countdown(dossier, now))


def promised(count: Countdown | None) -> Promise | None:
    """`2 working days left`, and under it `due 16:30 Thursday, 26/02/2026`; after its end the due alone."""
    if count is None:
        return None
    due = _("due %(moment)s") % {"moment": moment_words(count.due_at, _language())}
    tone = count.tone.replace("_", "-")
    return Promise(count.words, due, tone) if count.words else Promise(due, "", tone)


def _language() -> str:
    return "en" if get_language() == "en" else "vi"
