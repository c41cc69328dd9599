"""A dossier whose clock stands still is late nowhere: neither among the day's numbers nor in the book (B.7.2-8)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.register import register
from motcua.dossiers.statuses import Stage, Status
from motcua.dossiers.watching.days import day_of_bodies
from motcua.dossiers.worklist import Day, Lane, of_the_day
from tests.documents.test_forms import words
from tests.dossiers.makers import NINE, Office, make_dossier, make_office

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.mark.parametrize("minutes, day", [(-60, Day.RESULT), (60, Day.NEWLY_LATE)])
def test_a_wait_for_consent_is_nothing_that_the_day_brings(office: Office, minutes: int, day: Day) -> None:
    running = make_dossier(office)
    actions.ask_consent(make_dossier(office).pk, basis="NĐ 301/2026/NĐ-CP", by=office.case, at=NINE)
    assert running.due_at
    moment = running.due_at + timedelta(minutes=minutes)
    assert of_the_day(office.head, Lane.ALL, moment)[day] == "1"
    assert day_of_bodies(moment)[running.competent_id][day.value] == 1


@pytest.mark.parametrize(
    "place",
    [
        {"status": Status.AWAITING_SUPPLEMENT, "step_due_at": None},
        {"stage": Stage.AWAITING_CONSENT},
        {"stage": Stage.AWAITING_OUTSIDE},
    ],
    ids=["supplement", "consent", "another agency"],
)
def test_the_book_calls_nothing_late_that_waits(office: Office, place: dict[str, object]) -> None:
    dossier = make_dossier(office)
    long_after = NINE + 20 * DAY
    assert "Quá hạn" in words(register(dossier.receiving, 2026, at=long_after))
    Dossier.objects.filter(pk=dossier.pk).update(**place)
    assert "Quá hạn" not in words(register(dossier.receiving, 2026, at=long_after))
