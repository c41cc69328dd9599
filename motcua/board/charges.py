"""The dossiers behind a body's faults, the longest charge first; a deep page costs what the first costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from motcua.board.faults import charges_in
from motcua.board.lists import number
from motcua.board.scope import Scope
from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.dossiers.faults import minutes_words
from motcua.dossiers.models import Charge, Dossier

PAGE = 50


@dataclass(frozen=True)
class Row:
    """A charge in words; `url` is empty where the dossier itself is not the reader's to see."""

    code: str
    title: str
    url: str
    cause: str
    body: str
    person: str
    minutes: str
    ended_at: datetime


def page(actor: Actor, scope: Scope, span: Span, bodies: frozenset[int], after: str) -> tuple[list[Row], str]:
    """One page with the mark of the next, empty at the end; 2 queries."""
    rows = charges_in(scope, span).filter(body__in=bodies).select_related("dossier", "body", "officer")
    minutes, pk = (number(part) for part in (after.partition("-")[0], after.partition("-")[2]))
    if minutes >= 0 and pk >= 0:
        rows = rows.filter(Q(minutes__lt=minutes) | Q(minutes=minutes, pk__gt=pk))
    found = list(rows.order_by("-minutes", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return _rows(found[:PAGE], actor), f"{last.minutes}-{last.pk}" if last else ""


def _rows(charges: Sequence[Charge], actor: Actor) -> list[Row]:
    ids = [charge.dossier_id for charge in charges]
    seen = set(Dossier.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return [_row(charge, is_seen=charge.dossier_id in seen) for charge in charges]


def _row(charge: Charge, *, is_seen: bool) -> Row:
    dossier = charge.dossier
    return Row(
        code=dossier.code,
        title=dossier.title,
        url=reverse("board:dossier", args=[dossier.public_id]) if is_seen else "",
        cause=str(charge.get_cause_display()),
        body=charge.body.short_name if charge.body else "",
        person=charge.officer.full_name if charge.officer else "",
        minutes=minutes_words(charge.minutes),
        ended_at=localtime(charge.ended_at),
    )
