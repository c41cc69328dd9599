"""Acts through the page: what each does, where it leads, and what a refused one keeps."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.models import Decision, Dossier, Task
from motcua.dossiers.statuses import Outcome, Status
from tests.desk.makers import WORDS, address, enter, make_approved, make_drafted, make_running, post, signed_paper
from tests.directory.makers import make_officer
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db
LIST = "lane=now"


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def desk(office: Office) -> Client:
    return enter(office.case)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("step").get(pk=dossier.pk)


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def test_a_step_is_taken_and_given_back(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    post(desk, dossier, "hold")
    assert again(dossier).holder_id == office.case.officer_id
    post(desk, dossier, "release")
    assert again(dossier).holder_id is None


def test_after_an_act_the_next_dossier_of_the_list_opens(office: Office, desk: Client) -> None:
    first, second = [make_running(office, at=now() - timedelta(days=days)) for days in (30, 20)]
    for dossier in (first, second):
        actions.draft_decision(dossier.pk, **WORDS, by=office.case, at=now())
    answer = post(desk, first, "completion", list=LIST, then="next")
    assert answer["Location"] == address(second, list=LIST)
    answer = post(desk, second, "completion", list=LIST, then="next")
    assert answer["Location"] == "/desk/?lane=now"


def test_the_act_says_what_it_did_on_the_page_that_follows(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    answer = post(desk, dossier, "hold", list=LIST)
    assert answer["Location"] == address(dossier, list=LIST)
    assert "Bạn đã nhận xử lý bước này." in words(desk.get(answer["Location"]))


def test_a_page_made_before_somebody_else_acted_is_told_so_and_keeps_the_words(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    answer = desk.post(address(dossier, "decision"), {"version": 0, **WORDS, "text": "Điều 1. Cho phép."})
    assert answer.status_code == 409
    assert "Điều 1. Cho phép." in words(answer)
    assert not Decision.objects.exists()
    assert f'name="version" value="{dossier.version}"' in words(answer), "the second press is on what is seen now"


def test_a_form_without_a_version_is_stale(office: Office, desk: Client) -> None:
    for version in ({}, {"version": "²"}, {"version": "9" * 30}):
        assert desk.post(address(make_running(office), "hold"), version).status_code == 409


def test_words_for_an_act_that_has_closed_are_shown_to_be_copied(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    colleague = make_officer(dossier.holder_body, "case_officer")[1]
    actions.take(dossier.pk, by=colleague, at=now())
    answer = post(desk, dossier, "completion", note="Đã kiểm tra thực địa")
    assert answer.status_code == 409
    assert colleague.name in words(answer) and "Đã kiểm tra thực địa" in words(answer)


def test_a_draft_without_its_words_names_every_fault_at_once(office: Office, desk: Client) -> None:
    answer = post(desk, make_running(office), "decision", outcome="refused", title="", text="Dở dang", ground=" ")
    assert answer.status_code == 422
    page = words(answer)
    assert 'href="#decision-title"' in page and 'href="#decision-ground"' in page
    assert 'id="decision-title-error"' in page and 'id="decision-ground-error"' in page
    assert "Dở dang" in page


def test_a_step_that_needs_a_draft_opens_the_draft(office: Office, desk: Client) -> None:
    answer = post(desk, make_running(office), "completion", note="Xong")
    assert answer.status_code == 422
    assert 'href="#decision-text"' in words(answer) and 'id="decision-text-error"' in words(answer)
    assert "Xong" in words(answer)


def test_sending_back_needs_a_reason_which_the_colleague_reads(office: Office, desk: Client) -> None:
    dossier, signatory = make_drafted(office), enter(office.signatory)
    answer = post(signatory, dossier, "send-back", reason=" ")
    assert answer.status_code == 422 and 'id="send_back-reason-error"' in words(answer)
    post(signatory, dossier, "send-back", reason="Sai thẩm quyền ký")
    assert again(dossier).step.kind == "process"
    assert "Sai thẩm quyền ký" in words(desk.get(address(dossier)))


def test_a_refusal_needs_its_ground_and_is_a_result(office: Office) -> None:
    dossier, signatory = make_drafted(office), enter(office.signatory)
    assert post(signatory, dossier, "refusal", ground="").status_code == 422
    post(signatory, dossier, "refusal", ground="Chưa đủ điều kiện theo Điều 5")
    assert (again(dossier).status, again(dossier).outcome) == (Status.RESOLVED, Outcome.REFUSED)


def test_the_clerk_issues_the_signed_paper(office: Office) -> None:
    dossier, clerk = make_approved(office), enter(office.clerk)
    post(clerk, dossier, "result", file=signed_paper())
    assert Decision.objects.get(dossier=dossier).file.name == "ket-qua.pdf"
    page = words(clerk.get(address(dossier)))
    assert Decision.objects.get(dossier=dossier).number in page


def test_what_is_no_pdf_is_not_issued(office: Office) -> None:
    dossier, clerk = make_approved(office), enter(office.clerk)
    answer = post(clerk, dossier, "result", file=SimpleUploadedFile("x.pdf", b"not a paper", "application/pdf"))
    assert answer.status_code == 422 and 'id="result-file-error"' in words(answer)
    assert again(dossier).status == Status.IN_PROGRESS


def test_a_file_sent_in_vain_is_kept_for_the_next_try(office: Office) -> None:
    dossier, clerk = make_approved(office), enter(office.clerk)
    answer = clerk.post(address(dossier, "result"), {"version": 0, "file": signed_paper()})
    kept = File.objects.get(name="ket-qua.pdf")
    assert answer.status_code == 409 and str(kept.public_id) in words(answer)
    post(clerk, dossier, "result", kept=str(kept.public_id))
    assert Decision.objects.get(dossier=dossier).file == kept


def test_a_kept_file_of_somebody_else_is_not_issued(office: Office) -> None:
    from motcua.documents.intake import store

    theirs = store([signed_paper("la.pdf")], sent_by="officer:999")[0]
    dossier, clerk = make_approved(office), enter(office.clerk)
    post(clerk, dossier, "result", kept=str(theirs.public_id))
    assert Decision.objects.get(dossier=dossier).file != theirs


def test_the_clerk_cannot_issue_before_the_signature(office: Office) -> None:
    dossier = make_drafted(office)
    assert post(enter(office.clerk), dossier, "result").status_code == 422
    assert again(dossier).status == Status.IN_PROGRESS


def test_the_head_gives_the_step_to_an_officer_of_its_role(office: Office) -> None:
    dossier, head = make_running(office), enter(office.head)
    page = words(head.get(address(dossier)))
    assert f'value="{office.case.officer_id}"' in page and f'value="{office.clerk.officer_id}"' not in page
    post(head, dossier, "assignment", officer=office.case.officer_id)
    assert again(dossier).holder_id == office.case.officer_id
    assert post(head, dossier, "assignment", officer="").status_code == 422
    assert post(head, dossier, "assignment", officer=office.clerk.officer_id).status_code == 409
    assert post(enter(office.case), dossier, "assignment", officer=office.case.officer_id).status_code == 409


def test_a_withdrawal_is_confirmed_only_when_asked(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    assert post(desk, dossier, "withdrawal").status_code == 409
    actions.ask_withdrawal(dossier.pk, reason="Đổi ý", by=Actor(person_id=dossier.applicant_person_id), at=now())
    assert "Người nộp xin rút hồ sơ này" in words(desk.get(address(dossier)))
    assert post(desk, dossier, "withdrawal").status_code == 302
    assert again(dossier).status == Status.WITHDRAWN
    assert Task.objects.get(dossier=dossier, end="cut_short")


def test_an_act_of_another_step_is_refused_with_a_sentence(office: Office) -> None:
    dossier = make_running(office)
    for actor, noun in [(office.signatory, "approval"), (office.clerk, "result"), (office.clerk, "hold")]:
        assert post(enter(actor), dossier, noun).status_code in (409, 422)
    assert post(enter(office.case), dossier, "approval").status_code == 409
