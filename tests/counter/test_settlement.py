"""Received, decided and handed over at the counter in one sitting."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.desk.makers import enter
from tests.directory.makers import make_body, make_officer
from tests.dossiers.makers import Office, make_dossier, make_office
from tests.dossiers.walking import make_all_rounder

pytestmark = pytest.mark.django_db
SAID = {"outcome": "granted", "title": "Bản sao", "text": "Cấp bản sao trích lục.", "ground": "", "receiver": "filer"}


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def counter(office: Office) -> Client:
    return enter(make_all_rounder(office))


def where(dossier: Dossier) -> str:
    return f"/counter/dossiers/{dossier.public_id}/settlement/"


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def test_the_page_is_offered_to_who_holds_every_post_alone(office: Office, counter: Client) -> None:
    dossier = make_dossier(office, Status.ACCEPTED)
    assert where(dossier) in words(counter.get(f"/counter/dossiers/{dossier.public_id}/"))
    assert counter.get(where(dossier)).status_code == 200
    reception = enter(office.reception)
    assert where(dossier) not in words(reception.get(f"/counter/dossiers/{dossier.public_id}/"))
    assert reception.get(where(dossier)).status_code == 404
    stranger = enter(make_officer(make_body(), "reception_officer")[1])
    assert stranger.get(where(dossier)).status_code == 404
    assert counter.get(where(make_dossier(office))).status_code == 404, "it has been passed on"


def test_the_dossier_is_settled_and_returned(office: Office, counter: Client) -> None:
    dossier = make_dossier(office, Status.ACCEPTED)
    answer = counter.post(where(dossier), {**SAID, "version": dossier.version}, follow=True)
    assert "Đã giải quyết và trả kết quả" in words(answer)
    settled = Dossier.objects.get(pk=dossier.pk)
    assert settled.status == Status.RETURNED


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(office: Office, counter: Client) -> None:
    dossier = make_dossier(office, Status.ACCEPTED)
    wrong = {**SAID, "title": "", "text": "", "ground": "Chưa rõ", "version": dossier.version}
    answer = counter.post(where(dossier), wrong)
    assert answer.status_code == 422
    page = words(answer)
    assert 'id="title-error"' in page and 'id="text-error"' in page and "Chưa rõ" in page
    assert counter.post(where(dossier), {**SAID, "text": "x" * 50_001, "version": dossier.version}).status_code == 422
    assert counter.post(where(dossier), {**SAID, "version": 0}).status_code == 409
    assert Dossier.objects.get(pk=dossier.pk).status == Status.ACCEPTED


def test_the_reception_screen_offers_to_settle_at_once(office: Office, counter: Client) -> None:
    screen = f"/counter/reception/?service={office.service.pk}"
    assert 'value="settle"' in words(counter.get(screen))
    assert 'value="settle"' not in words(enter(office.reception).get(screen))
