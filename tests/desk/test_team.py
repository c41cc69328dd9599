"""Who holds what: numbers that equal the lists they open, for heads only."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from motcua.desk import team as house
from motcua.dossiers import actions
from tests.desk.makers import counted, enter, make_running
from tests.directory.makers import make_body, make_officer
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def team(client: Client, query: str = "") -> str:
    answer = client.get(f"/desk/team/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_every_number_opens_a_list_of_that_many(office: Office) -> None:
    for days in (1, 200):
        dossier = make_running(office, at=now() - timedelta(days=days))
        actions.take(dossier.pk, by=office.case, at=now())
    make_running(office)
    head = enter(office.head)
    numbers = re.findall(r'<td class="number"[^>]*><a href="([^"]+)">(.*?)</a>', team(head), re.DOTALL)
    assert len(numbers) == 5  # body: in hand, untaken, late; officer: in hand, late
    for url, shown in numbers:
        said = int(
            re.sub(r"<svg.*?</svg>|<span class=\"visually-hidden\".*?</span>|<[^>]+>", "", shown, flags=re.DOTALL)
        )
        page = head.get(url).content.decode()
        assert len(re.findall('class="row-link"', page)) == said, url


def test_an_officer_without_work_is_listed_too(office: Office) -> None:
    page = team(enter(office.head))
    assert office.case.name in page and office.clerk.name in page
    assert "Cơ quan bạn không có hồ sơ nào" in page


def test_the_page_costs_the_same_for_one_dossier_and_for_thirty(office: Office) -> None:
    head = enter(office.head)
    make_running(office)
    team(head)
    with CaptureQueriesContext(connection) as for_one:
        team(head)
    once = counted(for_one)
    for _ in range(29):
        dossier = make_running(office)
        actions.take(dossier.pk, by=make_officer(dossier.holder_body, "case_officer")[1], at=now())
    with CaptureQueriesContext(connection) as for_thirty:
        team(head)
    assert counted(for_thirty) == once


def test_only_heads_see_who_holds_what(office: Office) -> None:
    make_running(office)
    assert enter(office.case).get("/desk/team/").status_code == 403
    stranger = make_officer(make_body(), "head")[1]
    assert office.case.name not in team(enter(stranger))


def test_the_page_reads_in_english(office: Office) -> None:
    head = enter(office.head)
    head.cookies["django_language"] = "en"
    assert "Who holds what" in team(head)


def test_a_wide_house_shows_the_officers_of_the_chosen_body(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, head = make_running(office), enter(office.head)
    monkeypatch.setattr(house, "MANY_BODIES", 0)
    assert office.case.name not in team(head) and "Hãy chọn một đơn vị" in team(head)
    assert office.case.name in team(head, f"?body={dossier.holder_body_id}")
    assert office.case.name not in team(head, f"?body={make_body().pk}"), "a body of another house has nobody here"
