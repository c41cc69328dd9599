"""Forms 01 to 03 and what was said on them: a paper that went out is printed again as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils.timezone import localtime

from motcua.directory.models import Account
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import DeclineSlip, Dossier, SupplementRequest
from motcua.dossiers.printing import receipt, told_at_acceptance
from motcua.dossiers.statuses import Status
from tests.counter.test_counter import enter
from tests.directory.makers import make_citizen
from tests.documents.test_forms import says, words
from tests.dossiers.makers import NINE, Office, make_dossier, make_lodged, make_office
from tests.dossiers.supplementing import make_answered, make_asked, make_asked_before_acceptance, make_drafted_further
from tests.dossiers.test_actions import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def content(file: File | None) -> bytes:
    assert file is not None
    with default_storage.open(file.path) as kept:
        return bytes(kept.read())


def declined(office: Office) -> Dossier:
    return actions.decline(make_lodged(office).pk, ground="Không thuộc thẩm quyền", by=office.reception, at=NINE)


@pytest.mark.parametrize("make", [make_asked, make_asked_before_acceptance])
def test_form_02_is_kept_as_it_went_out(office: Office, make: object) -> None:
    dossier = make(office)  # type: ignore[operator]
    request = SupplementRequest.objects.get(dossier=dossier)
    says(words(content(request.file)), "Hồ sơ chưa đủ", dossier.code)
    assert request.file_id in dossier.file_ids()


def test_form_02_printed_again_is_the_same_paper(office: Office) -> None:
    dossier = make_asked(office)
    kept = content(SupplementRequest.objects.get(dossier=dossier).file)
    SupplementRequest.objects.update(reason="Lý do khác")
    address = "supplement-requests/1/form/"
    assert enter(office.case.officer_id).get(f"/desk/dossiers/{dossier.public_id}/{address}").getvalue() == kept
    assert (
        enter(office.reception.officer_id).get(f"/counter/dossiers/{dossier.public_id}/{address}").getvalue() == kept
    )
    owner = Client()
    owner.force_login(make_citizen(dossier.applicant_person)[0])
    assert owner.get(f"/dossiers/{dossier.public_id}/{address}").getvalue() == kept


def test_a_request_that_waits_for_the_head_has_no_paper_yet(office: Office) -> None:
    dossier = make_drafted_further(office)
    assert [row.file_id is None for row in dossier.supplement_requests.order_by("no")] == [False, True]
    page = enter(office.head.officer_id).get(f"/desk/dossiers/{dossier.public_id}/supplement-requests/2/form/")
    assert page.getvalue().startswith(b"%PDF")
    actions.approve_supplement(dossier.pk, by=office.head, at=NINE + timedelta(days=3))
    assert not dossier.supplement_requests.filter(file=None).exists()


def test_form_03_is_kept_as_it_was_issued(office: Office) -> None:
    dossier = declined(office)
    slip = DeclineSlip.objects.get(dossier=dossier)
    says(words(content(slip.file)), "Không thuộc thẩm quyền", dossier.code)
    assert (slip.issued_by_id, slip.issued_at) == (office.reception.officer_id, NINE)
    counter = enter(office.reception.officer_id)
    assert counter.get(f"/counter/dossiers/{dossier.public_id}/decline-slip/").getvalue() == content(slip.file)
    owner = Client()
    owner.force_login(Account.objects.get(person=dossier.applicant_person))
    assert owner.get(f"/dossiers/{dossier.public_id}/form-03/").getvalue() == content(slip.file)


def test_a_refused_decline_keeps_no_paper(office: Office) -> None:
    dossier, before = make_lodged(office), File.objects.count()
    refused(Incomplete, lambda: actions.decline(dossier.pk, ground=" ", by=office.reception, at=NINE))
    assert (DeclineSlip.objects.count(), File.objects.count()) == (0, before)


def test_form_01_keeps_the_date_that_was_told_however_often_it_is_printed(office: Office) -> None:
    promised = make_dossier(office, Status.ACCEPTED).due_at
    dossier = make_answered(office)
    assert dossier.first_due_at > promised
    assert told_at_acceptance(dossier) == promised
    day = localtime(promised)
    says(words(receipt(dossier, by=office.reception, at=NINE)), f"ngày {day.day:02} tháng {day.month} năm {day.year}")
