"""The list of what will be late, page by page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from motcua.board.lists import EPOCH, PAGE, number
from motcua.board.rows import Row, row_of
from motcua.directory.actors import Actor
from motcua.dossiers.foreseeing import late_this_week
from motcua.dossiers.models import Dossier


def page(actor: Actor, now: datetime, after: str) -> tuple[list[Row], str]:
    """One page, and where the next one is, "" at the end; 1 query besides the calendars."""
    rows = late_this_week(actor, now)
    micros, pk = (number(part) for part in (after.partition("-")[0], after.partition("-")[2]))
    if 0 <= micros < 10**16 and pk >= 0:
        due_at = EPOCH + timedelta(microseconds=micros)
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return [row_of(dossier, actor, now) for dossier in found[:PAGE]], _next(last)


def _next(last: Dossier | None) -> str:
    if last is None or last.due_at is None:
        return ""
    micros = (last.due_at - EPOCH) // timedelta(microseconds=1)
    return f"{reverse('board:forecast')}?after={micros}-{last.pk}"
