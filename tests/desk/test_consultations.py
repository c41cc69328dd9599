"""Questions between agencies through the pages: asked, answered, recalled, heard at a meeting, submitted."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now

from motcua.directory.actors import SYSTEM
from motcua.dossiers import actions
from motcua.dossiers.consulting import Invitation, Question
from motcua.dossiers.models import Consultation, Dossier, Meeting, Submission
from motcua.journal.models import Event
from tests.desk.makers import address, counted, enter, make_running, make_with_scan, post, signed_paper
from tests.directory.makers import make_officer
from tests.dossiers.consulting import WORDS, make_office_with_visits
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def asked() -> Office:
    return make_office()


def words(answer: HttpResponse) -> str:
    page = unescape(answer.content.decode())
    assert "{{" not in page and "{%" not in page, "a piece was not rendered"
    return page


def soon() -> datetime:
    """A moment to come, before dossiers received now are due."""
    return localtime(now()).replace(second=0, microsecond=0) + timedelta(hours=2)


def make_question(office: Office, asked: Office, dossier: Dossier | None = None, **facts: object) -> Consultation:
    dossier = dossier or make_running(office)
    usual = {"body_id": asked.service.competent_id, "text": "Có vướng quy hoạch không?", "due_at": soon()}
    return actions.consult(dossier.pk, Question(**usual | facts), by=office.case, at=now())


def typed(asked: Office, **changed: object) -> dict[str, object]:
    due_at = soon()
    usual = {
        "agency": asked.service.competent.name,
        "question": "Có vướng quy hoạch không?",
        "due_on": f"{due_at:%Y-%m-%d}",
        "due_hour": f"{due_at:%H:%M}",
    }
    return usual | changed


def of(consultation: Consultation, noun: str = "") -> str:
    return f"/desk/questions/{consultation.dossier.public_id}/{consultation.pk}/{noun}"


def test_an_agency_is_asked_from_the_dossiers_page(office: Office, asked: Office) -> None:
    dossier, desk = make_with_scan(office), enter(office.case)
    assert address(dossier, "consultations") in words(desk.get(address(dossier)))
    assert address(dossier, "consultations/new") in words(desk.get(address(dossier, "consultations")))
    page = words(desk.get(address(dossier, "consultations/new")))
    assert asked.service.competent.name in page and "Giấy tờ 1" in page
    paper = dossier.papers.get(no=1)
    answer = post(desk, dossier, "consultations/new", **typed(asked, papers=[paper.pk]))
    assert answer["Location"] == address(dossier, "consultations")
    asked_row = Consultation.objects.get()
    assert list(asked_row.papers.all()) == [paper]
    page = words(desk.get(answer["Location"]))
    assert "Có vướng quy hoạch không?" in page and "Thu hồi câu hỏi" in page


def test_a_question_with_faults_names_them_all_and_keeps_what_was_typed(office: Office, asked: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    answer = post(
        desk, dossier, "consultations/new", agency="Sở Không Có", question="", due_on="x", deemed_basis="NĐ 1"
    )
    page = words(answer)
    assert answer.status_code == 422
    for place in ("body", "question", "due"):
        assert f'href="#{place}"' in page and f'id="{place}-error"' in page
    assert "Sở Không Có" in page and "NĐ 1" in page
    assert not Consultation.objects.exists()


def test_a_name_that_fits_several_agencies_is_not_guessed(office: Office, asked: Office) -> None:
    answer = post(enter(office.case), make_running(office), "consultations/new", **typed(asked, agency="UBND"))
    assert answer.status_code == 422 and asked.service.competent.name in words(answer)


def test_a_stale_page_asks_nothing(office: Office, asked: Office) -> None:
    dossier = make_running(office)
    answer = enter(office.case).post(address(dossier, "consultations/new"), {"version": 0, **typed(asked)})
    assert answer.status_code == 409 and "Có vướng quy hoạch không?" in words(answer)
    assert not Consultation.objects.exists()


def test_who_has_not_the_step_asks_nothing(office: Office, asked: Office) -> None:
    dossier = make_running(office)
    assert post(enter(office.signatory), dossier, "consultations/new", **typed(asked)).status_code == 409
    assert address(dossier, "consultations/new") not in words(
        enter(office.signatory).get(address(dossier, "consultations"))
    )


def test_the_agency_asked_sees_the_question_and_the_papers_sent_and_nothing_else(
    office: Office, asked: Office
) -> None:
    dossier, desk = make_with_scan(office), enter(asked.case)
    paper = dossier.papers.get(no=1)
    file = paper.files.get().file
    with_paper, without = (make_question(office, asked, dossier, paper_ids=papers) for papers in ([paper.pk], []))
    listed = words(desk.get("/desk/questions/"))
    assert of(with_paper) in listed and of(with_paper) not in words(desk.get("/desk/"))
    page = words(desk.get(of(with_paper)))
    assert dossier.code in page and "Có vướng quy hoạch không?" in page and file.name in page
    assert b"".join(desk.get(of(with_paper, f"files/{file.public_id}/")).streaming_content)
    assert Event.objects.filter(kind="PaperRead", actor=asked.case.key).count() == 1
    assert desk.get(of(without, f"files/{file.public_id}/")).status_code == 404
    assert desk.get(address(dossier)).status_code == 404
    assert desk.get(address(dossier, f"files/{file.public_id}")).status_code == 404


def test_to_a_stranger_a_question_is_not_there(office: Office, asked: Office) -> None:
    question, stranger = make_question(office, asked), enter(make_office().case)
    assert stranger.get(of(question)).status_code == 404
    assert stranger.post(of(question, "answer/"), {"answer": "agree"}).status_code == 404
    dossier = question.dossier
    for noun in ("consultations", "consultations/new", "meetings/new", "visits", "submission"):
        assert stranger.get(address(dossier, noun)).status_code == 404
    for noun in ("recall", "reminder"):
        assert post(stranger, dossier, f"consultations/{question.pk}/{noun}", reason="x").status_code == 404
    assert of(question) not in words(stranger.get("/desk/questions/"))
    assert str(dossier.public_id) not in words(stranger.get("/desk/asked/"))


def test_a_question_is_found_under_its_own_dossier_alone(office: Office, asked: Office) -> None:
    question, other = make_question(office, asked), make_running(office)
    assert post(enter(office.case), other, f"consultations/{question.pk}/recall", reason="x").status_code == 404
    assert enter(asked.case).get(f"/desk/questions/{other.public_id}/{question.pk}/").status_code == 404


def test_an_answer_goes_back_with_its_signed_letter(office: Office, asked: Office) -> None:
    question, desk = make_question(office, asked), enter(asked.case)
    answer = desk.post(of(question, "answer/"), {"answer": "disagree", "text": " ", "file": signed_paper("cv.pdf")})
    page = words(answer)
    assert answer.status_code == 422 and 'id="text-error"' in page
    kept = page.split('name="kept" value="')[1].split('"')[0]
    sent = {"answer": "disagree", "text": "Thuộc hành lang an toàn đường bộ", "kept": kept}
    assert desk.post(of(question, "answer/"), sent)["Location"] == of(question)
    told = Consultation.objects.get()
    assert (told.answer, told.answer_file.name) == ("disagree", "cv.pdf")
    assert "Thuộc hành lang" in words(desk.get(of(question)))
    lead = enter(office.case)
    page = words(lead.get(address(question.dossier, "consultations")))
    assert "Thuộc hành lang" in page and "cv.pdf" in page
    file = address(question.dossier, f"files/{told.answer_file.public_id}")
    assert b"".join(lead.get(file).streaming_content)
    assert desk.post(of(question, "answer/"), sent).status_code == 409
    assert of(question) in words(desk.get("/desk/questions/?lane=settled"))


def test_what_is_no_paper_is_no_signed_answer(office: Office, asked: Office) -> None:
    question, desk = make_question(office, asked), enter(asked.case)
    file = SimpleUploadedFile("x.pdf", b"not a paper", "application/pdf")
    answer = desk.post(of(question, "answer/"), {"answer": "", "text": "Nội dung", "file": file})
    assert answer.status_code == 422
    assert 'id="file-error"' in words(answer) and 'id="answer-error"' in words(answer) and "Nội dung" in words(answer)


def test_the_lead_agency_reminds_and_calls_back(office: Office, asked: Office) -> None:
    question, desk = make_question(office, asked), enter(office.case)
    dossier = question.dossier
    assert post(desk, dossier, f"consultations/{question.pk}/reminder", back="asked")["Location"] == "/desk/asked/"
    assert post(desk, dossier, f"consultations/{question.pk}/reminder").status_code == 409
    refused = post(desk, dossier, f"consultations/{question.pk}/recall", reason="")
    assert refused.status_code == 422 and f'id="reason-{question.pk}-error"' in words(refused)
    assert post(desk, dossier, f"consultations/{question.pk}/recall", reason="Nhầm").status_code == 302
    assert enter(asked.case).post(of(question, "answer/"), {"answer": "agree"}).status_code == 409
    assert post(desk, dossier, f"consultations/{question.pk}/reminder").status_code == 409


def test_a_silent_agency_stands_on_the_lists_of_the_heads(office: Office, asked: Office) -> None:
    at = now() - timedelta(days=1)
    dossier = make_running(office, at=at)
    question = Question(asked.service.competent_id, "Ý kiến?", at + timedelta(hours=1))
    consultation = actions.consult(dossier.pk, question, by=office.case, at=at)
    actions.note_silence(consultation.pk, by=SYSTEM, at=now())
    one_stop_head = make_officer(office.service.one_stop, "one_stop_head")[1]
    assert "Chưa trả lời đúng hạn" in words(enter(one_stop_head).get("/desk/asked/"))
    page = words(enter(asked.head).get("/desk/questions/"))
    assert of(consultation) in page and "Chưa trả lời đúng hạn" in page


def test_going_to_be_signed_without_an_answer_is_warned_of_and_allowed(office: Office, asked: Office) -> None:
    question, desk = make_question(office, asked), enter(office.case)
    dossier = question.dossier
    actions.draft_decision(dossier.pk, **WORDS, by=office.case, at=now())
    assert "Còn 1 cơ quan chưa trả lời" in words(desk.get(address(dossier)))
    assert post(desk, dossier, "completion").status_code == 302


def test_the_lists_take_the_same_queries_for_one_question_and_for_many(office: Office, asked: Office) -> None:
    desk, lead = enter(asked.case), enter(office.case)
    make_question(office, asked)
    seen = []
    for _ in range(2):
        for client, path in ((desk, "/desk/questions/"), (lead, "/desk/asked/")):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            seen.append(counted(queries))
        for _more in range(31):
            make_question(office, asked)
    assert seen[:2] == seen[2:]
    page = words(desk.get("/desk/questions/"))
    following = page.split("?lane=open&after=")[1].split('"')[0]
    second = words(desk.get(f"/desk/questions/?lane=open&after={following}"))
    assert second.count("/desk/questions/") >= 2
    assert desk.get("/desk/questions/?after=|²").status_code == 200


def make_meeting(office: Office, asked: Office, dossier: Dossier) -> Meeting:
    """A meeting of an hour ago."""
    held_at = localtime(now()) - timedelta(hours=1)
    invitation = Invitation("Quy hoạch", "Phòng họp 1", held_at, [asked.service.competent_id])
    return actions.call_meeting(dossier.pk, invitation, by=office.case, at=held_at - timedelta(hours=1))


def test_a_meeting_is_called_and_the_invited_see_it(office: Office, asked: Office) -> None:
    dossier, desk, third = make_running(office), enter(office.case), make_office()
    refused = post(desk, dossier, "meetings/new", subject="", agency=[asked.service.competent.name, "Sở Lạ"])
    assert refused.status_code == 422
    assert (
        "Sở Lạ" in words(refused) and 'id="bodies-error"' in words(refused) and 'id="subject-error"' in words(refused)
    )
    names = [asked.service.competent.name, "", third.service.competent.name]
    held = soon()
    sent = {"subject": "Bàn về quy hoạch", "place": "Phòng họp 1", "agency": names}
    answer = post(desk, dossier, "meetings/new", **sent, held_on=f"{held:%d/%m/%Y}", held_hour=f"{held:%H:%M}")
    assert answer["Location"] == address(dossier, "consultations")
    assert Meeting.objects.get().opinions.count() == 2
    assert "Bàn về quy hoạch" in words(enter(third.head).get("/desk/questions/"))
    assert "Bàn về quy hoạch" not in words(enter(make_office().head).get("/desk/questions/"))


def test_a_meeting_is_called_off_and_the_invited_read_why_until_its_hour(office: Office, asked: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    held = soon()
    invitation = Invitation("Bàn về quy hoạch", "Phòng họp 1", held, [asked.service.competent_id])
    meeting = actions.call_meeting(dossier.pk, invitation, by=office.case, at=now())
    noun = f"meetings/{meeting.pk}"
    refused = post(desk, dossier, f"{noun}/cancellation", reason="")
    assert refused.status_code == 422 and 'id="reason-error"' in words(refused)
    assert post(enter(asked.case), dossier, f"{noun}/cancellation", reason="x").status_code == 404
    answer = post(desk, dossier, f"{noun}/cancellation", reason="Có bão")
    assert answer["Location"] == address(dossier, "consultations")
    page = words(desk.get(address(dossier, noun)))
    assert "Có bão" in page and "/minutes/" not in page
    assert "Có bão" in words(desk.get(address(dossier, "consultations")))
    assert "Có bão" in words(enter(asked.case).get("/desk/questions/"))
    Meeting.objects.update(at=now() - timedelta(minutes=1))
    assert "Có bão" not in words(enter(asked.case).get("/desk/questions/"))


def test_minutes_are_put_on_record(office: Office, asked: Office) -> None:
    dossier, desk = make_running(office, at=now() - timedelta(hours=3)), enter(office.case)
    meeting = make_meeting(office, asked, dossier)
    noun, place = f"meetings/{meeting.pk}", f"body-{asked.service.competent_id}"
    assert asked.service.competent.name in words(desk.get(address(dossier, noun)))
    refused = post(desk, dossier, f"{noun}/minutes", **{f"{place}-attended": "yes", f"{place}-text": "Đồng ý"})
    assert refused.status_code == 422
    for name in (f"{place}-composition", f"{place}-answer", "conclusion"):
        assert f'id="{name}-error"' in words(refused)
    assert "Đồng ý" in words(refused)
    told = {"attended": "yes", "composition": "yes", "answer": "conditions", "text": "Giữ lộ giới"}
    sent = {f"{place}-{name}": value for name, value in told.items()}
    answer = post(desk, dossier, f"{noun}/minutes", **sent, conclusion="Thống nhất", file=signed_paper("bb.pdf"))
    assert answer["Location"] == address(dossier, "consultations")
    page = words(desk.get(address(dossier, noun)))
    assert "Giữ lộ giới" in page and "Thống nhất" in page and "bb.pdf" in page
    assert "Thống nhất" in words(desk.get(address(dossier, "consultations")))


def for_submission(office: Office) -> Dossier:
    dossier = make_running(office)
    actions.complete_step(dossier.pk, note="Không cần", by=office.case, at=now())
    actions.draft_decision(dossier.pk, **WORDS, by=office.case, at=now())
    return actions.complete_step(dossier.pk, by=office.case, at=now())


def test_a_submission_is_refused_until_it_is_clear_and_every_agency_has_spoken(asked: Office) -> None:
    office = make_office_with_visits()
    dossier, head = for_submission(office), enter(office.head)
    question = Question(asked.service.competent_id, "Ý kiến?", soon())
    consultation = actions.consult(dossier.pk, question, by=office.head, at=now())
    assert address(dossier, "submission") in words(head.get(address(dossier)))
    refused = post(head, dossier, "submission", text="Đề nghị chấp thuận")
    assert refused.status_code == 422 and "Đề nghị chấp thuận" in words(refused)
    assert 'href="#opinions"' in words(refused) and 'id="position-error"' in words(refused)
    actions.answer_consultation(consultation.pk, answer="agree", by=asked.case, at=now())
    assert post(head, dossier, "submission", position="agree", text="Đề nghị chấp thuận").status_code == 302
    assert Submission.objects.get(dossier=dossier).position == "agree"
    assert "Đề nghị chấp thuận" in words(enter(office.signatory).get(address(dossier, "submission")))
    assert address(dossier, "submission") in words(enter(office.signatory).get(address(dossier)))


@pytest.mark.parametrize("path", ["/desk/questions/", "/desk/asked/", "/desk/questions/?lane=settled"])
def test_the_lists_speak_english_too(office: Office, asked: Office, path: str, client: Client) -> None:
    question = make_question(office, asked)
    for actor in (asked.case, office.case):
        browser = enter(actor)
        browser.cookies["motcua_language"] = "en"
        assert browser.get(path, headers={"accept-language": "en"}).status_code == 200
        assert browser.get(of(question), headers={"accept-language": "en"}).status_code == 200
