"""Dossiers as lists show them: where each stands, how late it is, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.roles import DESK_ROLES
from motcua.dossiers.explaining import Countdown, countdown, step_countdown
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import may_assign
from motcua.dossiers.statuses import OPEN
from motcua.ui.dates import moment_words


@dataclass(frozen=True)
class Row:
    """A dossier; `detail` is the date by which `deadline` is judged, and the other where form 04 told a new date.

    `desk_url` is empty for those who only watch, `assign_url` for those who do not give work out.
    """

    dossier: Dossier
    url: str
    deadline: str
    tone: str
    detail: str
    now: datetime
    desk_url: str
    assign_url: str

    @property
    def step_deadline(self) -> str:
        """How late the open step is; counted where it is shown."""
        step = step_countdown(self.dossier, self.now)
        return step.words if step and step.tone == "late" else ""


def rows_of(dossiers: Sequence[Dossier], actor: Actor, now: datetime) -> list[Row]:
    return [row_of(dossier, actor, now) for dossier in dossiers]


def row_of(dossier: Dossier, actor: Actor, now: datetime) -> Row:
    """Needs what `for_pages` brings along; no query but for calendars."""
    due = countdown(dossier, now)
    desk_url = reverse("desk:dossier", args=[dossier.public_id]) if actor.has_role(DESK_ROLES) else ""
    gives_out = desk_url and dossier.step_id is not None and may_assign(dossier, actor)
    return Row(
        dossier=dossier,
        url=reverse("board:dossier", args=[dossier.public_id]),
        deadline=due.words or _ended(due) if due else "",
        tone=due.tone.replace("_", "-") if due else "",
        detail=_dates(dossier) if due else "",
        now=now,
        desk_url=desk_url,
        assign_url=f"{desk_url}#assignment-officer" if gives_out else "",
    )


def _dates(dossier: Dossier) -> str:
    """What is open is due on the date told last; what has ended is judged by the first one (rulebook B.7.2-12)."""
    assert dossier.due_at is not None
    first, last = _moment(dossier.first_due_at or dossier.due_at), _moment(dossier.due_at)
    if first == last:
        return last
    if dossier.status in OPEN:
        return _("new date: %(new)s; first promised: %(first)s") % {"new": last, "first": first}
    return _("%(first)s; new date: %(new)s") % {"new": last, "first": first}


def _moment(at: datetime) -> str:
    return moment_words(at, "en" if get_language() == "en" else "vi")


def _ended(due: Countdown) -> str:
    return _("settled late") if due.tone == "late" else _("settled in time")
