"""Early, on time or late as form II.06 counts: one rule for the law's paper and for the reported numbers (B.7.5)."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.dossiers.deadlines import Kept, kept
from motcua.dossiers.explaining import countdown
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from motcua.indicators.models import Kind, Standing
from tests.dossiers.makers import ZONE, make_dossier, make_office
from tests.indicators.making import carry_new

DUE = datetime(2026, 3, 5, 17, 0, tzinfo=ZONE)  # a Thursday
COUNTED = {Kept.EARLY: Kind.EARLY, Kept.ON_TIME: Kind.ON_TIME, Kept.LATE: Kind.SETTLED_LATE}
WITHOUT_RESULT = ("stopped", "withdrawn")
TABLE = [
    ("2026-03-02T10:00", Kept.EARLY),
    ("2026-03-04T17:00", Kept.EARLY),
    ("2026-03-04T23:59", Kept.EARLY),  # the day decides, in local time
    ("2026-03-05T00:00", Kept.ON_TIME),
    ("2026-03-05T09:00", Kept.ON_TIME),
    ("2026-03-05T17:00", Kept.ON_TIME),
    ("2026-03-05T17:01", Kept.LATE),  # the promise is a moment (B.7.2-11)
    ("2026-03-06T07:30", Kept.LATE),
    ("2026-04-05T09:00", Kept.LATE),
]


@pytest.mark.parametrize("ended, verdict", TABLE)
def test_before_the_due_day_on_it_or_after(ended: str, verdict: Kept) -> None:
    assert kept(at(ended), DUE) is verdict


# Refused and granted alike end at status 9; stopped and withdrawn at that moment, and count as on time (F.6).
@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["granted", "refused", *WITHOUT_RESULT])
@pytest.mark.parametrize("ended, verdict", [TABLE[1], TABLE[3], TABLE[5], TABLE[6]])
def test_the_reported_numbers_follow_the_same_rule(outcome: str, ended: str, verdict: Kept) -> None:
    dossier = make_dossier(make_office())
    place = {"step": None, "holder": None, "due_at": DUE, "first_due_at": DUE}
    Dossier.objects.filter(pk=dossier.pk).update(**place, **_end(outcome, at(ended)))
    carry_new()
    if outcome in WITHOUT_RESULT and verdict is Kept.EARLY:
        verdict = Kept.ON_TIME
    assert Standing.objects.get(dossier=dossier.pk).verdict == COUNTED[verdict]


@pytest.mark.django_db
def test_an_apology_makes_nobody_timely() -> None:
    """Promised for Thursday, put off to the Tuesday after, settled on the Monday between: late (B.7.2-12)."""
    dossier, renewed = make_dossier(make_office()), at("2026-03-10T17:00")
    place = {"step": None, "holder": None, "due_at": renewed, "first_due_at": DUE}
    Dossier.objects.filter(pk=dossier.pk).update(**place, **_end("granted", at("2026-03-09T10:00")))
    carry_new()
    assert Standing.objects.get(dossier=dossier.pk).verdict == Kind.SETTLED_LATE
    told = countdown(Dossier.objects.get(pk=dossier.pk), renewed)
    assert told and (told.tone, told.due_at) == ("late", DUE)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


def _end(outcome: str, ended_at: datetime) -> dict[str, object]:
    if outcome in WITHOUT_RESULT:
        return {"status": Status[outcome.upper()], "ended_at": ended_at}
    return {"status": Status.RESOLVED, "outcome": outcome, "resolved_at": ended_at}
