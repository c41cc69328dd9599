"""Several dossiers at once from the work list, a colleague's list handed over, lists kept under a name."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from motcua.dossiers import actions
from motcua.dossiers.models import BulkRun, Dossier, SavedView
from tests.desk.makers import WORDS, address, counted, enter, make_drafted, make_running
from tests.directory.makers import make_body, make_officer
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def desk(office: Office) -> Client:
    return enter(office.case)


def words(answer: HttpResponse) -> str:
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def preview(client: Client, *dossiers: Dossier, act: str = "take", **typed: object) -> str:
    chosen = {"chosen": [str(row.public_id) for row in dossiers], "act": act, "list": "lane=now"}
    return words(client.post("/desk/selection/", {**chosen, **typed}))


def hidden(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


def confirm(client: Client, page: str) -> HttpResponse:
    """The preview's own form, as it stands."""
    said = {name: hidden(page, name) for name in ("key", "act", "list", "officer", "from", "item")}
    return client.post("/desk/bulk-runs/", said)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_chosen_dossiers_are_previewed_done_and_told_one_by_one(office: Office, desk: Client) -> None:
    mine, theirs = make_running(office), make_running(office)
    colleague = make_officer(office.service.competent, "case_officer")[1]
    actions.take(theirs.pk, by=colleague, at=now())
    page = preview(desk, mine, theirs)
    assert page.index("Sẽ thực hiện (1)") < page.index(mine.code) < page.index("Sẽ không thực hiện (1)")
    assert colleague.name in page[page.index("Sẽ không thực hiện") :]
    answer = confirm(desk, page)
    told = words(desk.get(answer["Location"]))
    assert mine.code in told and "Đã thực hiện 1 hồ sơ." in told and "Hoàn tác" in told
    assert again(mine).holder_id == office.case.officer_id


def test_every_dossier_of_the_page_is_chosen_with_one_tick(office: Office, desk: Client) -> None:
    made = [make_running(office) for _ in range(3)]
    listed = words(desk.get("/desk/"))
    page = preview(desk, all="1", page=hidden(listed, "page"))
    assert all(row.code in page for row in made) and "Sẽ thực hiện (3)" in page


def test_a_second_press_finds_the_same_results(office: Office, desk: Client) -> None:
    page = preview(desk, make_running(office))
    assert confirm(desk, page)["Location"] == confirm(desk, page)["Location"]
    assert BulkRun.objects.count() == 1


def test_a_run_is_taken_back_with_one_press(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    where = confirm(desk, preview(desk, dossier))["Location"]
    desk.post(where.partition("?")[0] + "undoing/", {"list": "lane=now"})
    assert again(dossier).holder_id is None
    told = words(desk.get(where))
    assert "đã hoàn tác" in told and "Hoàn tác</" not in told


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"act": "take"}, "Hãy chọn ít nhất một hồ sơ."),
        ({"act": "fly", "chosen": "?"}, "Hãy chọn ít nhất một hồ sơ."),
        ({"act": "", "chosen": "one"}, "Hãy chọn việc cần làm với các hồ sơ."),
        ({"act": "assign", "chosen": "one"}, "Hãy chọn người nhận bước này."),
    ],
)
def test_what_is_missing_is_said_on_the_list(office: Office, typed: dict[str, str], said: str) -> None:
    dossier, head = make_running(office), enter(office.head)
    chosen = {**typed, "chosen": str(dossier.public_id) if typed.get("chosen") == "one" else "x"}
    page = words(head.post("/desk/selection/", {**chosen, "list": "lane=all"}, follow=True))
    assert said in page or "Chọn" in page
    assert not BulkRun.objects.exists()


def test_a_stranger_chooses_nothing_and_sees_no_results(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    page = preview(desk, dossier)
    stranger = enter(make_officer(make_body(), "case_officer")[1])
    assert stranger.post("/desk/selection/", {"chosen": str(dossier.public_id), "act": "take"}).status_code == 302
    confirm(stranger, page)
    assert again(dossier).holder_id is None
    where = confirm(desk, page)["Location"]
    assert stranger.get(where).status_code == 404
    assert stranger.post(where.partition("?")[0] + "undoing/").status_code == 404


def test_a_preview_of_thirty_costs_as_many_queries_as_of_one(office: Office, desk: Client) -> None:
    made = [make_running(office) for _ in range(30)]
    preview(desk, made[0])
    with CaptureQueriesContext(connection) as for_one:
        preview(desk, made[0])
    once = counted(for_one)
    with CaptureQueriesContext(connection) as for_thirty:
        preview(desk, *made)
    assert counted(for_thirty) == once


def test_drafts_are_approved_together(office: Office) -> None:
    signing = [make_drafted(office) for _ in range(2)]
    signatory = enter(office.signatory)
    confirm(signatory, preview(signatory, *signing, act="approve"))
    assert {again(row).stage for row in signing} == {"signed"}


def test_a_head_hands_a_colleagues_list_over(office: Office) -> None:
    held, head = make_running(office), enter(office.head)
    actions.take(held.pk, by=office.case, at=now())
    other = make_officer(office.service.competent, "case_officer")[1]
    where = f"/desk/team/{office.case.officer_id}/handover/"
    assert where in words(head.get("/desk/team/"))
    listed = words(head.get(where))
    assert held.code in listed and other.name in listed
    chosen = {"act": "assign", "from": office.case.officer_id, "officer": other.officer_id}
    page = words(head.post("/desk/selection/", {**chosen, "chosen": hidden(listed, "chosen")}))
    assert "Sẽ thực hiện (1)" in page
    confirm(head, page)
    assert again(held).holder_id == other.officer_id
    assert enter(office.case).get(where).status_code == 403
    foreign = make_officer(make_body(), "case_officer")[1]
    assert head.get(f"/desk/team/{foreign.officer_id}/handover/").status_code == 404


def test_a_list_is_kept_and_stands_above_the_work_list(office: Office, desk: Client) -> None:
    make_running(office)
    offered = words(desk.get("/desk/?lane=all&step=process"))
    keep = re.search(r'href="(/desk/saved-views/\?list=[^"]+)"', offered)
    assert keep and "Lưu danh sách này" in words(desk.get(keep[1]))
    answer = desk.post("/desk/saved-views/", {"list": "lane=all&step=process", "name": "Đang thẩm định"})
    page = words(desk.get(answer["Location"]))
    assert re.search(r'href="\?lane=all&step=process" aria-current="page">\s*Đang thẩm định', page)
    assert "Đang thẩm định" not in words(enter(office.signatory).get("/desk/"))


def test_a_view_without_a_name_keeps_what_was_typed(desk: Client) -> None:
    answer = desk.post("/desk/saved-views/", {"list": "lane=late", "name": " "})
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert 'id="name-error"' in page and 'name="list" value="lane=late"' in page


def test_a_view_is_renamed_and_deleted_by_its_owner_alone(office: Office, desk: Client) -> None:
    view = actions.save_view("Trễ", "lane=late", by=office.case, at=now())
    other = enter(office.head)
    for act in ("name", "removal"):
        assert other.post(f"/desk/saved-views/{view.public_id}/{act}/", {"name": "X"}).status_code == 404
    desk.post(f"/desk/saved-views/{view.public_id}/name/", {"name": "Quá hạn"})
    assert SavedView.objects.get().name == "Quá hạn"
    desk.post(f"/desk/saved-views/{view.public_id}/removal/")
    assert not SavedView.objects.exists()


def test_next_and_previous_follow_a_saved_view(office: Office, desk: Client) -> None:
    first, second, _signing = make_running(office), make_running(office), make_drafted(office)
    query = "lane=all&step=process"
    actions.save_view("Thẩm định", query, by=office.case, at=now())
    page = words(desk.get(address(first, list=query)))
    assert address(second, list=query) in page
    page = words(desk.get(address(second, list=query)))
    assert address(first, list=query) in page and page.count('data-key="n"') == 0


def test_the_last_of_a_run_is_done_whatever_was_typed_wrong(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    page = preview(desk, dossier)
    said = {"key": hidden(page, "key"), "act": "take", "item": ["x", "7:7", *hidden(page, "item")]}
    desk.post("/desk/bulk-runs/", said)
    assert again(dossier).holder_id == office.case.officer_id
    for wrong in ({"key": "x"}, {"act": "fly"}, {"item": f"{dossier.public_id}:²"}):
        assert desk.post("/desk/bulk-runs/", {**said, **wrong}).status_code == 302


def test_drafted_and_undrafted_are_told_apart(office: Office, desk: Client) -> None:
    drafted, empty = make_running(office), make_running(office)
    actions.draft_decision(drafted.pk, **WORDS, by=office.case, at=now())
    page = preview(desk, drafted, empty, act="complete")
    assert page.index(drafted.code) < page.index("Sẽ không thực hiện (1)") < page.index(empty.code)
