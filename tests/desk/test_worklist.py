"""The work list: lanes, filters kept in the address, pages by key, marks; the same queries for 1 and 30 rows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from motcua.desk import choices
from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from tests.desk.makers import address, counted, enter, make_drafted, make_running
from tests.directory.makers import make_body, make_officer, make_person
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def desk(office: Office) -> Client:
    return enter(office.case)


def seen(client: Client, query: str = "") -> str:
    answer = client.get(f"/desk/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def rows(page: str) -> list[str]:
    return re.findall(r'class="row-link"[^>]*>([^<]+)<', page)


def test_an_empty_list_says_what_will_come(desk: Client) -> None:
    assert "Không có việc nào chờ bạn" in seen(desk)
    assert "Không có hồ sơ trong luồng này" in seen(desk, "?lane=late")
    assert "Không có hồ sơ nào khớp điều kiện" in seen(desk, "?words=xyz")


def test_work_of_my_role_is_to_do_now_and_the_rest_waits_for_others(office: Office, desk: Client) -> None:
    mine, signing = make_running(office), make_drafted(office)
    assert rows(seen(desk)) == [mine.code]
    assert rows(seen(desk, "?lane=waiting")) == [signing.code]
    assert set(rows(seen(desk, "?lane=all"))) == {mine.code, signing.code}


def test_a_step_that_a_colleague_took_leaves_my_lane(office: Office) -> None:
    dossier = make_running(office)
    body = next(iter(office.case.body_ids))
    colleague = make_officer(office.case and Dossier.objects.get(pk=dossier.pk).holder_body, "case_officer")[1]
    assert body == dossier.holder_body_id
    actions.take(dossier.pk, by=colleague, at=now())
    assert rows(seen(enter(office.case))) == []
    assert colleague.name in seen(enter(office.case), "?lane=waiting")


def test_late_withdrawn_and_sent_back_dossiers_are_marked_in_words(office: Office, desk: Client) -> None:
    make_running(office, at=now() - timedelta(days=200))
    asked, back = make_running(office), make_drafted(office)
    actions.ask_withdrawal(asked.pk, reason="Tôi đổi ý", by=Actor(person_id=asked.applicant_person_id), at=now())
    actions.send_back(back.pk, reason="Thiếu căn cứ", by=office.signatory, at=now())
    page = seen(desk)
    for word in ("Quá hạn", "Xin rút hồ sơ", "Bị trả lại"):
        assert re.search(rf'<span class="status [^>]*>\s*<svg.*?{word}', page, re.DOTALL), word
    assert len(rows(seen(desk, "?lane=late"))) == 1


def test_filters_narrow_every_lane_and_stay_in_the_address(office: Office, desk: Client) -> None:
    one = make_running(office, person=make_person(full_name="Vàng A Páo"))
    make_running(office)
    page = seen(desk, "?words=Vàng")
    assert rows(page) == [one.code]
    assert page.count("words=V%C3%A0ng") >= 5, "each lane's tab keeps the words"
    assert "Từ khóa: Vàng" in page
    assert rows(seen(desk, f"?words={one.code}")) == rows(seen(desk, f"?words={one.code[-4:]}")) == [one.code]
    assert rows(seen(desk, f"?words={one.code[-3:]}")) == [], "too short to tell one from another"
    assert rows(seen(desk, "?officer=nobody&step=process&status=4")) != []
    assert rows(seen(desk, "?step=sign")) == []
    assert rows(seen(desk, f"?procedure={one.procedure_code}&body={one.holder_body_id}")) != []
    assert rows(seen(desk, f"?officer={office.case.officer_id}")) == []


def test_who_sees_many_bodies_chooses_one_before_its_officers(
    office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = make_running(office)
    own = f'<option value="{office.case.officer_id}"'
    assert own in seen(desk)
    monkeypatch.setattr(choices, "MANY_BODIES", 0)
    page = seen(desk)
    assert own not in page and "Hãy chọn đơn vị trước" in page
    assert own in seen(desk, f"?body={dossier.holder_body_id}")
    assert own in seen(desk, f"?officer={office.case.officer_id}"), "whom the list is narrowed to is named"
    assert own not in seen(desk, f"?body={make_body().pk}")


def test_the_head_of_all_sees_what_every_body_has(office: Office) -> None:
    dossier = make_running(office)
    head = make_officer(make_body(), Role.HEAD)[1]
    assert not Dossier.objects.visible_to(head).exists()
    assert Dossier.objects.visible_to(replace(head, oversees_all=True)).get() == dossier


@pytest.mark.parametrize(
    "query",
    ["lane=x", "status=abc", "status=99", "body=-1", "officer=1e9", "step=fly", "after=!!", "after=MTI", "body=²"],
)
def test_an_address_that_makes_no_sense_is_read_as_far_as_it_does(office: Office, desk: Client, query: str) -> None:
    dossier = make_running(office)
    assert rows(seen(desk, f"?{query}")) == [dossier.code]


def test_pages_go_on_by_key_and_miss_nobody(office: Office, desk: Client) -> None:
    made = {make_running(office).code for _ in range(31)}
    first = seen(desk)
    following = re.search(r'href="(\?[^"]*after=[^"]*)"', first)
    assert len(rows(first)) == 30 and following
    second = seen(desk, following[1])
    assert set(rows(first)) | set(rows(second)) == made
    assert len(rows(second)) == 1


def test_a_list_of_thirty_costs_as_many_queries_as_a_list_of_one(office: Office, desk: Client) -> None:
    make_running(office)
    seen(desk)
    with CaptureQueriesContext(connection) as for_one:
        seen(desk)
    once = counted(for_one)  # at once: the log of queries keeps the last 9,000
    for _ in range(29):
        make_running(office)
    seen(desk)
    with CaptureQueriesContext(connection) as for_thirty:
        assert len(rows(seen(desk))) == 30
    assert counted(for_thirty) == once


def test_a_dossier_is_found_by_its_code_or_the_address_in_its_picture(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    for scanned in (dossier.code.lower(), f"http://localhost/lookup/?code={dossier.code}"):
        assert desk.get("/desk/find/", {"code": scanned})["Location"] == address(dossier)
    assert desk.get("/desk/find/?code=H35-0").status_code == 404


def test_a_stranger_sees_none_of_it(office: Office) -> None:
    dossier = make_running(office)
    stranger = enter(make_officer(make_body(), "case_officer")[1])
    for lane in ("now", "waiting", "soon", "late", "all"):
        assert rows(seen(stranger, f"?lane={lane}&body={dossier.holder_body_id}")) == []
    assert stranger.get("/desk/find/", {"code": dossier.code}).status_code == 404


def test_the_desk_is_closed_to_the_counter_and_to_nobody_in_particular(office: Office) -> None:
    assert enter(office.reception).get("/desk/").status_code == 403
    assert enter(None).get("/desk/").status_code == 302
