"""What the owner of a dossier reads of money, consent, stop, post and correction; in both languages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from motcua.directory.actors import Actor
from motcua.directory.models import Account, Person
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_citizen
from tests.dossiers.makers import NINE, Office, make_dossier, resolve
from tests.dossiers.outside import make_taxed, make_waiting, march
from tests.dossiers.test_paying import ASKED, cashier_of
from tests.dossiers.test_stopping import GROUND
from tests.portal.conftest import SignIn

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=4)


@pytest.fixture
def own(office: Office, citizen: tuple[Account, Actor]) -> Dossier:
    return make_dossier(office, person=Person.objects.get(pk=citizen[1].person_id))


def read(browser: Client, dossier: Dossier, noun: str = "") -> str:
    answer = browser.get(f"/dossiers/{dossier.public_id}/{noun}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_to_be_paid_stands_first_with_amount_account_and_basis(
    office: Office, own: Dossier, browser: Client
) -> None:
    actions.ask_payment(own.pk, **ASKED, by=office.case, at=NINE)
    page = read(browser, own)
    for words in ("To be paid", "150,000 đồng", ASKED["account"], ASKED["basis"], own.code, "What to pay and where"):
        assert words in page, words
    row = own.obligations.get()
    paid = {"obligation_id": row.pk, "amount": row.amount, "receipt": "BL-9"}
    actions.pay(own.pk, **paid, by=cashier_of(office), at=LATER)
    page = read(browser, own)
    assert "BL-9" in page and "To be paid" not in page


def test_a_wait_for_consent_is_said_and_no_date_runs(office: Office, own: Dossier, browser: Client) -> None:
    actions.ask_consent(own.pk, basis="NĐ 301/2026/NĐ-CP", by=office.case, at=NINE)
    page = read(browser, own)
    assert "waits for a consent on VNeID" in page and "How this date is counted" not in page


def test_a_wait_for_another_agency_is_said_and_no_date_runs(citizen: tuple[Account, Actor], browser: Client) -> None:
    office = make_taxed()
    own = make_waiting(office, march(4), Person.objects.get(pk=citizen[1].person_id))
    page = read(browser, own)
    assert "Another agency, such as the tax office, does its part" in page and "is late" not in page
    assert "waiting for another agency" in read(browser, own, "deadline/")
    actions.ask_payment(own.pk, **ASKED, by=office.case, at=march(5))
    assert "What to pay and where" in read(browser, own)


def test_form_05_is_there_once_the_dossier_was_stopped(office: Office, own: Dossier, browser: Client) -> None:
    assert browser.get(f"/dossiers/{own.public_id}/form-05/").status_code == 404
    actions.stop(own.pk, **GROUND, by=office.head, at=LATER)
    page = read(browser, own)
    assert "form-05/" in page and "Tòa án đang thụ lý." in page
    answer = browser.get(f"/dossiers/{own.public_id}/form-05/")
    assert answer["Content-Type"] == "application/pdf" and b"".join(answer).startswith(b"%PDF")


def test_a_strangers_form_05_is_not_there(office: Office, own: Dossier, sign_in: SignIn) -> None:
    actions.stop(own.pk, **GROUND, by=office.head, at=LATER)
    assert sign_in(make_citizen()[0]).get(f"/dossiers/{own.public_id}/form-05/").status_code == 404


def test_a_corrected_result_names_the_one_that_stands(office: Office, own: Dossier, browser: Client) -> None:
    resolve(own, office)
    assert "earlier than promised" in read(browser, own)
    case = actions.open_correction(own.pk, ground="Sai ngày sinh", by=office.case, at=LATER)
    assert "being corrected" in read(browser, own) and case.code in read(browser, own)
    assert "corrects an error" in read(browser, case) and own.code in read(browser, case)
    resolve(case, office)
    assert "This result was corrected" in read(browser, own)


def test_a_result_by_post_can_be_followed(office: Office, own: Dossier, browser: Client, sign_in: SignIn) -> None:
    resolve(own, office)
    Dossier.objects.filter(pk=own.pk).update(delivery="post")
    actions.post_result(own.pk, tracking="RR123VN", by=office.returning, at=LATER)
    assert "RR123VN" in read(browser, own)
    actions.note_post_failure(own.pk, reason="Vắng nhà", by=office.returning, at=LATER)
    vietnamese = sign_in(Account.objects.get(person=own.applicant_person), "vi")
    assert "RR123VN" in read(vietnamese, own)
    assert Dossier.objects.get(pk=own.pk).status == Status.RESOLVED and now() > LATER
