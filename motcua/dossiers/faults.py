"""Who bears a dossier's lateness, in words: each leg with its limit, its use, its share, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.dossiers.lateness import RULE, Leg
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Cause, Dossier, Recharge
from motcua.lib.worktime import Measure
from motcua.lib.worktime.words import amount

NOBODYS = frozenset({Cause.APPLICANT, Cause.TAX, Cause.OUTAGE})


@dataclass(frozen=True)
class Decided:
    """To whom a leg's share is charged by decision; the reckoned charge stays beside it."""

    whom: str
    ground: str
    basis: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Line:
    """A leg in words; `share` is empty for one that bears nothing, `decided` None while nothing was decided."""

    key: str
    what: str
    body: str
    person: str
    received_at: datetime
    ended_at: datetime | None
    limit: str
    used: str
    over: str
    share: str
    note: str
    decided: Decided | None


@dataclass(frozen=True)
class Faults:
    """A dossier's lateness in words, empty when it is in time, and its legs in order."""

    late: str
    lines: Sequence[Line]

    @property
    def charged(self) -> list[Line]:
        return [line for line in self.lines if line.share]


def faults_of(dossier: Dossier, at: datetime) -> Faults:
    """The dossier as it stands; 7 queries besides the calendars. Without legs before acceptance."""
    if dossier.accepted_at is None:
        return Faults("", ())
    found = reckoning_of(dossier, at)
    decided = {row.leg: _decided(row) for row in _recharges(dossier)}
    lines = [_line(leg, found.shares.get(leg.key, 0), decided.get(leg.key)) for leg in found.legs]
    return Faults(minutes_words(found.late) if found.late else "", lines)


def minutes_words(minutes: int) -> str:
    """`1 giờ 30 phút` of office time."""
    return amount(minutes, Measure.MINUTES, "en" if get_language() == "en" else "vi")


def _recharges(dossier: Dossier) -> Sequence[Recharge]:
    """The later ones take the place of earlier ones of the same leg."""
    return list(dossier.recharges.select_related("body", "decided_by").order_by("pk"))


def _decided(row: Recharge) -> Decided:
    whom = row.body.short_name if row.body else str(row.get_cause_display())
    return Decided(whom, row.ground, row.basis, row.decided_by.full_name, localtime(row.decided_at))


def _line(leg: Leg, share: int, decided: Decided | None) -> Line:
    has_limit = leg.due_at is not None
    return Line(
        key=leg.key,
        what=_("The time limit itself") if leg.key == RULE else leg.what,
        body=leg.body or str(Cause(leg.cause).label),
        person=leg.officer,
        received_at=localtime(leg.received_at),
        ended_at=localtime(leg.ended_at) if leg.ended_at else None,
        limit=minutes_words(leg.limit) if has_limit else "",
        used=minutes_words(leg.used) if has_limit else "",
        over=minutes_words(leg.over) if leg.over else "",
        share=minutes_words(share) if share else "",
        note=_note(leg),
        decided=decided,
    )


def _note(leg: Leg) -> str:
    if leg.cause in NOBODYS and leg.due_at is None:
        return _("not counted")
    return _("before the clock began") if leg.is_void else ""
