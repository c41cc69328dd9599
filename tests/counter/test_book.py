"""The paper book of an outage, typed in at the counter on the reception screen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localtime, now

from motcua.directory.calendars import mark_changed
from motcua.dossiers.models import Dossier, Outage
from tests.counter.test_counter import filled_in
from tests.dossiers.makers import Office

pytestmark = pytest.mark.django_db


def make_outage(office: Office, **facts: object) -> Outage:
    """The system was down from five hours ago until two hours ago."""
    span = {"starts_at": now() - timedelta(hours=5), "ends_at": now() - timedelta(hours=2)}
    named = {"ground": "Đứt cáp", "basis": "9/TB", "declared_by_id": office.reception.officer_id}
    outage = Outage.objects.create(**span | named | {"declared_at": now()} | facts)
    mark_changed()
    return outage


def line(hours_ago: float = 3, **changed: str) -> dict[str, str]:
    received = localtime(now() - timedelta(hours=hours_ago))
    said = {"book": "on", "book-on": f"{received:%d/%m/%Y}", "book-hour": f"{received:%H:%M}", "book-no": "7/2026"}
    return said | changed


def test_home_offers_the_book_only_while_it_may_be_typed_in(office: Office, counter: Client) -> None:
    assert "Enter from the paper book" not in counter.get("/counter/").content.decode()
    make_outage(office)
    assert "?book=on" in counter.get("/counter/").content.decode()
    choice = counter.get("/counter/reception/?book=on").content.decode()
    assert 'name="book" value="on"' in choice


def test_a_line_of_the_book_becomes_a_marked_dossier(office: Office, counter: Client) -> None:
    make_outage(office)
    form = counter.get(f"/counter/reception/?book=on&service={office.service.pk}").content.decode()
    assert 'name="book-no"' in form
    answer = counter.post("/counter/dossiers/", filled_in(office, **line()))
    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/counter/dossiers/{dossier.public_id}/"
    assert dossier.book_no == "7/2026" and dossier.entered_at
    assert dossier.lodged_at < now() - timedelta(hours=2)
    again = counter.post("/counter/dossiers/", filled_in(office, **line()))  # the first answer was lost
    assert again["Location"] == answer["Location"] and Dossier.objects.count() == 1
    page = counter.get(answer["Location"]).content.decode()
    assert "7/2026" in page and "typed in from the paper book" in page


def test_all_faults_of_line_and_form_come_together_and_nothing_is_lost(office: Office, counter: Client) -> None:
    make_outage(office)
    faulty = line(**{"book-hour": "soon", "book-no": ""})
    answer = counter.post("/counter/dossiers/", filled_in(office, request="", **faulty))
    page = answer.content.decode()
    assert answer.status_code == 422
    for place in ("book-on", "book-no", "f-request"):
        assert f'href="#{place}"' in page, place
    assert 'value="soon"' in page and "Tổ 1" in page
    assert not Dossier.objects.exists()


def test_looking_a_person_up_keeps_the_line(office: Office, counter: Client) -> None:
    typed = {"service": office.service.pk, "who-number": "012190000123", **line()}
    page = counter.post("/counter/reception/", typed).content.decode()
    assert 'value="7/2026"' in page


def test_without_an_outage_the_usual_way_is_shown(office: Office, counter: Client) -> None:
    answer = counter.post("/counter/dossiers/", filled_in(office, **line()))
    assert answer.status_code == 422
    assert "No outage of this office was declared" in answer.content.decode()
