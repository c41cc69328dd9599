"""Money, consent, stop and correction at the desk: what each page does, refuses and keeps."""

from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Obligation, StopNotice
from motcua.dossiers.statuses import Stage, Status
from tests.desk.makers import address, enter, make_approved, make_running, post
from tests.dossiers.makers import Office, make_dossier, make_office
from tests.dossiers.outside import make_taxed, make_waiting, march
from tests.dossiers.supplementing import set_rule
from tests.dossiers.test_paying import cashier_of

pytestmark = pytest.mark.django_db
ASKED = {"name": "Lệ phí", "amount": "150.000", "account": "KBNN 3511", "basis": "Thông tư 1"}
GROUND = {"ground": "litigation", "text": "Tòa án đang thụ lý.", "basis": "Điều 214"}
NOUNS = ("payments", "consent", "stop", "corrections")


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def desk(office: Office) -> Client:
    return enter(office.case)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


@pytest.mark.parametrize("noun", NOUNS)
def test_a_strangers_dossier_is_not_there(office: Office, noun: str) -> None:
    dossier, stranger = make_running(office), enter(make_office().head)
    assert stranger.get(address(dossier, noun)).status_code == 404
    assert post(stranger, dossier, noun).status_code == 404


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_page_reads_well_in_both_languages(office: Office, noun: str, language: str) -> None:
    head = enter(office.head)
    head.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    dossier = make_dossier(office, Status.RESOLVED) if noun == "corrections" else make_running(office)
    assert head.get(address(dossier, noun)).status_code == 200


def test_money_is_asked_for_and_the_page_says_what_is_due(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    assert 'payments/"' in words(desk.get(address(dossier)))
    answer = post(desk, dossier, "payments", **ASKED)
    assert (answer.status_code, Obligation.objects.get().amount) == (302, 150_000)
    page = words(desk.get(address(dossier, "payments")))
    assert "150.000" in page and "KBNN 3511" in page and 'name="amount"' not in page


def test_every_fault_stands_beside_its_field_and_the_words_stay(office: Office, desk: Client) -> None:
    answer = post(desk, make_running(office), "payments", **ASKED | {"amount": "nhiều", "basis": ""})
    assert answer.status_code == 422
    page = words(answer)
    for name in ("amount", "basis"):
        assert f'href="#{name}"' in page and f'id="{name}-error"' in page, name
    assert "KBNN 3511" in page and "nhiều" in page


def test_a_stale_page_is_told_so(office: Office, desk: Client) -> None:
    answer = desk.post(address(make_running(office), "payments"), {"version": 0, **ASKED})
    assert answer.status_code == 409 and "KBNN 3511" in words(answer)
    assert not Obligation.objects.exists()


def test_consent_is_waited_for_and_answered(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    assert post(desk, dossier, "consent", basis=" ").status_code == 422
    assert post(desk, dossier, "consent", basis="NĐ 301/2026/NĐ-CP").status_code == 302
    assert again(dossier).stage == Stage.AWAITING_CONSENT
    page = words(desk.get(address(dossier)))
    assert "Chờ đồng ý trên VNeID" in page and 'completion/"' not in page
    assert "NĐ 301/2026/NĐ-CP" in words(desk.get(address(dossier, "consent")))
    assert post(desk, dossier, "consent", answer="missing", reason="").status_code == 422
    assert post(desk, dossier, "consent", answer="given").status_code == 302
    assert again(dossier).stage == Stage.ASSIGNED


def test_the_head_stops_a_dossier_and_form_05_can_be_opened(office: Office, desk: Client) -> None:
    dossier, head = make_running(office), enter(office.head)
    assert 'stop/"' in words(head.get(address(dossier))) and '/stop/"' not in words(desk.get(address(dossier)))
    answer = post(head, dossier, "stop", **GROUND | {"ground": ""})
    assert answer.status_code == 422 and "Tòa án đang thụ lý." in words(answer)
    assert post(desk, dossier, "stop", **GROUND).status_code == 409
    assert post(head, dossier, "stop", **GROUND).status_code == 302
    notice = StopNotice.objects.get(dossier=dossier)
    assert str(notice.file.public_id) in words(head.get(address(dossier)))


def test_what_was_paid_may_be_ticked_to_go_back(office: Office, desk: Client) -> None:
    dossier, head = make_running(office), enter(office.head)
    post(desk, dossier, "payments", **ASKED)
    row, cashier = Obligation.objects.get(), cashier_of(office)
    actions.pay(dossier.pk, obligation_id=row.pk, amount=row.amount, receipt="1", by=cashier, at=now())
    assert f'name="refunds" value="{row.pk}"' in words(head.get(address(dossier, "stop")))
    post(head, dossier, "stop", **GROUND, refunds=[row.pk, "x"])
    assert Obligation.objects.get().is_to_refund


def test_what_the_law_keeps_is_named_and_cannot_be_ticked(office: Office, desk: Client) -> None:
    dossier, head = make_running(office), enter(office.head)
    post(desk, dossier, "payments", **ASKED)
    row, cashier = Obligation.objects.get(), cashier_of(office)
    actions.pay(dossier.pk, obligation_id=row.pk, amount=row.amount, receipt="1", by=cashier, at=now())
    set_rule(office, fee_return="kept")
    page = words(head.get(address(dossier, "stop")))
    assert f'name="refunds" value="{row.pk}"' not in page and "theo luật không được hoàn trả" in page
    assert post(head, dossier, "stop", **GROUND, refunds=[row.pk]).status_code == 409
    assert post(head, dossier, "stop", **GROUND).status_code == 302
    assert not Obligation.objects.get().is_to_refund


def test_a_withdrawal_gives_back_what_is_ticked(office: Office, desk: Client) -> None:
    for chosen, goes_back in [({"refunds": [""]}, False), ({}, True)]:
        dossier = make_running(office)
        post(desk, dossier, "payments", **ASKED)
        row = Obligation.objects.get(dossier=dossier)
        taken = {"obligation_id": row.pk, "amount": row.amount, "receipt": "1"}
        actions.pay(dossier.pk, **taken, by=cashier_of(office), at=now())
        applicant = Actor(person_id=dossier.applicant_person_id)
        actions.ask_withdrawal(dossier.pk, reason="Đổi ý", by=applicant, at=now())
        assert f'value="{row.pk}" checked' in words(desk.get(address(dossier)))
        post(desk, dossier, "withdrawal", **chosen)
        row.refresh_from_db()
        assert row.is_to_refund is goes_back


def test_a_signed_dossier_is_not_stopped(office: Office) -> None:
    dossier, head = make_approved(office), enter(office.head)
    assert post(head, dossier, "stop", **GROUND).status_code == 409
    assert again(dossier).status == Status.IN_PROGRESS


def test_a_correction_case_is_opened_and_each_page_leads_to_the_other(office: Office, desk: Client) -> None:
    dossier = make_dossier(office, Status.RETURNED)
    assert 'corrections/"' in words(desk.get(address(dossier)))
    assert post(desk, dossier, "corrections", ground="").status_code == 422
    assert post(desk, dossier, "corrections", ground="Sai ngày sinh").status_code == 302
    case = Dossier.objects.get(corrects=dossier)
    assert case.code in words(desk.get(address(dossier, "corrections")))
    assert address(dossier) in words(desk.get(address(case)))


def test_while_another_agency_acts_the_officer_may_do_all_that_is_his() -> None:
    """The clock stands still, and yet nobody is shut out (rulebook B.7.2-8): late it is called nowhere."""
    office = make_taxed()
    dossier = make_waiting(office, march(4))
    desk = enter(office.case)
    page = words(desk.get(address(dossier)))
    for offered in ('completion/"', "Yêu cầu bổ sung", "Yêu cầu nộp tiền"):
        assert offered in page, offered
    assert "Chờ cơ quan khác" in words(desk.get("/desk/"))
    assert dossier.code not in words(desk.get("/desk/?lane=late"))
    assert post(desk, dossier, "payments", **ASKED).status_code == 302
    assert "Chờ cơ quan khác" not in words(desk.get("/desk/?lane=all"))
