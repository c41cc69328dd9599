"""Beside "late" stands the date by which that is judged; the apology's new date is named as such (B.7.2-12)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from motcua.board.rows import row_of
from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.board.makers import enter
from tests.dossiers.makers import Office, make_dossier, make_office

pytestmark = pytest.mark.django_db
FIRST, ANEW = "17:00 thứ Năm, 05/03/2026", "17:00 thứ Tư, 11/03/2026"


@pytest.fixture
def office() -> Office:
    return make_office()


def apologised(office: Office, status: Status, **facts: datetime) -> Dossier:
    """First due on Thursday the 5th; told on form 04: Wednesday the 11th."""
    dossier = make_dossier(office, status)
    assert dossier.due_at
    Dossier.objects.filter(pk=dossier.pk).update(due_at=dossier.due_at + timedelta(days=6), **facts)
    return Dossier.objects.for_pages().get(pk=dossier.pk)


def shown(dossier: Dossier, now: datetime) -> tuple[str, str, str]:
    row = row_of(dossier, Actor(), now)
    return row.deadline, row.tone, row.detail


@pytest.mark.parametrize(
    ("hours_late", "words", "tone"), [(-1, "giải quyết trong hạn", "done"), (1, "giải quyết quá hạn", "late")]
)
def test_what_has_ended_shows_the_date_it_is_judged_by(
    office: Office, hours_late: int, words: str, tone: str
) -> None:
    dossier = apologised(office, Status.RESOLVED)
    assert dossier.first_due_at
    dossier.resolved_at = dossier.first_due_at + timedelta(hours=hours_late)
    told = shown(dossier, dossier.first_due_at + timedelta(days=9))
    assert told == (words, tone, f"{FIRST}; hẹn lại: {ANEW}")


def test_what_runs_is_late_by_the_new_date_and_says_whose_it_is(office: Office) -> None:
    dossier = apologised(office, Status.IN_PROGRESS)
    assert dossier.due_at
    _words, tone, detail = shown(dossier, dossier.due_at + timedelta(hours=16))
    assert (tone, detail) == ("late", f"hẹn lại: {ANEW}; hẹn lần đầu: {FIRST}")


def test_what_waits_for_the_applicant_is_open_still(office: Office) -> None:
    dossier = apologised(office, Status.IN_PROGRESS)
    dossier.status = Status.AWAITING_SUPPLEMENT
    assert dossier.due_at
    assert shown(dossier, dossier.due_at)[1:] == ("paused", f"hẹn lại: {ANEW}; hẹn lần đầu: {FIRST}")


def test_without_an_apology_one_date_is_all(office: Office) -> None:
    dossier = make_dossier(office)
    assert dossier.due_at
    assert shown(dossier, dossier.due_at)[2] == FIRST


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_lists_and_page_show_it(office: Office) -> None:
    first = make_dossier(office).first_due_at
    assert first
    dossier = apologised(office, Status.RESOLVED, resolved_at=first + timedelta(hours=1))
    client = enter(office.head)
    days = f"from={first:%Y-%m-%d}&to={first:%Y-%m-%d}"
    for address in (f"/board/dossiers/{dossier.public_id}/", f"/board/dossiers/?measure=settled_late&{days}"):
        assert f"{FIRST}; hẹn lại: {ANEW}" in words(client, address), address
    late = words(client, "/board/late/")
    apologised(office, Status.IN_PROGRESS)
    assert f"hẹn lại: {ANEW}" not in late
    assert f"hẹn lại: {ANEW}; hẹn lần đầu: {FIRST}" in words(client, "/board/late/")
