"""The pages: every number opens its list, strangers find nothing, bad days are told, nothing grows with rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.board import lists
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.board.makers import MARCH, enter, make_mixture, make_open, numbers_left_alone, tiles
from tests.directory.makers import make_body, make_officer
from tests.dossiers.makers import Office, make_dossier, make_office

pytestmark = pytest.mark.django_db
CALENDAR = ("directory_calendar", "directory_officehours", "directory_announcedyear", "dossiers_outage")


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def head(office: Office) -> Client:
    return enter(office.head)


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_every_number_opens_a_list_of_that_length(office, head):
    make_mixture(office)
    found = tiles(read(head, "/board/"))
    assert len(found) == 11
    for name, (number, url) in found.items():
        page = read(head, url)
        assert page.count('class="row-link"') == int(number), name
        assert f": {number}</h1>" in page


def test_the_worst_stands_first_with_where_it_is_and_an_act(office, head):
    first, second = make_open(office, 2)
    assert first.due_at
    Dossier.objects.filter(pk=second.pk).update(due_at=first.due_at - timedelta(days=3))
    page = read(head, "/board/")
    assert page.index(second.code) < page.index(first.code)
    assert first.step and first.step.name in page and office.service.competent.short_name in page
    assert f"/desk/dossiers/{first.public_id}/" in page
    assert f"/desk/dossiers/{first.public_id}/#assignment-officer" in page


def test_those_who_only_watch_get_no_way_to_the_desk(office):
    (dossier,) = make_open(office, 1)
    page = read(enter(make_officer(make_body(), Role.INSPECTOR)[1]), "/board/")
    assert dossier.code in page and "/desk/" not in page


def test_an_empty_board_says_so(head):
    page = read(head, "/board/")
    assert "Không có hồ sơ nào quá hạn." in page and "Không có hồ sơ nào để đếm" in page


@pytest.mark.parametrize("measure", ["late", "in_hand", "received"])
def test_another_body_reads_nothing_of_this_one(office, measure):
    (dossier,) = make_open(office, 1)
    stranger = enter(make_office().head)
    assert dossier.code not in read(stranger, f"/board/dossiers/?measure={measure}&{MARCH.query}")
    body_id = office.service.competent_id
    assert dossier.code not in read(stranger, f"/board/dossiers/?measure={measure}&under={body_id}&{MARCH.query}")
    assert dossier.code not in read(stranger, "/board/") + read(stranger, "/board/late/")
    read(stranger, f"/board/bodies/{body_id}/", 404)
    read(stranger, f"/board/dossiers/{dossier.public_id}/", 404)
    assert tiles(read(stranger, "/board/numbers/"))["late"][0] == "0"


def test_a_head_steers_what_lies_below_and_not_what_lies_above(office, head):
    top = make_body(kind=BodyKind.PROVINCE_COMMITTEE)
    division = make_body(kind=BodyKind.DIVISION, parent=office.service.competent)
    office.service.competent.parent = top
    office.service.competent.save()
    read(head, f"/board/bodies/{division.pk}/")
    read(head, f"/board/bodies/{office.service.one_stop_id}/")
    read(head, f"/board/bodies/{top.pk}/", 404)


def test_the_province_is_watched_as_a_whole(office):
    make_open(office, 1)
    make_open(make_office(), 1)
    for role in (Role.INSPECTOR, Role.PROCEDURE_CONTROL):
        watcher = enter(make_officer(make_body(), role)[1])
        assert tiles(read(watcher, "/board/"))["in_hand"][0] == "2"
        read(watcher, f"/board/bodies/{office.service.competent_id}/")
        read(watcher, "/board/bodies/999999999/", 404)


def test_a_case_officer_and_a_citizen_have_no_board(office):
    for address in ("/board/", "/board/numbers/", "/board/late/", "/board/dossiers/"):
        read(enter(office.case), address, 403)
        assert Client().get(address).status_code == 302


def test_bad_days_are_all_told_at_once_and_what_was_typed_stays(head):
    page = read(head, "/board/?from=31/12/2026&to=0001-01-01", 422)
    assert 'href="#id_from"' in page and 'href="#id_to"' in page
    assert 'value="31/12/2026"' in page
    assert "Ngày cuối nằm trước ngày đầu." in read(head, "/board/?from=2026-03-05&to=2026-03-04", 422)
    assert read(head, "/board/dossiers/?measure=received&from=x", 422)


@pytest.mark.parametrize("day", ["9999-12-31", "1999-12-31", "2026-02-30", "٢٠٢٦-03-01", "\x00"])
def test_no_day_breaks_the_board(head, day):
    assert head.get("/board/", {"from": day}).status_code in (200, 422)


def test_a_measure_that_is_not_there_is_not_found(head):
    read(head, "/board/dossiers/?measure=happiness", 404)


@pytest.mark.parametrize(
    "said", ["body=x", "body=99999999999999999999", "under=-1", "officer=%00x", "officer=7e9", "procedure=%27"]
)
def test_a_narrowing_that_makes_no_sense_is_an_empty_list(office, head, said):
    make_open(office, 1)
    assert 'class="row-link"' not in read(head, f"/board/dossiers/?measure=in_hand&{said}")


@pytest.mark.parametrize("after", ["x", "-", "1-2-3", "999999999999999999-1", "²-1"])
def test_a_place_that_makes_no_sense_is_the_beginning(office, head, after):
    make_open(office, 1)
    assert read(head, f"/board/dossiers/?measure=in_hand&after={after}")


@pytest.mark.parametrize("measure", ["in_hand", "received", "waiting", "early"])
def test_paging_shows_every_dossier_once(office, head, measure, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    status = {"waiting": Status.LODGED, "early": Status.RESOLVED}.get(measure, Status.IN_PROGRESS)
    codes = sorted(make_dossier(office, status).code for _ in range(5))
    seen, url = [], f"/board/dossiers/?measure={measure}&{MARCH.query}"
    while url:
        answer = head.get(url)
        seen += [row.dossier.code for row in answer.context["rows"]]
        url = answer.context["next_url"]
    assert sorted(seen) == codes


@pytest.mark.parametrize(
    "address", ["/board/", "/board/numbers/", "/board/late/", "/board/dossiers/?measure=in_hand"]
)
def test_a_page_asks_as_often_for_one_dossier_as_for_many(office, head, address):
    make_open(office, 1)
    make_open(make_office(), 1)  # who sees the only dossiers there are reads the sums of the whole province
    few = asked(head, address)
    make_open(office, 20)
    make_open(make_office(), 2)
    assert asked(head, address) == few <= 20


def asked(client: Client, address: str) -> int:
    """How many queries a page takes, without the look whether the calendar or an outage changed, once a second."""
    read(client, address)
    with numbers_left_alone(), CaptureQueriesContext(connection) as queries:
        read(client, address)
    return sum(not any(table in query["sql"] for table in CALENDAR) for query in queries)


def test_the_page_of_a_body_tells_its_officers_apart(office, head):
    make_mixture(office)
    body_id = office.service.competent_id
    page = read(head, f"/board/bodies/{body_id}/")
    assert office.case.name in page and "Chưa có người nhận xử lý" in page
    assert f"officer={office.case.officer_id}" in page and f"officer={lists.NOBODY}" in page


def test_the_refreshed_numbers_come_alone_and_know_their_place(head):
    page = read(head, f"/board/numbers/?{MARCH.query}")
    assert '<div id="numbers" hx-swap-oob="innerHTML">' in page and "<html" not in page


def test_the_refreshing_can_be_stopped(head):
    assert 'hx-trigger="every 15s"' in read(head, "/board/")
    assert "hx-trigger" not in read(head, "/board/?live=off")


def test_the_list_for_paper_names_no_applicant(office, head):
    (dossier,) = make_open(office, 1)
    page = read(head, "/board/late/")
    assert dossier.code in page and dossier.applicant_name not in page


def test_a_late_dossier_says_whose_the_delay_is(office, head):
    (dossier,) = make_open(office, 1)
    page = read(head, f"/board/dossiers/{dossier.public_id}/")
    assert "Chậm" in page and office.service.competent.short_name in page


def test_the_board_only_shows(head):
    for address in ("/board/", "/board/numbers/", "/board/late/", "/board/dossiers/"):
        assert head.post(address).status_code == 405


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_speaks_both_languages(office, head, language):
    made = make_mixture(office)
    head.cookies["django_language"] = language
    places = ["", "numbers/", "late/", "?live=off", f"bodies/{office.service.competent_id}/"]
    places += [f"dossiers/{dossier.public_id}/" for dossier in made]
    places += [f"dossiers/?measure={name}&{MARCH.query}&procedure=x" for name in ("late", "received")]
    for place in places:
        page = read(head, f"/board/{place}")
        assert f'lang="{language}"' in page or place == "numbers/"
