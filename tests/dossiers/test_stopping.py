"""Stopping on a ground of law, waiting for consent, correcting an error, sending by post."""

from datetime import timedelta

import pytest

from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.actions.correcting import BeingCorrected
from motcua.dossiers.actions.paying import FreeOfCharge
from motcua.dossiers.actions.posting import NotByPost, NotSent, OnItsWay
from motcua.dossiers.actions.stopping import AlreadySigned, SignedSoNotStopped
from motcua.dossiers.errors import AwaitingConsent, Incomplete, NotAllowed, NotPossible
from motcua.dossiers.models import Dossier, Obligation, Pause, StopNotice
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from tests.documents.test_forms import says, words
from tests.dossiers.makers import NINE, Office, make_dossier, make_lodged, make_office, resolve
from tests.dossiers.test_actions import kinds, refused
from tests.dossiers.test_paying import ASKED, paid

pytestmark = pytest.mark.django_db
GROUND = {"ground": "litigation", "text": "Tòa án đang thụ lý.", "basis": "Bộ luật Tố tụng dân sự 2015, Điều 214"}
LATER = NINE + timedelta(hours=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def printed(file: File) -> str:
    from django.core.files.storage import default_storage

    with default_storage.open(file.path) as stored:
        return words(stored.read())


def test_the_head_stops_a_dossier_and_form_05_says_why(office: Office) -> None:
    dossier = actions.stop(make_dossier(office).pk, **GROUND, by=office.head, at=LATER)
    notice = StopNotice.objects.get(dossier=dossier)
    assert (dossier.status, dossier.ended_at, dossier.step_id) == (Status.STOPPED, LATER, None)
    assert notice.number == f"1/2026/TB-{office.service.competent.code}"
    assert notice.file_id in dossier.file_ids()
    text = printed(notice.file)
    says(text, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", notice.number, "Tòa án đang thụ lý.", "Điều 214", dossier.code)
    says(text, "Giấy tờ trả lại: không có", "Phí, lệ phí: không phát sinh", "Đang ở bước")
    assert kinds(dossier)[-1] == "Stopped" and list(check()) == []


def test_what_goes_back_to_the_applicant_stands_on_form_05(office: Office) -> None:
    dossier, row = paid(office)
    dossier.papers.filter(no=1).update(state="attached", originals=2)
    actions.stop(dossier.pk, **GROUND, refunds=[row.pk], by=office.signatory, at=NINE + timedelta(days=3))
    assert Obligation.objects.get(pk=row.pk).is_to_refund
    text = printed(StopNotice.objects.get(dossier=dossier).file)
    says(text, "(2 bản chính)", "đã nộp 150.000 đồng", "được hoàn trả 150.000 đồng")


def test_stopping_needs_a_ground_words_and_an_act(office: Office) -> None:
    dossier = make_dossier(office)
    with pytest.raises(Incomplete) as refusal:
        actions.stop(dossier.pk, ground="mood", text="", basis="x" * 301, by=office.head, at=LATER)
    assert [place for place, _sentence in refusal.value.faults] == ["ground", "text", "basis"]
    refused(Incomplete, lambda: actions.stop(dossier.pk, **GROUND | {"basis": ""}, by=office.head, at=LATER))


def test_nobody_below_the_head_stops_and_nobody_stops_what_is_signed(office: Office) -> None:
    dossier = make_dossier(office)
    refused(NotAllowed, lambda: actions.stop(dossier.pk, **GROUND, by=office.case, at=LATER))
    words_ = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words_, by=office.case, at=NINE)
    actions.complete_step(dossier.pk, by=office.case, at=NINE)
    actions.approve(dossier.pk, by=office.signatory, at=NINE)
    refused(SignedSoNotStopped, lambda: actions.stop(dossier.pk, **GROUND, by=office.head, at=LATER))
    lodged = make_lodged(office)
    refused(NotPossible, lambda: actions.stop(lodged.pk, **GROUND, by=office.head, at=LATER))
    assert issubclass(SignedSoNotStopped, AlreadySigned)


def test_a_confirmed_withdrawal_has_form_05_of_the_unit_that_confirmed(office: Office) -> None:
    dossier = make_dossier(office)
    actions.ask_withdrawal(dossier.pk, reason="Đổi ý", by=Actor(person_id=dossier.applicant_person_id), at=NINE)
    actions.withdraw(dossier.pk, by=office.reception, at=LATER)
    text = printed(StopNotice.objects.get(dossier=dossier).file)
    says(text, "Theo đề nghị của", "09 giờ 00 phút", office.service.one_stop.name.upper())


def test_consent_stops_the_clock_only_by_a_named_act(office: Office) -> None:
    dossier = make_dossier(office)
    promised = dossier.due_at
    refused(Incomplete, lambda: actions.ask_consent(dossier.pk, basis=" ", by=office.case, at=NINE))
    dossier = actions.ask_consent(dossier.pk, basis="NĐ 301/2026/NĐ-CP, Điều 9", by=office.case, at=NINE)
    assert (dossier.status, dossier.stage) == (Status.IN_PROGRESS, "consent")
    assert Pause.objects.get(dossier=dossier).kind == "consent"
    dossier = actions.record_consent(dossier.pk, by=office.case, at=NINE + timedelta(days=1))
    assert dossier.stage == "assigned" and dossier.due_at == promised + timedelta(days=1)
    assert kinds(dossier)[-2:] == ["ConsentAsked", "Consented"] and list(check()) == []
    assert resolve(dossier, office).status == Status.RESOLVED


def test_nobody_works_while_consent_is_waited_for_but_the_dossier_may_end(office: Office) -> None:
    dossier = make_dossier(office)
    refused(NotPossible, lambda: actions.record_consent(dossier.pk, by=office.case, at=NINE))
    actions.ask_consent(dossier.pk, basis="NĐ 301/2026/NĐ-CP", by=office.case, at=NINE)
    for act in (actions.take, actions.complete_step, actions.release):
        refused(AwaitingConsent, lambda act=act: act(dossier.pk, by=office.case, at=LATER))
    refused(NotAllowed, lambda: actions.record_consent(dossier.pk, by=office.clerk, at=LATER))
    actions.stop(dossier.pk, **GROUND, by=office.head, at=LATER)
    assert Pause.objects.get(dossier=dossier).resumed_at == LATER


def test_a_consent_that_is_refused_lets_the_clock_run_with_the_reason(office: Office) -> None:
    dossier = actions.ask_consent(make_dossier(office).pk, basis="NĐ 301/2026/NĐ-CP", by=office.case, at=NINE)
    refused(Incomplete, lambda: actions.end_consent(dossier.pk, reason="", by=office.case, at=LATER))
    ended = actions.end_consent(dossier.pk, reason="Mẹ không đồng ý", by=office.case, at=LATER)
    assert ended.stage == "assigned" and kinds(dossier)[-1] == "ConsentNotGiven"


def test_a_correction_is_a_case_of_its_own_on_its_own_clock_and_free(office: Office) -> None:
    dossier = make_dossier(office, Status.RETURNED)
    at = NINE + timedelta(days=10)
    case = actions.open_correction(dossier.pk, ground="Sai ngày sinh", by=office.case, at=at)
    assert (case.status, case.corrects_id, case.money) == (Status.IN_PROGRESS, dossier.pk, "waived")
    assert case.accepted_at == at and case.due_at > at and case.code != dossier.code
    assert kinds(case) == ["CorrectionBegun", "Accepted", "Transferred"]
    assert kinds(dossier)[-1] == "CorrectionOpened"
    again = Dossier.objects.get(pk=dossier.pk)
    assert (again.status, again.version) == (Status.RETURNED, dossier.version + 1)
    assert case.papers.count() == dossier.papers.count() and case.declaration.answers == dossier.declaration.answers
    refused(FreeOfCharge, lambda: actions.ask_payment(case.pk, **ASKED, by=office.case, at=at))
    assert resolve(case, office).outcome == "granted" and list(check()) == []


def test_one_correction_at_a_time_and_only_of_a_result(office: Office) -> None:
    dossier = make_dossier(office, Status.RESOLVED)
    refused(Incomplete, lambda: actions.open_correction(dossier.pk, ground="", by=office.case, at=LATER))
    refused(NotAllowed, lambda: actions.open_correction(dossier.pk, ground="Sai", by=office.reception, at=LATER))
    actions.open_correction(dossier.pk, ground="Sai", by=office.head, at=LATER)
    refused(BeingCorrected, lambda: actions.open_correction(dossier.pk, ground="Sai", by=office.head, at=LATER))
    unsettled = make_dossier(office)
    refused(NotPossible, lambda: actions.open_correction(unsettled.pk, ground="Sai", by=office.head, at=LATER))


def test_a_result_sent_by_post_is_returned_when_the_post_confirms(office: Office) -> None:
    dossier = make_dossier(office, Status.RESOLVED)
    send = {"tracking": "RR123456789VN", "by": office.returning, "at": LATER}
    refused(NotByPost, lambda: actions.post_result(dossier.pk, **send))
    Dossier.objects.filter(pk=dossier.pk).update(delivery="post")
    refused(Incomplete, lambda: actions.post_result(dossier.pk, **send | {"tracking": " "}))
    refused(NotAllowed, lambda: actions.post_result(dossier.pk, **send | {"by": office.case}))
    actions.post_result(dossier.pk, **send)
    assert Dossier.objects.get(pk=dossier.pk).status == Status.RESOLVED
    refused(OnItsWay, lambda: actions.post_result(dossier.pk, **send))
    back = {"reason": "Không có người nhận", "by": office.returning, "at": LATER}
    actions.note_post_failure(dossier.pk, **back)
    refused(NotSent, lambda: actions.note_post_failure(dossier.pk, **back))
    actions.post_result(dossier.pk, **send | {"tracking": "RR2"})
    actions.hand_over(dossier.pk, by=office.returning, at=LATER)
    assert dossier.shipments.last().received_at == LATER
    assert kinds(dossier)[-4:] == ["Posted", "PostFailed", "Posted", "Returned"]


def test_originals_given_back_are_ticked(office: Office) -> None:
    dossier = make_dossier(office, Status.RESOLVED)
    first, second, _third = dossier.papers.all()
    other = make_dossier(office).papers.first()
    actions.hand_over(dossier.pk, originals=[first.pk, other.pk], by=office.returning, at=LATER)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.given_back_at, second.given_back_at) == (LATER, None)
