"""Completing a dossier on the portal: what is wrong comes first, each fault has its page, all is sent once."""

import pytest
from django.test import Client

from motcua.directory.actors import Actor
from motcua.directory.models import Account
from motcua.documents.models import Example
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, SupplementFile
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_citizen
from tests.documents.making import make_picture, upload
from tests.dossiers.makers import NINE, Office, make_dossier, make_lodged
from tests.dossiers.supplementing import findings_on, make_asked_before_acceptance, make_drafted_further


@pytest.fixture
def waiting(office: Office, citizen: tuple[Account, Actor]) -> Dossier:
    return make_asked_before_acceptance(office, citizen[1])


def address(dossier: Dossier, part: str = "") -> str:
    return f"/dossiers/{dossier.public_id}/{part}"


def send(browser: Client, dossier: Dossier):  # type: ignore[no-untyped-def]
    return browser.post(address(dossier, "supplement/"), {"version": dossier.version})


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_to_be_completed_comes_first(language, sign_in, waiting, citizen):
    text = sign_in(citizen[0], language).get(address(waiting)).content.decode()
    assert text.index('id="to-complete"') < text.index('class="timeline')
    assert address(waiting, "supplement/1/") in text and address(waiting, "supplement/2/") in text
    assert "Hồ sơ chưa đủ" in text
    assert ("0 of 2 done" in text) == (language == "en")


def test_a_dossier_that_waits_for_nothing_has_no_list(browser, office, citizen):
    dossier = make_lodged(office, citizen[1])
    assert 'id="to-complete"' not in browser.get(address(dossier)).content.decode()
    assert browser.get(address(dossier, "supplement/"))["Location"] == address(dossier)
    assert browser.get(address(dossier, "supplement/1/")).status_code == 404


def test_a_paper_and_an_answer_are_completed_then_sent_at_once(browser, waiting):
    unsent = send(browser, waiting)
    assert unsent.status_code == 422
    assert all(f'href="#item-{no}"' in unsent.content.decode() for no in (1, 2))
    paper = browser.post(address(waiting, "supplement/1/"), {"files": upload("moi.png", make_picture())})
    assert (paper.status_code, paper["Location"]) == (302, address(waiting, "supplement/"))
    assert "1 of 2 done" in browser.get(address(waiting)).content.decode()
    assert browser.post(address(waiting, "supplement/2/"), {"phone": "0987 654 321"}).status_code == 302
    assert send(browser, waiting)["Location"] == address(waiting)
    waiting.refresh_from_db()
    assert waiting.status == Status.LODGED
    text = browser.get(address(waiting)).content.decode()
    assert "moi.png" in text and "replaced by a later file" in text and "0987654321" in text


def test_the_question_is_the_forms_own_with_its_checks(browser, waiting):
    text = browser.get(address(waiting, "supplement/2/")).content.decode()
    assert 'value="0912345678"' in text and 'type="tel"' in text
    wrong = browser.post(address(waiting, "supplement/2/"), {"phone": "12"})
    assert wrong.status_code == 422
    assert 'href="#f-phone"' in wrong.content.decode() and 'value="12"' in wrong.content.decode()
    same = browser.post(address(waiting, "supplement/2/"), {"phone": "0912345678"})
    assert same.status_code == 422
    said = browser.post(address(waiting, "supplement/2/"), {"phone": "0912345678", "words": "Số này đúng"})
    assert said.status_code == 302


def test_a_paper_needs_a_file_or_words(browser, waiting):
    nothing = browser.post(address(waiting, "supplement/1/"), {"words": " "})
    assert nothing.status_code == 422 and 'href="#id_files"' in nothing.content.decode()
    bad = browser.post(address(waiting, "supplement/1/"), {"files": upload("x.exe", b"MZ"), "words": "Lời của tôi"})
    assert bad.status_code == 422 and "Lời của tôi" in bad.content.decode()
    long = browser.post(address(waiting, "supplement/1/"), {"words": "a" * 2001})
    assert long.status_code == 422 and 'href="#id_words"' in long.content.decode()
    assert browser.post(address(waiting, "supplement/1/"), {"words": "Giấy đã mất"}).status_code == 302


def test_a_script_sends_files_one_by_one_and_takes_them_off(browser, sign_in, waiting):
    here = address(waiting, "supplement/1/files/")
    scan = make_picture()
    token = browser.post(here, {"file": upload("a.png", scan)}).json()["token"]
    assert b"".join(browser.get(f"{here}{token}/")).startswith(b"\x89PNG")
    assert browser.post(here, {"file": upload("a.png", scan)}).json()["token"] == token, "sent again"
    assert sign_in(make_citizen()[0]).get(f"{here}{token}/").status_code == 404
    assert browser.post(here, {"file": upload("b.exe", b"MZ")}).status_code == 422
    assert browser.post(here, {}).status_code == 400
    assert browser.post(f"{here}{token}/removal/").status_code == 204
    assert not SupplementFile.objects.exists()


def test_without_script_a_file_is_taken_off_by_its_button(browser, waiting):
    browser.post(address(waiting, "supplement/1/"), {"files": upload("a.png", make_picture())})
    file = SupplementFile.objects.get().file
    browser.post(address(waiting, "supplement/1/"), {"remove": str(file.public_id)})
    assert not SupplementFile.objects.exists()


def test_a_right_example_is_shown_where_there_is_one(browser, waiting):
    assert browser.get(address(waiting, "supplement/1/example/")).status_code == 404
    browser.post(address(waiting, "supplement/1/"), {"files": upload("a.png", make_picture())})
    paper = waiting.supplement_requests.get().items.get(no=1).paper
    Example.objects.create(component=paper.component, file=SupplementFile.objects.get().file)
    assert (
        address(waiting, "supplement/1/example/") in browser.get(address(waiting, "supplement/1/")).content.decode()
    )
    assert b"".join(browser.get(address(waiting, "supplement/1/example/"))).startswith(b"\x89PNG")


def test_a_stranger_and_an_old_page_do_nothing(sign_in, browser, waiting):
    stranger = sign_in(make_citizen()[0])
    for part in ("supplement/", "supplement/1/", "supplement-requests/1/form/"):
        assert stranger.get(address(waiting, part)).status_code == 404
    assert stranger.post(address(waiting, "supplement/1/"), {"words": "x"}).status_code == 404
    stale = browser.post(address(waiting, "supplement/"), {"version": waiting.version - 1})
    assert stale.status_code == 409 and "moved this dossier" in stale.content.decode()


def test_form_02_is_there_once_the_request_went_out(browser, office, citizen):
    dossier = make_lodged(office, citizen[1])
    assert browser.get(address(dossier, "supplement-requests/1/form/")).status_code == 404
    actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=office.reception, at=NINE)
    assert browser.get(address(dossier, "supplement-requests/1/form/")).getvalue().startswith(b"%PDF")


def test_a_drafted_further_request_is_the_agencys_own(sign_in, office):
    dossier = make_drafted_further(office)
    account = make_citizen(dossier.applicant_person)[0]
    assert sign_in(account).get(address(dossier, "supplement-requests/2/form/")).status_code == 404
    assert 'id="to-complete"' not in sign_in(account).get(address(dossier)).content.decode()


def test_who_shares_the_dossier_does_not_read_the_number_of_who_filed(sign_in, office):
    account, _actor = make_citizen()
    dossier = make_dossier(office, person=account.person)
    Dossier.objects.filter(pk=dossier.pk).update(filer=None)
    findings = findings_on(dossier, ["field:personal_number"])
    actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    text = sign_in(account).get(address(dossier, "supplement/1/")).content.decode()
    assert "012190000001" not in text and 'name="personal_number"' in text
