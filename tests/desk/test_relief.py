"""A fee waived and a verification declared through the pages; what the reader may not do is not offered."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from motcua.directory.models import Account
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Obligation
from motcua.dossiers.statuses import Money, Status
from motcua.dossiers.verifying import BIRTH_GROUP, RESIDENCE
from tests.access.linking import part
from tests.counter.test_counter import enter as at_the_counter
from tests.desk.makers import address, enter, make_running
from tests.directory.makers import make_citizen
from tests.dossiers.makers import Office, make_office
from tests.dossiers.test_paying import ASKED, cashier_of

pytestmark = pytest.mark.django_db
SAID = {"amount": "100.000", "ground": "poor", "facts": "Sổ hộ nghèo số 12", "basis": "Điều 10 Luật Phí và lệ phí"}


@pytest.fixture
def office() -> Office:
    return make_office()


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def post(client: Client, dossier: Dossier, noun: str, **typed: object) -> HttpResponse:
    dossier.refresh_from_db()
    return client.post(address(dossier, noun), {"version": dossier.version, **typed})


def owing(office: Office) -> tuple[Dossier, Obligation]:
    dossier = actions.ask_payment(make_running(office).pk, **ASKED, by=office.case, at=now())
    return dossier, Obligation.objects.get(dossier=dossier)


def test_the_head_waives_from_the_page_of_money_and_nobody_else_is_offered_it(office: Office) -> None:
    dossier, row = owing(office)
    noun, head = f"payments/{row.pk}/waiver", enter(office.head)
    assert noun in words(head.get(address(dossier, "payments")))
    assert noun not in words(enter(office.case).get(address(dossier, "payments")))
    refused = post(head, dossier, noun, amount="x", facts="Sổ hộ nghèo")
    assert refused.status_code == 422 and "Sổ hộ nghèo" in words(refused)
    for place in ("amount", "ground", "basis"):
        assert f'id="{place}-error"' in words(refused)
    assert post(enter(office.case), dossier, noun, **SAID).status_code == 409
    assert post(head, dossier, noun, **SAID)["Location"] == address(dossier)
    page = words(head.get(address(dossier, "payments")))
    assert "100.000 đồng" in page and "50.000 đồng" in page and noun not in page
    assert post(head, dossier, noun, **SAID).status_code == 409
    assert head.get(address(dossier, "payments/987654/waiver")).status_code == 404


def test_the_cashier_and_the_citizen_read_what_was_taken_off_and_by_which_act(office: Office) -> None:
    dossier, row = owing(office)
    post(enter(office.head), dossier, f"payments/{row.pk}/waiver", **SAID)
    cash = at_the_counter(cashier_of(office).officer_id)
    assert "50.000 đồng" in words(cash.get("/counter/payments/"))
    page = words(cash.get(f"/counter/dossiers/{dossier.public_id}/payments/{row.pk}/"))
    assert "Đã được giảm 100.000 đồng trong số 150.000 đồng." in page and SAID["basis"] in page
    citizen = Client()
    citizen.force_login(make_citizen(dossier.applicant_person)[0])
    page = words(citizen.get(f"/dossiers/{dossier.public_id}/"))
    assert "Đã được giảm 100.000 đồng trong số 150.000 đồng." in page and SAID["basis"] in page
    assert Account.objects.filter(person=dossier.applicant_person).exists()


def test_waived_as_a_whole_the_dossier_goes_on_and_every_page_says_so(office: Office) -> None:
    dossier, row = owing(office)
    post(enter(office.head), dossier, f"payments/{row.pk}/waiver", **SAID | {"amount": "150.000"})
    dossier.refresh_from_db()
    assert (dossier.status, dossier.money) == (Status.IN_PROGRESS, Money.WAIVED)
    page = words(enter(office.case).get(address(dossier, "payments")))
    assert "được miễn" in page and SAID["basis"] in page
    cash = at_the_counter(cashier_of(office).officer_id)
    assert dossier.code not in words(cash.get("/counter/payments/"))
    assert "receipt" not in words(cash.get(f"/counter/dossiers/{dossier.public_id}/payments/{row.pk}/"))


def residence(office: Office) -> Dossier:
    """The office's part of the birth group, with time left."""
    dossier = part(office)
    Dossier.objects.filter(pk=dossier.parent_id).update(procedure_code=BIRTH_GROUP)
    ahead = now() + timedelta(days=2)
    Dossier.objects.filter(pk=dossier.pk).update(procedure_code=RESIDENCE, due_at=ahead, first_due_at=ahead)
    return Dossier.objects.get(pk=dossier.pk)


def test_verification_is_offered_on_the_part_recorded_and_explained(office: Office) -> None:
    dossier, desk = residence(office), enter(office.case)
    assert address(dossier, "verification") in words(desk.get(address(dossier)))
    assert "4 ngày làm việc" in words(desk.get(address(dossier, "verification")))
    refused = post(desk, dossier, "verification", reason=" ")
    assert refused.status_code == 422 and 'id="reason-error"' in words(refused)
    assert post(enter(office.clerk), dossier, "verification", reason="x").status_code == 409
    assert post(desk, dossier, "verification", reason="Xác minh chỗ ở")["Location"] == address(dossier)
    page = words(desk.get(address(dossier)))
    assert "Xác minh chỗ ở" in page and address(dossier, "verification") not in page
    page = words(desk.get(address(dossier, "deadline")))
    assert "4 ngày làm việc" in page and "Phải xác minh nên thời hạn dài hơn 3 ngày làm việc" in page
    assert post(desk, dossier, "verification", reason="x").status_code == 409


def test_no_longer_limit_is_offered_where_no_decree_gives_one(office: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    assert address(dossier, "verification") not in words(desk.get(address(dossier)))
    assert 'name="reason"' not in words(desk.get(address(dossier, "verification")))
