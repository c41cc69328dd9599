"""The counter: one screen to receive, answers to online dossiers, results handed over; each with its stranger."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.catalogue.services import published
from motcua.counter.views.intake import LIMITS
from motcua.directory.models import Account
from motcua.dossiers.models import Dossier, PaperFile
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_body, make_commune, make_officer, make_person
from tests.dossiers.makers import Office, make_dossier, make_lodged, make_office

pytestmark = pytest.mark.django_db


def enter(officer_id: int | None) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=officer_id))
    return client


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def counter(office: Office) -> Client:
    return enter(office.reception.officer_id)


def picture(name: str = "giay-to.png") -> SimpleUploadedFile:
    page = BytesIO()
    Image.new("RGB", (60, 40), "white").save(page, "PNG")
    return SimpleUploadedFile(name, page.getvalue(), "image/png")


def filled_in(office: Office, **changed: object) -> dict[str, object]:
    make_commune()
    parts = [part for part in published(office.service.handling_id).components if not part.is_note]
    return {
        "service": office.service.pk,
        "key": "7b0c0f1e-3b7b-4c52-8d38-6d1b7f8f6a10",
        "who-number": "012190000123",
        "who-full_name": "Lò Thị Thử",
        "who-born_on": "17/05/1990",
        "who-sex": "female",
        "who-phone": "0912345678",
        "who-commune": "03408",
        "who-address": "Tổ 1",
        "request": "Xin giải quyết",
        "receive_by": "counter",
        "delivery": "counter",
        "transfer_now": "on",
        **{f"paper-{part.id}": picture() for part in parts},
        **changed,
    }


def test_a_dossier_is_received_in_one_screen(office: Office, counter: Client) -> None:
    answer = counter.post("/counter/dossiers/", filled_in(office))
    dossier = Dossier.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/counter/dossiers/{dossier.public_id}/")
    assert dossier.status == Status.IN_PROGRESS
    assert PaperFile.objects.count() == 3
    page = counter.get(answer["Location"])
    assert dossier.code in page.content.decode()
    assert counter.get(f"{answer['Location']}receipt/")["Content-Type"] == "application/pdf"


def test_the_button_pressed_twice_makes_one_dossier(office: Office, counter: Client) -> None:
    first = counter.post("/counter/dossiers/", filled_in(office))
    second = counter.post("/counter/dossiers/", filled_in(office))
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_every_fault_is_told_at_once_and_what_was_typed_stays(office: Office, counter: Client) -> None:
    parts = published(office.service.handling_id).components
    missing = {
        f"paper-{parts[0].id}": "",
        "who-number": "0121",
        "who-full_name": "",
        "request": "",
        "who-phone": "09",
    }
    answer = counter.post("/counter/dossiers/", filled_in(office, **missing))
    page = answer.content.decode()
    assert answer.status_code == 422
    for place in ("who-number", "who-full_name", "who-phone", "f-request", f"paper-{parts[0].id}"):
        assert f'href="#{place}"' in page, place
    assert "Tổ 1" in page
    assert page.count("-kept") == 2  # the two good files wait for the next try
    assert not Dossier.objects.exists()


def test_files_kept_from_a_faulty_try_go_into_the_dossier(office: Office, counter: Client) -> None:
    from motcua.documents.models import File

    counter.post("/counter/dossiers/", filled_in(office, request=""))
    parts = published(office.service.handling_id).components
    kept = {f"paper-{part.id}": "" for part in parts}
    kept |= {
        f"paper-{part.id}-kept": str(file.public_id) for part, file in zip(parts, File.objects.all(), strict=True)
    }
    first = counter.post("/counter/dossiers/", filled_in(office, **kept))
    assert first.status_code == 302
    again = counter.post("/counter/dossiers/", filled_in(office, **kept))  # its answer was lost on the way
    assert again["Location"] == first["Location"] and Dossier.objects.count() == 1
    assert PaperFile.objects.count() == File.objects.count() == 3


def test_a_file_that_lies_about_its_type_is_refused_by_name(office: Office, counter: Client) -> None:
    parts = published(office.service.handling_id).components
    liar = SimpleUploadedFile("anh.png", b"MZ not a picture", "image/png")
    answer = counter.post("/counter/dossiers/", filled_in(office, **{f"paper-{parts[0].id}": liar}))
    assert answer.status_code == 422
    assert "anh.png" in answer.content.decode()


def test_looking_up_a_number_fills_the_form_and_keeps_it_out_of_the_address(office: Office, counter: Client) -> None:
    make_person(number="012190000123", full_name="Vàng Thị Sua", phone="0987654321")
    typed = {"service": office.service.pk, "who-number": "012190000123"}
    answer = counter.post("/counter/reception/", typed)
    page = answer.content.decode()
    assert "Vàng Thị Sua" in page and "0987654321" in page


def test_a_scanned_card_fills_the_form(office: Office, counter: Client) -> None:
    card = "012090123456|012345678|Nguyễn Văn A|01011990|Nam|Phường Tân Phong, Lai Châu|15042021"
    page = counter.post("/counter/reception/", {"service": office.service.pk, "who-number": card}).content.decode()
    assert "012090123456" in page and "Nguyễn Văn A" in page and "01/01/1990" in page


def test_an_online_dossier_is_accepted_and_passed_on(office: Office, counter: Client) -> None:
    dossier = make_lodged(office)
    assert dossier.code in counter.get("/counter/waiting/").content.decode()
    counter.post(f"/counter/dossiers/{dossier.public_id}/acceptance/", {"version": dossier.version})
    dossier.refresh_from_db()
    assert dossier.status == Status.IN_PROGRESS


def test_declining_without_a_reason_says_so_and_with_one_gives_form_03(office: Office, counter: Client) -> None:
    dossier = make_lodged(office)
    address = f"/counter/dossiers/{dossier.public_id}/"
    assert counter.post(f"{address}decline/", {"version": dossier.version, "ground": ""}).status_code == 409
    assert counter.get(f"{address}decline-slip/").status_code == 404
    counter.post(f"{address}decline/", {"version": dossier.version, "ground": "Không thuộc thẩm quyền"})
    assert counter.get(f"{address}decline-slip/").getvalue().startswith(b"%PDF")


def test_a_stale_page_is_told_and_changes_nothing(office: Office, counter: Client) -> None:
    dossier = make_lodged(office)
    answer = counter.post(f"/counter/dossiers/{dossier.public_id}/acceptance/", {"version": dossier.version + 1})
    assert answer.status_code == 409
    dossier.refresh_from_db()
    assert dossier.status == Status.LODGED


def test_a_result_is_handed_over(office: Office) -> None:
    dossier = make_dossier(office, Status.RESOLVED)
    counter = enter(office.returning.officer_id)
    values = {"version": dossier.version, "receiver": "applicant"}
    counter.post(f"/counter/dossiers/{dossier.public_id}/return/", values)
    dossier.refresh_from_db()
    assert dossier.status == Status.RETURNED


@pytest.mark.parametrize("piece", ["", "receipt/", "decline-slip/", "control-sheet/"])
def test_another_office_finds_no_such_dossier(office: Office, piece: str) -> None:
    dossier = make_dossier(office)
    stranger = enter(make_office().reception.officer_id)
    assert stranger.get(f"/counter/dossiers/{dossier.public_id}/{piece}").status_code == 404


@pytest.mark.parametrize("act", ["acceptance", "decline", "transfer", "withdrawal", "return"])
def test_another_office_moves_nothing(office: Office, act: str) -> None:
    dossier = make_lodged(office)
    stranger = enter(make_office().reception.officer_id)
    assert stranger.post(f"/counter/dossiers/{dossier.public_id}/{act}/", {"ground": "x"}).status_code == 404


def test_an_administrator_has_no_business_at_the_counter() -> None:
    officer, _actor = make_officer(make_body(), "administrator")
    assert enter(officer.pk).get("/counter/").status_code == 403


@pytest.mark.parametrize("number", [1, 12])
def test_a_list_takes_the_same_queries_for_one_row_and_for_many(office: Office, counter: Client, number: int) -> None:
    for _ in range(number):
        make_lodged(office)
    counter.get("/counter/waiting/")
    with CaptureQueriesContext(connection) as queries:
        counter.get("/counter/waiting/")
    assert len(queries) <= 6


@pytest.mark.parametrize(
    "address", ["/counter/", "/counter/reception/", "/counter/waiting/", "/counter/find/?code=x"]
)
def test_pages_speak_english_too(counter: Client, address: str) -> None:
    counter.cookies["django_language"] = "en"
    assert 'lang="en"' in counter.get(address).content.decode()


def test_the_number_on_the_page_is_masked(office: Office, counter: Client) -> None:
    answer = counter.post("/counter/dossiers/", filled_in(office))
    page = counter.get(answer["Location"]).content.decode()
    assert "012190000123" not in page
    assert "123" in page


def test_a_look_up_leaves_its_trace(office: Office, counter: Client) -> None:
    from motcua.journal.models import Event

    person = make_person(number="012190000123")
    counter.post("/counter/reception/", {"service": office.service.pk, "who-number": "012190000123"})
    event = Event.objects.get(kind="PersonLookedUp")
    assert (event.subject, event.actor) == (f"person:{person.pk}", office.reception.key)


def test_whoever_looks_up_too_many_people_is_stopped_and_loses_nothing(
    office: Office, counter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "person", "2/h/user")
    make_person(number="012190000123", full_name="Vàng Thị Sua")
    typed = {"service": office.service.pk, "who-number": "012190000123", "who-address": "Tổ 1"}
    answers = [counter.post("/counter/reception/", typed) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    page = answers[2].content.decode()
    assert "Tổ 1" in page and "Vàng Thị Sua" not in page
    colleague, _actor = make_officer(office.service.one_stop, "reception_officer")
    assert enter(colleague.pk).post("/counter/reception/", typed).status_code == 200


def test_an_intake_asks_the_database_little(office: Office, counter: Client) -> None:
    counter.post("/counter/dossiers/", filled_in(office))
    form = filled_in(office, **{"key": "", "who-number": "012190000456"})
    with CaptureQueriesContext(connection) as queries:
        assert counter.post("/counter/dossiers/", form).status_code == 302
    assert len(queries) <= 26
