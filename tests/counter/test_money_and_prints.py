"""The cash desk, prints of a session, the register, the post: what each does, and who may."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Obligation
from motcua.dossiers.printing import receipt
from motcua.dossiers.register import register, written_in
from motcua.dossiers.statuses import Money, Status
from tests.counter.test_counter import enter
from tests.directory.makers import make_person
from tests.documents.test_forms import pages, says, words
from tests.dossiers.makers import NINE, Office, make_dossier, make_intake, make_office, resolve
from tests.dossiers.test_paying import ASKED, asked, cashier_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def counter(office: Office) -> Client:
    return enter(office.reception.officer_id)


def received_today(office: Office, **facts: object) -> Dossier:
    return actions.receive(make_intake(office.service, **facts), by=office.reception, at=now() - timedelta(minutes=1))


def session(**typed: object) -> dict[str, object]:
    return {"day": localdate().isoformat(), "heap": "dossiers", **typed}


def test_the_cashier_records_the_payment_and_the_clock_runs(office: Office) -> None:
    dossier, row = asked(office)
    cash = enter(cashier_of(office).officer_id)
    assert dossier.code in cash.get("/counter/payments/").content.decode()
    address = f"/counter/dossiers/{dossier.public_id}/payments/{row.pk}/"
    taken = {"version": dossier.version, "amount": "150.000", "receipt": "BL-1"}
    wrong = cash.post(f"{address}receipt/", taken | {"amount": "1"})
    assert wrong.status_code == 422 and 'href="#amount"' in wrong.content.decode()
    assert "BL-1" in wrong.content.decode()
    assert cash.post(f"{address}receipt/", taken | {"version": 0}).status_code == 409
    assert cash.post(f"{address}receipt/", taken).status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).money == Money.PAID
    assert dossier.code not in cash.get("/counter/payments/").content.decode()


def test_the_cashier_gives_back_what_is_to_go_back(office: Office) -> None:
    dossier, row = asked(office)
    cashier = cashier_of(office)
    actions.pay(dossier.pk, obligation_id=row.pk, amount=row.amount, receipt="1", by=cashier, at=NINE)
    stopped = {"ground": "death", "text": "Đã chết", "basis": "Điều 1", "refunds": [row.pk]}
    dossier = actions.stop(dossier.pk, **stopped, by=office.head, at=NINE + timedelta(hours=1))
    cash = enter(cashier.officer_id)
    assert dossier.code in cash.get("/counter/payments/?heap=refunds").content.decode()
    address = f"/counter/dossiers/{dossier.public_id}/payments/{row.pk}/"
    assert 'name="voucher"' in cash.get(address).content.decode()
    assert cash.post(f"{address}refund/", {"version": dossier.version, "voucher": "PC-1"}).status_code == 302
    assert Obligation.objects.get().voucher == "PC-1"


def test_the_cash_desk_is_for_the_units_own_cashier(office: Office, counter: Client) -> None:
    dossier, row = asked(office)
    address = f"/counter/dossiers/{dossier.public_id}/payments/{row.pk}/"
    assert enter(cashier_of(make_office()).officer_id).get(address).status_code == 404
    assert counter.get(address).status_code == 403


def test_the_cash_desk_asks_as_much_for_one_sum_as_for_many(office: Office) -> None:
    cash = enter(cashier_of(office).officer_id)
    asked(office)
    cash.get("/counter/payments/")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            cash.get("/counter/payments/")
        counts.append(len(queries))
        for _more in range(3):
            actions.ask_payment(make_dossier(office).pk, **ASKED, by=office.case, at=NINE)
    assert counts[0] == counts[1]


def test_a_sessions_receipts_are_one_pdf_a(office: Office, counter: Client) -> None:
    dossiers = [received_today(office) for _each in range(3)]
    page = counter.get("/counter/session/").content.decode()
    assert all(dossier.code in page for dossier in dossiers)
    ticked = [str(dossier.public_id) for dossier in dossiers[:2]]
    answer = counter.post("/counter/session/receipts/", session(dossiers=ticked))
    assert answer["Content-Type"] == "application/pdf"
    told = pages(answer.content)
    assert len(told) >= 4 and dossiers[0].code in told[0] and dossiers[2].code not in " ".join(told)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.open_metadata()["pdfaid:part"] == "2" and len(pdf.Root.OutputIntents) == 1


def test_nothing_ticked_is_said_beside_the_list(office: Office, counter: Client) -> None:
    received_today(office)
    answer = counter.post("/counter/session/receipts/", session())
    assert answer.status_code == 422 and 'href="#dossiers"' in answer.content.decode()


def test_one_form_01_is_for_one_filer(office: Office, counter: Client) -> None:
    person = make_person()
    both = [received_today(office, applicant_person_id=person.pk, filer_id=person.pk) for _each in range(2)]
    other = received_today(office)
    ticked = [str(dossier.public_id) for dossier in both]
    told = words(counter.post("/counter/session/joint-receipts/", session(dossiers=ticked)).content)
    says(told, *[dossier.code for dossier in both], person.full_name)
    mixed = counter.post("/counter/session/joint-receipts/", session(dossiers=[*ticked, str(other.public_id)]))
    assert mixed.status_code == 422


def test_handover_lists_are_of_dossiers_and_of_results(office: Office, counter: Client) -> None:
    dossier = received_today(office)
    ticked = {"dossiers": [str(dossier.public_id)]}
    says(words(counter.post("/counter/session/handover-lists/", session(**ticked)).content), "GIẤY BÀN GIAO HỒ SƠ")
    resolve(dossier, office)
    Dossier.objects.filter(pk=dossier.pk).update(resolved_at=now())
    answer = counter.post("/counter/session/handover-lists/", session(**ticked) | {"heap": "results"})
    says(words(answer.content), "GIẤY BÀN GIAO KẾT QUẢ", dossier.decision.number, dossier.code)


def test_another_units_dossiers_are_not_printed(office: Office) -> None:
    stranger = enter(make_office().reception.officer_id)
    dossier = received_today(office)
    assert dossier.code not in stranger.get("/counter/session/").content.decode()
    ticked = session(dossiers=[str(dossier.public_id)])
    assert stranger.post("/counter/session/receipts/", ticked).status_code == 422


def test_the_register_lists_a_units_year_in_the_order_of_writing(office: Office) -> None:
    first = make_dossier(office, Status.RETURNED)
    second = make_dossier(office, Status.IN_PROGRESS)
    text = words(register(office.service.one_stop, 2026, at=NINE + timedelta(days=30)))
    says(text, first.code, second.code, "Chủ hồ sơ", "Quá hạn", "Trực tiếp", "Quyển số: 01/2026")
    assert "khóa sổ" not in text
    closed = words(register(office.service.one_stop, 2026, at=NINE + timedelta(days=365)))
    says(closed, "Sổ này có 2 hồ sơ, khóa sổ ngày 31 tháng 12 năm 2026")


def test_what_is_typed_in_after_a_failure_moves_no_number_of_the_book(office: Office) -> None:
    first, second = make_dossier(office), make_dossier(office)
    late = make_dossier(office)
    early = {"accepted_at": NINE - timedelta(days=3), "entered_at": NINE + timedelta(days=1), "book_no": "12"}
    Dossier.objects.filter(pk=late.pk).update(**early)
    book = list(written_in(office.service.one_stop_id, 2026))
    assert book == [first, second, late]
    says(words(register(office.service.one_stop, 2026, at=NINE)), "Ghi từ sổ giấy, dòng 12")


def test_form_01_names_its_place_in_the_register(office: Office) -> None:
    make_dossier(office)
    second = make_dossier(office)
    says(words(receipt(second, by=office.reception, at=NINE)), "Quyển số: 01/2026; Số thứ tự: 2")


def test_the_register_pages_of_some_days_keep_the_numbers_of_the_year(office: Office, counter: Client) -> None:
    make_dossier(office)
    today = received_today(office)
    unit = office.service.one_stop.code
    assert unit not in counter.get("/counter/").content.decode()
    assert office.service.one_stop.name in counter.get("/counter/registers/").content.decode()
    answer = counter.get(f"/counter/registers/{unit}/{localdate().year}/?from_on={localdate().isoformat()}&to_on=x")
    says(words(answer.content), today.code, "2")
    assert counter.get(f"/counter/registers/{make_office().service.one_stop.code}/2026/").status_code == 404
    assert counter.get(f"/counter/registers/{unit}/1999/").status_code == 404
    assert counter.get("/counter/registers/%00/2026/").status_code == 404


def test_a_result_goes_out_by_post_and_comes_back(office: Office) -> None:
    dossier = make_dossier(office, Status.RESOLVED)
    Dossier.objects.filter(pk=dossier.pk).update(delivery="post")
    counter = enter(office.returning.officer_id)
    address = f"/counter/dossiers/{dossier.public_id}/"

    def send(noun: str, **typed: str):  # type: ignore[no-untyped-def]
        return counter.post(f"{address}{noun}/", {"version": Dossier.objects.get(pk=dossier.pk).version, **typed})

    assert 'name="tracking"' in counter.get(address).content.decode()
    assert 'id="tracking-error"' in send("shipment", tracking=" ").content.decode()
    assert send("shipment", tracking="RR1").status_code == 302
    assert "RR1" in counter.get(address).content.decode()
    assert send("shipment/failure", reason="Vắng nhà").status_code == 302
    assert send("shipment", tracking="RR2").status_code == 302
    assert send("return", receiver="applicant").status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).status == Status.RETURNED


def test_originals_are_ticked_when_the_result_is_handed_over(office: Office) -> None:
    dossier = make_dossier(office, Status.RESOLVED)
    dossier.papers.filter(no=1).update(state="attached", originals=2)
    paper, counter = dossier.papers.get(no=1), enter(office.returning.officer_id)
    address = f"/counter/dossiers/{dossier.public_id}/"
    assert f'value="{paper.pk}"' in counter.get(address).content.decode()
    version = Dossier.objects.get(pk=dossier.pk).version
    counter.post(f"{address}return/", {"version": version, "receiver": "filer", "originals": [paper.pk, "x"]})
    paper.refresh_from_db()
    assert paper.given_back_at is not None


def test_who_brought_several_dossiers_gets_one_form_01_from_the_page_of_any_of_them(
    office: Office, counter: Client
) -> None:
    person = make_person()
    brought = [actions.receive(make_intake(office.service, person), by=office.reception, at=now()) for _ in range(3)]
    alone = received_today(office)
    page = counter.get(f"/counter/dossiers/{brought[1].public_id}/").content.decode()
    assert "đã nộp 3 hồ sơ trong ngày" in page and alone.code not in page
    ticked = re.findall(r'name="dossiers" value="([^"]*)"', page)
    assert ticked == [str(row.public_id) for row in brought]
    told = words(counter.post("/counter/session/joint-receipts/", session(dossiers=ticked)).content)
    says(told, *(row.code for row in brought))
    assert "hồ sơ trong ngày" not in counter.get(f"/counter/dossiers/{alone.public_id}/").content.decode()
