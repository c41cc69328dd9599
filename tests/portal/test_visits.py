"""A check on the spot as its applicant reads it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.timezone import now

from motcua.directory.actors import Actor
from motcua.dossiers.models import Appointment, Dossier
from motcua.portal.visits import calendar_entry
from tests.desk.makers import make_running
from tests.directory.makers import make_citizen
from tests.dossiers.consulting import make_office_with_visits
from tests.dossiers.makers import make_office

pytestmark = pytest.mark.django_db


def make_visit(dossier: Dossier, **facts: object) -> Appointment:
    usual = {
        "at": now() + timedelta(days=1),
        "place": "Thửa 12; Tổ 1, phường Tân Phong",
        "attendees": "Chủ hồ sơ",
        "content": "Ranh giới thửa đất.\nChuẩn bị sổ đỏ, và mở cổng.",
        "made_by_id": dossier.tasks.first().officer_id,
        "made_at": now(),
    }
    return Appointment.objects.create(dossier=dossier, **usual | facts)


@pytest.fixture
def own() -> tuple[Client, Dossier]:
    account, actor = make_citizen()
    dossier = make_running(make_office_with_visits(), person=_person(actor))
    client = Client()
    client.force_login(account)
    return client, dossier


def _person(actor: Actor):  # type: ignore[no-untyped-def]
    from motcua.directory.models import Person

    return Person.objects.get(pk=actor.person_id)


def page_of(client: Client, dossier: Dossier) -> str:
    return unescape(client.get(f"/dossiers/{dossier.public_id}/").content.decode())


def test_the_applicant_reads_when_where_who_and_what_to_have_ready(own: tuple[Client, Dossier]) -> None:
    client, dossier = own
    assert "Cán bộ sẽ đến" not in page_of(client, dossier)
    visit = make_visit(dossier)
    page = page_of(client, dossier)
    for said in ("Cán bộ sẽ đến", "Thửa 12; Tổ 1", "Chuẩn bị sổ đỏ", f"visits/{visit.pk}/calendar/"):
        assert said in page
    visit.cancelled_at = now()
    visit.save()
    assert "Cán bộ sẽ đến" not in page_of(client, dossier)


def test_the_visit_goes_into_a_calendar(own: tuple[Client, Dossier]) -> None:
    client, dossier = own
    visit = make_visit(dossier)
    answer = client.get(f"/dossiers/{dossier.public_id}/visits/{visit.pk}/calendar/")
    told = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert told.startswith("BEGIN:VCALENDAR\r\n") and told.endswith("END:VCALENDAR\r\n")
    assert "LOCATION:Thửa 12\\; Tổ 1\\, phường Tân Phong\r\n" in told
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    assert told.replace("\r\n ", "").count("\\nChuẩn bị sổ đỏ\\, và mở cổng.") == 1


def test_to_a_stranger_the_visit_is_not_there(own: tuple[Client, Dossier]) -> None:
    _client, dossier = own
    visit = make_visit(dossier)
    address = f"/dossiers/{dossier.public_id}/visits/{visit.pk}/calendar/"
    stranger = Client()
    stranger.force_login(make_citizen()[0])
    assert stranger.get(address).status_code == 404
    own[0].get(address.replace(str(visit.pk), "987654321"))
    assert own[0].get(address.replace(f"/{visit.pk}/", "/987654321/")).status_code == 404


def test_a_folded_line_cuts_no_letter_in_two() -> None:
    dossier = make_running(make_office())
    visit = make_visit(dossier, content="đ" * 200)
    for line in calendar_entry(visit, dossier, "https://example.vn/").encode().split(b"\r\n"):
        line.decode()
