"""The dossier's page: what it shows, to whom, and what it keeps to itself."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from motcua.desk.listing import step_promised
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.desk.makers import address, counted, enter, make_approved, make_drafted, make_running, make_with_scan, post
from tests.directory.makers import make_body, make_officer, make_organisation, make_person
from tests.dossiers.makers import ANSWERS, Office, make_office, resolve

pytestmark = pytest.mark.django_db
NOUNS = ["hold", "release", "completion", "send-back", "decision", "approval", "refusal", "result", "assignment"]


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def desk(office: Office) -> Client:
    return enter(office.case)


def read(client: Client, dossier: Dossier, **query: str) -> str:
    answer = client.get(address(dossier, **query))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_papers_stand_beside_answers_and_checklist(office: Office, desk: Client) -> None:
    dossier = make_with_scan(office)
    page = read(desk, dossier)
    file = File.objects.get()
    assert f'src="/desk/dossiers/{dossier.public_id}/files/{file.public_id}/"' in page
    assert page.index('class="checklist"') < page.index("viewer-tools")
    assert "Phường Tân Phong" in page or ANSWERS["request"] in page


def test_reading_a_paper_is_recorded(office: Office, desk: Client) -> None:
    dossier = make_with_scan(office)
    answer = desk.get(address(dossier, f"files/{File.objects.get().public_id}"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    read_ = Event.objects.get(subject=f"{dossier.subject}:reads")
    assert (read_.kind, read_.actor) == ("PaperRead", office.case.key)


def test_a_file_of_another_dossier_is_not_there(office: Office, desk: Client) -> None:
    mine, other = make_running(office), make_with_scan(office)
    file = other.papers.get(no=1).files.get().file
    assert desk.get(address(mine, f"files/{file.public_id}")).status_code == 404


def test_the_personal_number_is_masked_in_head_and_answers(office: Office, desk: Client) -> None:
    person = make_person(number="012190000123")
    dossier = make_running(office, person=person)
    page = read(desk, dossier)
    assert "012190000123" not in page and ANSWERS["personal_number"] not in page
    assert "•••••••••123" in page


def test_the_whole_number_is_shown_once_and_the_reading_recorded(office: Office, desk: Client) -> None:
    person = make_person(number="012190000123")
    dossier = make_running(office, person=person)
    answer = post(desk, dossier, "applicant-number")
    assert "012190000123" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.get(kind="NumberRead").subject == f"person:{person.pk}"
    assert "012190000123" not in read(desk, dossier)
    assert desk.get(address(dossier, "applicant-number")).status_code == 405


def test_an_organisation_shows_its_public_code(office: Office, desk: Client) -> None:
    person = make_person()
    company = make_organisation(person)
    whose = {"applicant_person_id": None, "applicant_organisation_id": company.pk, "applicant_name": company.name}
    assert company.code in read(desk, make_running(office, person=person, **whose))


def test_an_answer_that_differs_from_the_register_is_marked(office: Office, desk: Client) -> None:
    dossier = make_running(office, person=make_person(address="Bản Mới"))
    assert "Trong sổ đăng ký: Bản Mới" in read(desk, dossier)


def test_next_and_previous_stay_inside_the_list(office: Office, desk: Client) -> None:
    first, second, third = [make_running(office, at=now() - timedelta(days=days)) for days in (30, 20, 10)]
    listed = desk.get("/desk/?words=Lò").content.decode()
    href = unescape(re.findall(r'class="row-link" href="([^"]+)"', listed)[1])
    page = unescape(desk.get(href).content.decode())
    assert unquote(unquote(href)).endswith("list=lane=now&words=Lò")
    previous = re.search(rf'href="(/desk/dossiers/{first.public_id}/\?list=[^"]+)"[^>]*data-key="p"', page)
    following = re.search(rf'href="(/desk/dossiers/{third.public_id}/\?list=[^"]+)"[^>]*data-key="n"', page)
    assert previous and following and second.code in page
    assert 'data-key="n"' not in read(desk, second)


def test_colleagues_who_look_too_are_named(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    read(enter(office.head), dossier)
    assert f"{office.head.name} đang xem hồ sơ này" in read(desk, dossier)
    answer = desk.post(address(dossier, "presence"), {"shown": ""})
    assert office.head.name in answer.content.decode()
    assert desk.post(address(dossier, "presence"), {"shown": office.head.name}).status_code == 204


def test_only_acts_open_now_are_offered(office: Office) -> None:
    dossier = make_running(office)
    assert forms(read(enter(office.case), dossier)) == {"applicant-number", "hold", "decision", "completion"}
    assert forms(read(enter(office.signatory), dossier)) == {"applicant-number"}
    assert forms(read(enter(office.head), dossier)) == {"applicant-number", "assignment"}
    actions.take(dossier.pk, by=office.case, at=now())
    assert forms(read(enter(office.case), dossier)) == {"applicant-number", "release", "decision", "completion"}
    drafted = make_drafted(office)
    expected = {"applicant-number", "hold", "approval", "refusal", "decision", "send-back"}
    assert forms(read(enter(office.signatory), drafted)) == expected
    approved = make_approved(office)
    assert forms(read(enter(office.clerk), approved)) == {"applicant-number", "hold", "result", "send-back"}


def forms(page: str) -> set[str]:
    return set(re.findall(r'action="/desk/dossiers/[-0-9a-f]+/([a-z-]+)/', page))


def test_the_signatory_sees_the_preview_first(office: Office) -> None:
    dossier = make_drafted(office)
    page = read(enter(office.signatory), dossier)
    assert f'<iframe class="viewer-frame" src="/desk/dossiers/{dossier.public_id}/decision-preview/#' in page
    paper = enter(office.signatory).get(address(dossier, "decision-preview"))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert enter(office.case).get(address(make_running(office), "decision-preview")).status_code == 404


def test_the_due_date_explains_itself(office: Office, desk: Client) -> None:
    page = unescape(desk.get(address(make_running(office), "deadline")).content.decode())
    assert "Cách tính hạn trả kết quả" in page and "Điều 17.3" in page


def test_the_control_sheet_is_printed_once_there_is_a_promise(office: Office, desk: Client) -> None:
    paper = desk.get(address(make_running(office), "control-sheet"))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_finished_dossier_is_still_read(office: Office, desk: Client) -> None:
    page = read(desk, resolve(make_running(office, at=now() - timedelta(days=300)), office))
    assert forms(page) == {"applicant-number"}
    assert "Không có bước nào đang mở" in page


@pytest.mark.parametrize("place", ["", "deadline", "control-sheet", "decision-preview", "files/{file}"])
def test_what_a_stranger_asks_for_is_not_there(office: Office, place: str) -> None:
    dossier = make_with_scan(office)
    stranger = enter(make_officer(make_body(), "case_officer")[1])
    place = place.format(file=File.objects.get().public_id)
    assert stranger.get(address(dossier, place)).status_code == 404


@pytest.mark.parametrize("noun", [*NOUNS, "withdrawal", "presence", "applicant-number"])
def test_a_stranger_acts_on_nothing(office: Office, noun: str) -> None:
    dossier = make_running(office)
    before = Event.objects.count()
    stranger = enter(make_officer(make_body(), "case_officer")[1])
    assert post(stranger, dossier, noun).status_code == 404
    assert (Event.objects.count(), Dossier.objects.get(pk=dossier.pk).version) == (before, dossier.version)


@pytest.mark.parametrize("noun", [*NOUNS, "withdrawal"])
def test_acts_are_posted(office: Office, desk: Client, noun: str) -> None:
    assert desk.get(address(make_running(office), noun)).status_code == 405


def test_every_page_reads_in_english(office: Office) -> None:
    running, drafted, approved = make_with_scan(office), make_drafted(office), make_approved(office)
    actions.ask_withdrawal(running.pk, reason="x", by=Actor(person_id=running.applicant_person_id), at=now())
    head = office.head
    for actor, dossier, words in [
        (office.case, running, "Confirm the withdrawal"),
        (office.signatory, drafted, "Approve"),
        (office.clerk, approved, "Number and issue"),
        (head, running, "Give the step to an officer"),
    ]:
        client = enter(actor)
        client.cookies["django_language"] = "en"
        assert words in unescape(client.get(address(dossier)).content.decode())
        assert "How the due date is counted" in client.get(address(dossier, "deadline")).content.decode()
        assert "Work list" in client.get("/desk/").content.decode()
        assert client.get("/desk/find/?code=x").status_code == 404


def test_a_page_costs_the_same_with_a_long_life(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    read(desk, dossier)
    with CaptureQueriesContext(connection) as short:
        read(desk, dossier)
    before = counted(short)
    for _ in range(5):
        actions.take(dossier.pk, by=office.case, at=now())
        actions.release(dossier.pk, by=office.case, at=now())
    read(desk, dossier)
    with CaptureQueriesContext(connection) as long:
        read(desk, dossier)
    assert counted(long) == before


def test_a_wait_for_another_agency_promises_no_step(office: Office) -> None:
    dossier = make_running(office)
    assert dossier.step and step_promised(dossier, now())
    dossier.step.kind = "wait"
    assert step_promised(dossier, now()) is None
