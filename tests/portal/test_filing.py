"""Filing a dossier, page by page: nothing is lost, everything is told at once, and it is sent once."""

import json

import pytest
from cryptography.fernet import Fernet

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.statuses import Delivery, Status
from motcua.portal.interruption import KEY
from motcua.portal.views import answers as views
from tests.directory.makers import make_citizen, make_organisation
from tests.documents.making import make_picture, upload
from tests.dossiers.makers import ANSWERS, NINE, make_draft, make_lodged
from tests.portal.filing import begin, make_service_with, parts_of, step

PNG = make_picture()
FIRST = {
    "full_name": "Lò Thị Thử",
    "personal_number": "012 190 000 001",
    "born_on": "17/05/1990",
    "phone": "0912 345 678",
    "commune": "03408",
    "address": "Tổ 1",
}
SECOND = {"request": "Xin giải quyết thủ tục", "receive_by": "counter"}


def test_a_filing_is_begun_with_what_is_known_of_the_applicant(browser, office, citizen):
    draft = begin(browser, office.service)
    assert draft.answers["full_name"] == citizen[0].person.full_name
    assert draft.answers["born_on"] == "1990-05-17"
    assert "12 digits" in browser.get(step(draft, "form-1")).content.decode()


def test_beginning_again_goes_on_with_the_same_filing(browser, office):
    first = begin(browser, office.service)
    assert begin(browser, office.service) == first


def test_from_the_first_page_to_the_receipt(browser, office):
    draft = begin(browser, office.service)
    assert browser.post(step(draft, "form-1"), FIRST).url == step(draft, "form-2")
    assert browser.post(step(draft, "form-2"), SECOND).url == step(draft, "papers")
    photos = {f"paper-{part.id}": upload("ảnh.png", PNG) for part in parts_of(draft)}
    assert browser.post(step(draft, "papers"), photos).url == step(draft, "check")
    assert b"Send the dossier" in browser.get(step(draft, "check")).content
    sent = browser.post(step(draft, "dossier"))
    dossier = Dossier.objects.get()
    assert sent.url == f"/dossiers/{dossier.public_id}/receipt/"
    assert dossier.code in browser.get(sent.url).content.decode()
    assert (dossier.status, dossier.delivery) == (Status.LODGED, Delivery.COUNTER)


def test_pressed_twice_it_is_sent_once(browser, office, citizen):
    draft = make_draft(office.service, citizen[1])
    first, second = (browser.post(step(draft, "dossier")) for _ in range(2))
    assert first.url == second.url
    assert Dossier.objects.count() == 1


def test_back_from_the_receipt_leads_to_the_receipt(browser, office, citizen):
    draft = make_draft(office.service, citizen[1])
    receipt = browser.post(step(draft, "dossier")).url
    assert browser.get(step(draft, "form-1")).url == receipt


def test_all_faults_of_a_page_are_told_and_what_was_typed_stays(browser, office):
    draft = begin(browser, office.service)
    wrong = FIRST | {"born_on": "31/02/1990", "phone": "12", "personal_number": "1", "address": ""}
    page = browser.post(step(draft, "form-1"), wrong)
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count('class="wrong"') == 4
    assert 'value="31/02/1990"' in text and 'href="#f-born_on"' in text


@pytest.mark.parametrize("born_on", ["31/02/1990", "01/01/1899", "01/01/2999", "hôm qua"])
def test_a_date_that_cannot_be_is_refused_with_a_sentence(born_on, browser, office):
    page = browser.post(step(begin(browser, office.service), "form-1"), FIRST | {"born_on": born_on})
    assert page.status_code == 422
    assert f'value="{born_on}"' in page.content.decode()


def test_combining_accents_are_kept_composed(browser, office):
    draft = begin(browser, office.service)
    browser.post(step(draft, "form-1"), FIRST | {"full_name": "Lo\u0300 Thi\u0323 Thu\u031b\u0309"})
    draft.refresh_from_db()
    assert draft.answers["full_name"] == "Lò Thị Thử"


@pytest.mark.parametrize(("length", "status"), [(10_000, 302), (10_001, 422)])
def test_ten_thousand_letters_fit_and_one_more_is_kept_but_refused(length, status, browser, office):
    draft = begin(browser, office.service)
    assert browser.post(step(draft, "form-2"), SECOND | {"request": "ă" * length}).status_code == status
    draft.refresh_from_db()
    assert len(draft.answers["request"]) == length


def test_a_zero_byte_harms_nothing(browser, office):
    draft = begin(browser, office.service)
    assert (
        browser.post(step(draft, "form-1"), FIRST | {"address": "Tổ\x00 1", "commune_name": "\x00"}).status_code
        == 302
    )
    reasons = {f"paper-{part.id}-reason": "không\x00 cần" for part in parts_of(draft)}
    assert browser.post(step(draft, "papers"), reasons).status_code == 302


def test_what_is_typed_is_saved_before_it_is_right(browser, office):
    draft = begin(browser, office.service)
    answer = browser.post(step(draft, "form-1") + "saved/", FIRST | {"phone": "09"})
    assert answer.status_code == 200 and "saved_at" in json.loads(answer.content)
    draft.refresh_from_db()
    assert draft.answers["phone"] == "09"


def test_a_form_sent_after_the_session_ended_is_there_after_sign_in(sign_in, office, citizen):
    draft = make_draft(office.service, citizen[1])
    browser = sign_in()
    away = browser.post(step(draft, "form-1"), FIRST | {"address": "Bản mới, viết dở"})
    assert away.url.startswith("/accounts/login/?next=/filings/")
    browser.force_login(citizen[0])
    assert "Bản mới, viết dở" in browser.get(step(draft, "form-1")).content.decode()
    draft.refresh_from_db()
    assert draft.answers["address"] == "Bản mới, viết dở"


def test_a_form_kept_through_sign_in_is_not_given_to_somebody_else(sign_in, office, citizen):
    draft = make_draft(office.service, citizen[1])
    browser = sign_in()
    browser.post(step(draft, "form-1"), FIRST | {"address": "Chỗ khác"})
    browser.force_login(make_citizen()[0])
    assert browser.get(step(draft, "form-1")).status_code == 404
    draft.refresh_from_db()
    assert draft.answers["address"] == ANSWERS["address"]


def test_a_form_sealed_with_a_key_that_is_gone_is_said_to_be_lost(sign_in, office, citizen):
    draft = make_draft(office.service, citizen[1])
    browser = sign_in()
    browser.post(step(draft, "form-1"), FIRST | {"address": "Bản mới, viết dở"})
    session = browser.session
    session[KEY] |= {"sealed": Fernet(Fernet.generate_key()).encrypt(b"address=x").decode()}
    session.save()
    browser.force_login(citizen[0])
    page = browser.get(step(draft, "form-1"))
    assert page.status_code == 200
    assert "was not kept" in page.text and "viết dở" not in page.text


def test_an_emptied_answer_is_emptied(browser, office, citizen):
    draft = make_draft(office.service, citizen[1])
    browser.post(step(draft, "form-2"), SECOND | {"request": ""})
    draft.refresh_from_db()
    assert "request" not in draft.answers


def test_an_incomplete_dossier_is_not_sent_and_every_fault_leads_to_its_place(browser, office):
    draft = begin(browser, office.service)
    page = browser.post(step(draft, "dossier"))
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#row-request"' in text and 'id="row-request"' in text
    assert step(draft, "form-2") + "#f-request" in text
    assert not Dossier.objects.exists()


def test_whoever_comes_back_goes_on_at_the_first_page_with_a_fault(browser, office, citizen):
    draft = begin(browser, office.service)
    browser.post(step(draft, "form-1"), FIRST)
    assert browser.get(f"/filings/{draft.public_id}/").url == step(draft, "form-2")


def test_a_second_dossier_for_the_same_procedure_is_warned_of(browser, office, citizen):
    dossier = make_lodged(office, citizen[1])
    page = browser.get(f"/filings/new/?service={office.service.pk}").content.decode()
    assert dossier.code in page and "already have a dossier" in page


def test_one_files_for_an_organisation_one_acts_for_and_no_other(sign_in, office, citizen):
    own, other = make_organisation(citizen[0].person), make_organisation()
    browser = sign_in(citizen[0])
    assert begin(browser, office.service, **{"for": own.pk}).organisation == own
    browser.post("/filings/", {"service": office.service.pk, "for": other.pk})
    assert not Draft.objects.filter(organisation=other).exists()


def test_a_draft_is_put_aside_after_one_question(browser, office, citizen):
    draft = make_draft(office.service, citizen[1])
    assert browser.get(step(draft, "removal")).status_code == 200
    browser.post(step(draft, "removal"))
    assert browser.get(step(draft, "form-1")).status_code == 404
    assert b"Nothing is waiting" in browser.get("/filings/").content


def test_a_commune_elsewhere_is_found_by_name_without_script(browser, office):
    draft = begin(browser, office.service)
    page = browser.post(step(draft, "form-1"), FIRST | {"stay": "commune", "commune_name": "tan phong"})
    assert page.status_code == 200 and "Phường Tân Phong, Tỉnh Lai Châu" in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_drafts_asks_the_same_number_of_questions(
    number, browser, office, citizen, django_assert_num_queries
):
    for _ in range(number):
        make_draft(make_service_with(office), citizen[1])
    browser.get("/filings/")
    with django_assert_num_queries(6):
        browser.get("/filings/")


def test_a_draft_sent_in_another_window_is_told_kindly(browser, office, citizen, monkeypatch):
    draft = make_draft(office.service, citizen[1])
    sent = views.keep_answers

    def meanwhile(*args):
        actions.lodge(draft.pk, by=citizen[1], at=NINE)
        return sent(*args)

    monkeypatch.setattr(views, "keep_answers", meanwhile)
    page = browser.post(step(draft, "form-1"), FIRST, follow=True)
    assert page.status_code == 200 and "cannot be done now" in page.content.decode()
