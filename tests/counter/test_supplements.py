"""The counter's pages of completing a dossier: asked before acceptance, answered by hand, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from motcua.dossiers import actions
from motcua.dossiers.judging import points_of
from motcua.dossiers.models import Dossier, SupplementFile, SupplementRequest
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from tests.counter.test_counter import enter, picture
from tests.dossiers.makers import Office, make_lodged, make_office
from tests.dossiers.supplementing import (
    findings_on,
    make_asked,
    make_asked_before_acceptance,
    set_rule,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def counter(office: Office) -> Client:
    return enter(office.reception.officer_id)


@pytest.fixture
def stranger() -> Client:
    return enter(make_office().reception.officer_id)


def address(dossier: Dossier, noun: str = "") -> str:
    return f"/counter/dossiers/{dossier.public_id}/{noun + '/' if noun else ''}"


def post(client: Client, dossier: Dossier, noun: str, **typed: object):  # type: ignore[no-untyped-def]
    version = Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk)
    return client.post(address(dossier, noun), {"version": version, **typed})


def test_an_online_dossier_is_sent_back_with_all_its_faults(office: Office, counter: Client) -> None:
    dossier = make_lodged(office)
    assert address(dossier, "supplement-request") in counter.get(address(dossier)).content.decode()
    assert counter.get(address(dossier, "supplement-request")).status_code == 200
    typed = {point.place: "right" for point in points_of(dossier)}
    place = points_of(dossier)[1].place
    refused = post(counter, dossier, "supplement-request", **typed)
    assert refused.status_code == 422 and "reason" in refused.content.decode()
    typed |= {place: "wrong", f"{place}-fault": "Thiếu trang 2", "reason": "Hồ sơ chưa đủ"}
    assert post(counter, dossier, "supplement-request", **typed).status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    assert "Thiếu trang 2" in counter.get(address(dossier, "supplement-requests/1")).content.decode()
    assert counter.get(address(dossier, "supplement-requests/1/form")).getvalue().startswith(b"%PDF")


def test_papers_brought_by_hand_are_kept_then_sent(office: Office, counter: Client) -> None:
    dossier = make_asked_before_acceptance(office)
    assert address(dossier, "supplement") in counter.get(address(dossier)).content.decode()
    kept = post(counter, dossier, "supplement", **{"item-1": picture(), "phone": "0912345678"})
    assert kept.status_code == 302 and kept["Location"] == address(dossier, "supplement")
    row = SupplementFile.objects.get()
    shown = counter.get(address(dossier, f"supplement/1/files/{row.file.public_id}"))
    assert b"".join(shown).startswith(b"\x89PNG")
    assert Event.objects.filter(subject=f"{dossier.subject}:reads").count() == 1
    missing = post(counter, dossier, "supplement", send="yes", phone="0912345678")
    assert missing.status_code == 422 and 'href="#item-2"' in missing.content.decode()
    sent = post(counter, dossier, "supplement", send="yes", phone="0987654321")
    assert (sent.status_code, sent["Location"]) == (302, address(dossier))
    dossier.refresh_from_db()
    assert dossier.status == Status.LODGED
    assert counter.get(address(dossier, "supplement")).status_code == 404


def test_a_wrong_answer_is_told_beside_it_and_kept_as_typed(office: Office, counter: Client) -> None:
    dossier = make_asked_before_acceptance(office)
    answer = post(counter, dossier, "supplement", phone="12", **{"item-1-words": "Đã nộp bản chính"})
    text = answer.content.decode()
    assert answer.status_code == 422 and 'href="#f-phone"' in text and 'value="12"' in text
    item = SupplementRequest.objects.get(dossier=dossier).items.get(no=1)
    assert item.answer == "Đã nộp bản chính"  # what stands is kept


def test_an_old_page_and_a_stranger_send_nothing(office: Office, counter: Client, stranger: Client) -> None:
    dossier = make_asked_before_acceptance(office)
    for noun in ("supplement", "supplement-request", "supplement-requests/1", "supplement-requests/1/form"):
        assert stranger.get(address(dossier, noun)).status_code == 404
    typed = {"item-1-words": "x", "phone": "0987654321", "send": "yes"}
    assert counter.post(address(dossier, "supplement"), typed | {"version": "0"}).status_code == 409
    assert enter(office.returning.officer_id).get(address(dossier, "supplement")).status_code == 404
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SUPPLEMENT


def test_the_reception_answers_a_request_of_the_appraisal_too(office: Office, counter: Client) -> None:
    dossier = make_asked(office)
    typed = {"item-1": picture(), "phone": "0987654321", "send": "yes"}
    assert post(counter, dossier, "supplement", **typed).status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == Status.IN_PROGRESS


def test_the_reception_ends_what_nobody_answered(office: Office, counter: Client, stranger: Client) -> None:
    set_rule(office, supplement_workdays=5)
    before = now() - timedelta(days=20)
    dossier = make_lodged(office, at=before)
    actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=office.reception, at=before)
    closure = "supplement-requests/1/closure"
    assert closure in counter.get(address(dossier, "supplement-requests/1")).content.decode()
    assert post(stranger, dossier, closure, ground="x").status_code == 404
    assert post(counter, dossier, closure, ground=" ").status_code == 422
    assert post(counter, dossier, closure, ground="Quá hạn bổ sung").status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == Status.STOPPED
