"""What will be late, as the heads of a house read it: with what stands drafted for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from motcua.desk.listing import Promise, dossier_url, promised
from motcua.directory.actors import Actor
from motcua.dossiers.explaining import countdown
from motcua.dossiers.foreseeing import late_this_week
from motcua.dossiers.models import Dossier, Extension

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST = 10**16  # microseconds: beyond the calendar


@dataclass(frozen=True)
class Row:
    dossier: Dossier
    url: str
    extension_url: str
    deadline: Promise | None
    ends_at: datetime
    drafted: str  # "", "draft" or "signed"


def page_of(actor: Actor, now: datetime, after: str) -> tuple[list[Row], str]:
    """One page, and the address of the next, "" at the end; 2 queries besides the calendars."""
    rows, place = late_this_week(actor, now), _place(after)
    if place:
        rows = rows.filter(Q(due_at__gt=place[0]) | Q(due_at=place[0], pk__gt=place[1]))
    found = list(rows[: PAGE + 1])
    written = dict(
        Extension.objects.standing().filter(pk__in=[row.pk for row in found]).values_list("pk", "signed_at")
    )
    drafted = {pk: "signed" if signed_at else "draft" for pk, signed_at in written.items()}
    return [_row(row, now, drafted.get(row.pk, "")) for row in found[:PAGE]], _next(found)


def _row(dossier: Dossier, now: datetime, drafted: str) -> Row:
    return Row(
        dossier=dossier,
        url=dossier_url(dossier),
        extension_url=dossier_url(dossier, at="extension"),
        deadline=promised(countdown(dossier, now)),
        ends_at=localtime(dossier.forecast.ends_at),
        drafted=drafted,
    )


def _place(mark: str) -> tuple[datetime, int] | None:
    """Where the page before ended; a mark that makes no sense is the beginning."""
    micros, _dash, pk = mark.partition("-")
    known = all(part.isascii() and part.isdigit() and len(part) < 19 for part in (micros, pk))
    if not known or int(micros) > LAST:
        return None
    return EPOCH + timedelta(microseconds=int(micros)), int(pk)


def _next(found: list[Dossier]) -> str:
    if len(found) <= PAGE:
        return ""
    last = found[PAGE - 1]
    assert last.due_at
    return f"{reverse('desk:forecast')}?after={(last.due_at - EPOCH) // timedelta(microseconds=1)}-{last.pk}"
