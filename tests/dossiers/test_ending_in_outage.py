"""A dossier that ends while a failure lasts: judged with the failure left out, and again once its end is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.charging import charge, charged_dossiers
from motcua.dossiers.actions.rejudging import judge_again
from motcua.dossiers.clock import clock_of
from motcua.dossiers.models import Charge, Dossier, Outage
from motcua.journal.models import Event
from tests.directory.makers import make_body
from tests.dossiers.makers import NINE, ZONE, Office, make_dossier, make_file, make_office
from tests.dossiers.test_outages import administrator, declare

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=ZONE)
DUE = datetime(2026, 3, 5, 17, 0, tzinfo=ZONE)  # Thursday; the dossiers below are settled on Friday
FRIDAY = datetime(2026, 3, 6, 10, 0, tzinfo=ZONE)
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=ZONE)
GROUND = {"ground": "death", "text": "Đã chết.", "basis": "Điều 1"}


def fail(**facts: object) -> Outage:
    usual = {"starts_at": TUESDAY, "ends_at": None, "at": TUESDAY}
    return declare(**usual | facts)  # type: ignore[arg-type]


def grant(dossier: Dossier, office: Office) -> Dossier:
    actions.draft_decision(dossier.pk, outcome="granted", title="QĐ", text="Đồng ý.", by=office.case, at=FRIDAY)
    actions.complete_step(dossier.pk, by=office.case, at=FRIDAY)
    actions.approve(dossier.pk, by=office.signatory, at=FRIDAY)
    file = make_file(media_type="application/pdf")
    return actions.grant(dossier.pk, by=office.clerk, at=FRIDAY, file=file)


def stop(dossier: Dossier, office: Office) -> Dossier:
    return actions.stop(dossier.pk, **GROUND, by=office.head, at=FRIDAY)


def withdraw(dossier: Dossier, office: Office) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(withdrawal_asked_at=FRIDAY)
    return actions.withdraw(dossier.pk, by=office.case, at=FRIDAY)


def is_late(dossier: Dossier) -> bool:
    return charged_dossiers().filter(pk=dossier.pk).exists()


def end(outage: Outage, ends_at: datetime, at: datetime = MONDAY) -> None:
    actions.end_outage(outage.pk, ends_at=ends_at, by=administrator(), at=at)
    for event in Event.objects.filter(subject=outage.subject, kind="OutageEnded").order_by("sequence"):
        judge_again(event)


@pytest.mark.parametrize("settle", [grant, stop, withdraw])
def test_whoever_ends_while_the_failure_lasts_is_in_time(settle: Callable[[Dossier, Office], Dossier]) -> None:
    office = make_office()
    dossier = make_dossier(office)
    fail()
    settle(dossier, office)
    dossier.refresh_from_db()
    # Wednesday to Friday are lost: three working days more.
    assert dossier.first_due_at == dossier.due_at == datetime(2026, 3, 10, 17, 0, tzinfo=ZONE)
    assert not is_late(dossier) and clock_of(dossier).on_time


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_at": DUE + timedelta(hours=1), "at": DUE + timedelta(hours=2)},  # the time had run out before
        {"starts_at": FRIDAY + timedelta(hours=1), "at": FRIDAY + timedelta(hours=1)},  # ended before it
        {"body_id": 0},  # of another body
    ],
)
def test_a_failure_that_took_no_time_from_it_helps_nobody(facts: dict[str, object]) -> None:
    office = make_office()
    dossier = make_dossier(office)
    fail(**facts | ({"body_id": make_body().pk} if "body_id" in facts else {}))
    assert is_late(grant(dossier, office))


@pytest.mark.parametrize(
    ("ends_at", "stays_late"),
    [
        (MONDAY, False),
        (FRIDAY, False),
        (datetime(2026, 3, 4, 10, 0, tzinfo=ZONE), False),  # Wednesday: a day is lost, Friday evening is the date
        (TUESDAY + timedelta(hours=2), True),  # the same day: nothing was lost (B.7.2-10)
    ],
)
def test_once_its_end_is_known_what_ended_in_it_is_judged_again(ends_at: datetime, stays_late: bool) -> None:
    office = make_office()
    dossier, outage = make_dossier(office), fail()
    grant(dossier, office)
    end(outage, ends_at)
    dossier.refresh_from_db()
    assert is_late(dossier) is stays_late
    assert Charge.objects.filter(dossier=dossier).exists() is stays_late
    assert clock_of(dossier).first_due_at == dossier.first_due_at


def test_an_end_set_right_judges_again_and_the_journal_says_so() -> None:
    office = make_office()
    dossier, outage = make_dossier(office), fail()
    grant(dossier, office)
    end(outage, TUESDAY + timedelta(hours=2))
    assert is_late(dossier)
    end(outage, FRIDAY, at=MONDAY + timedelta(hours=1))
    assert not is_late(dossier) and not Charge.objects.filter(dossier=dossier).exists()
    told = Event.objects.filter(subject=dossier.subject, kind="DueRecomputed").order_by("sequence")
    assert [event.payload["due_at"] for event in told] == [DUE.isoformat(), "2026-03-10T17:00:00+07:00"]


def test_a_dossier_closed_before_the_failure_or_after_its_end_is_not_judged_again() -> None:
    office = make_office()
    before, after = make_dossier(office), make_dossier(office)
    grant(before, office)
    outage = fail(starts_at=FRIDAY + timedelta(hours=1), at=FRIDAY + timedelta(hours=1))
    end(outage, FRIDAY + timedelta(hours=2), at=FRIDAY + timedelta(hours=2))
    actions.stop(after.pk, **GROUND, by=office.head, at=MONDAY)
    charge([before.pk, after.pk])
    end(outage, MONDAY, at=MONDAY + timedelta(hours=1))
    assert is_late(before) and is_late(after)
    assert not Event.objects.filter(kind="DueRecomputed").exists()


def test_a_failure_declared_after_a_dossier_has_ended_judges_it_not_anew() -> None:
    office = make_office()
    dossier = grant(make_dossier(office), office)
    outage = fail(at=MONDAY)
    end(outage, MONDAY, at=MONDAY + timedelta(hours=1))
    assert is_late(Dossier.objects.get(pk=dossier.pk)), "closed ones never change (rulebook B.7.2-15)"
    assert dossier.accepted_at == NINE
