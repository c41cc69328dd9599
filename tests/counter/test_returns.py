"""Several results handed over at once: previewed, confirmed, told one by one, each with its own event."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions
from motcua.dossiers.models import BulkRun, Dossier
from motcua.dossiers.statuses import Delivery, Status
from motcua.journal.models import Event
from tests.counter.test_counter import enter
from tests.directory.makers import make_person
from tests.dossiers.makers import NINE, Office, make_dossier, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def counter(office: Office) -> Client:
    return enter(office.returning.officer_id)


def words(answer: HttpResponse) -> str:
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def settled(office: Office, **facts: object) -> Dossier:
    dossier = make_dossier(office, Status.RESOLVED)
    Dossier.objects.filter(pk=dossier.pk).update(**facts)
    return Dossier.objects.get(pk=dossier.pk)


def preview(client: Client, *dossiers: Dossier) -> str:
    return words(client.post("/counter/results/selection/", {"chosen": [str(row.public_id) for row in dossiers]}))


def confirm(client: Client, page: str, receiver: str = "applicant") -> HttpResponse:
    """The preview's own form, as it stands."""
    hidden = {name: re.findall(rf'name="{name}" value="([^"]*)"', page) for name in ("key", "item")}
    return client.post("/counter/return-runs/", {**hidden, "receiver": receiver})


def test_results_are_previewed_handed_over_and_told_one_by_one(office: Office, counter: Client) -> None:
    first, second = settled(office), settled(office)
    by_post, running = settled(office, delivery=Delivery.POST), make_dossier(office)
    page = words(counter.get("/counter/results/"))
    assert first.code in page and running.code not in page
    page = preview(counter, first, second, by_post, running)
    will, will_not = page.split("Sẽ không được trả", 1)
    assert first.code in will and second.code in will
    assert by_post.code in will_not and "bưu chính công ích" in will_not
    assert running.code in will_not and "Không thực hiện được" in will_not
    assert "Giấy tờ 1" in will  # the originals that go back
    assert Event.objects.filter(kind="Returned").count() == 0
    answer = confirm(counter, page, receiver="filer")
    page = words(counter.get(answer["Location"]))
    assert "Đã trả 2 kết quả." in page and "người nộp hồ sơ" in page
    events = Event.objects.filter(kind="Returned").order_by("pk")
    assert [event.subject for event in events] == [first.subject, second.subject]
    assert {event.payload["receiver"] for event in events} == {"filer"}
    assert not first.papers.filter(given_back_at=None, originals__gt=0).exists()


def test_what_was_moved_or_tampered_with_is_refused_by_itself(office: Office, counter: Client) -> None:
    first, second, by_post = settled(office), settled(office), settled(office)
    page = preview(counter, first, second, by_post)
    actions.hand_over(second.pk, by=office.returning, at=NINE)
    Dossier.objects.filter(pk=by_post.pk).update(delivery=Delivery.POST)
    page = words(counter.get(confirm(counter, page)["Location"]))
    assert "Đã trả 1 kết quả." in page and "2 hồ sơ không thực hiện được" in page
    assert Dossier.objects.get(pk=by_post.pk).status == Status.RESOLVED
    assert Event.objects.filter(kind="Returned").count() == 2


def test_pressing_twice_hands_over_once(office: Office, counter: Client) -> None:
    page = preview(counter, settled(office))
    assert confirm(counter, page)["Location"] == confirm(counter, page)["Location"]
    assert (BulkRun.objects.count(), Event.objects.filter(kind="Returned").count()) == (1, 1)


def test_nothing_chosen_or_nobody_named_says_so_and_does_nothing(office: Office, counter: Client) -> None:
    dossier = settled(office)
    page = preview(counter, dossier)
    for answer in (
        counter.post("/counter/results/selection/", {"chosen": ["x", "\x00"]}, follow=True),
        counter.post("/counter/return-runs/", {"key": "x", "item": "y"}, follow=True),
        counter.post("/counter/return-runs/", {"key": "x"}, follow=True),
    ):
        assert "Chọn ít nhất một hồ sơ." in words(answer)
    key, item = re.findall(r'name="(?:key|item)" value="([^"]*)"', page)
    answer = counter.post("/counter/return-runs/", {"key": key, "item": item, "receiver": "z"}, follow=True)
    assert "Cho biết ai nhận các kết quả." in words(answer)
    assert not BulkRun.objects.exists()


def test_a_stranger_sees_and_moves_nothing(office: Office, counter: Client) -> None:
    dossier, other = settled(office), make_office()
    stranger = enter(other.returning.officer_id)
    page = stranger.post("/counter/results/selection/", {"chosen": [str(dossier.public_id)]}, follow=True)
    assert dossier.code not in words(page)
    address = confirm(counter, preview(counter, dossier))["Location"]
    assert stranger.get(address).status_code == 404
    assert enter(office.case.officer_id).get("/counter/results/").status_code == 403


def test_the_desk_hands_nothing_over(office: Office) -> None:
    dossier, desk = settled(office), enter(office.case.officer_id)
    desk.post("/desk/selection/", {"chosen": [str(dossier.public_id)], "act": "return"})
    assert 'value="return"' not in words(desk.get("/desk/"))
    assert Dossier.objects.get(pk=dossier.pk).status == Status.RESOLVED


def test_the_preview_asks_the_database_as_often_for_one_as_for_many(office: Office, counter: Client) -> None:
    rows = [settled(office) for _each in range(4)]
    make_person()
    counts = []
    for chosen in (rows[:1], rows[:1], rows):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            preview(counter, *chosen)
        counts.append(len(queries))
    assert counts[1] == counts[2]
