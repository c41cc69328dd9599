"""The papers of a filing, and the pages that a procedure adds to it."""

import json

from motcua.dossiers.models import DraftFile
from motcua.dossiers.statuses import Delivery
from tests.directory.makers import make_citizen
from tests.documents.making import make_pdf, make_picture, upload
from tests.dossiers.makers import make_draft
from tests.portal.filing import begin, make_service_with, parts_of, step

PNG, PDF = make_picture(), make_pdf()


def test_bad_files_are_told_together_and_good_ones_stay(browser, office):
    draft = begin(browser, office.service)
    one, two, _three = parts_of(draft)
    files = {
        f"paper-{one.id}": [upload("tốt.png", PNG), upload("xấu.pdf", b"no paper")],
        f"paper-{two.id}": [upload("lạ.exe", b"MZ"), upload("tờ.pdf", PDF)],
    }
    page = browser.post(step(draft, "papers"), files)
    text = page.content.decode()
    assert page.status_code == 422
    assert "xấu.pdf" in text and "lạ.exe" in text
    assert {row.file.name for row in DraftFile.objects.select_related("file")} == {"tốt.png", "tờ.pdf"}


def test_a_paper_may_be_missing_for_a_reason_or_by_one_tick(browser, office):
    draft = begin(browser, office.service)
    one, two, three = parts_of(draft)
    said = {f"paper-{one.id}-not-mine": "on", f"paper-{two.id}-reason": "Đã nộp lần trước"}
    page = browser.post(step(draft, "papers"), said)
    assert page.status_code == 422 and page.content.decode().count('class="wrong"') == 1
    draft.refresh_from_db()
    assert draft.not_needed == {str(one.id): "Không thuộc trường hợp của tôi", str(two.id): "Đã nộp lần trước"}
    assert browser.post(step(draft, "papers"), said | {f"paper-{three.id}-not-mine": "on"}).url == step(
        draft, "check"
    )


def test_a_file_sent_alone_by_the_script_is_kept_and_can_be_taken_off(browser, office):
    draft = begin(browser, office.service)
    part = parts_of(draft)[0]
    told = {"field": f"paper-{part.id}", "file": upload("ảnh.png", PNG)}
    token = json.loads(browser.post(step(draft, "papers/files"), told).content)["token"]
    assert b"".join(browser.get(step(draft, f"papers/files/{token}"))) == PNG
    again = {"field": f"paper-{part.id}", "file": upload("ảnh.png", PNG)}  # the first answer was lost on the way
    assert json.loads(browser.post(step(draft, "papers/files"), again).content)["token"] == token
    assert browser.post(step(draft, f"papers/files/{token}/removal")).status_code == 204
    assert not DraftFile.objects.exists()


def test_a_bad_file_sent_alone_is_answered_with_a_sentence(browser, office):
    draft = begin(browser, office.service)
    part = parts_of(draft)[0]
    told = {"field": f"paper-{part.id}", "file": upload("xấu.pdf", b"no paper")}
    answer = browser.post(step(draft, "papers/files"), told)
    assert answer.status_code == 422 and "xấu.pdf" in json.loads(answer.content)["error"]
    assert browser.post(step(draft, "papers/files"), {"field": "paper-0"}).status_code == 400


def test_a_file_is_taken_off_without_script_and_the_others_stay(browser, office):
    draft = begin(browser, office.service)
    part = parts_of(draft)[0]
    photos = [upload(f"{n}.png", PNG) for n in (1, 2)]
    browser.post(step(draft, "papers"), {f"paper-{part.id}": photos, "stay": "papers"})
    first = DraftFile.objects.select_related("file").first().file
    assert browser.post(step(draft, "papers"), {"remove": str(first.public_id)}).url == step(draft, "papers")
    assert [row.file.name for row in DraftFile.objects.select_related("file")] == ["2.png"]


def test_files_of_a_draft_are_nobody_elses(browser, sign_in, office, citizen):
    draft = make_draft(office.service, citizen[1])
    file = DraftFile.objects.select_related("file").first().file
    address = step(draft, f"papers/files/{file.public_id}")
    stranger = sign_in(make_citizen()[0])
    assert stranger.get(address).status_code == 404
    assert stranger.post(address + "removal/").status_code == 404
    assert stranger.post(step(draft, "dossier")).status_code == 404
    assert stranger.post(step(draft, "removal")).status_code == 404


def test_a_procedure_with_cases_asks_which_and_then_only_its_papers(browser, office):
    service = make_service_with(office, cases=["Trường hợp cấp mới", "Trường hợp cấp lại"])
    draft = begin(browser, service)
    assert browser.post(step(draft, "case")).status_code == 422
    assert browser.post(step(draft, "case"), {"case": "1"}).url == step(draft, "form-1")
    draft.refresh_from_db()
    assert draft.case == "Trường hợp cấp lại"
    text = browser.get(step(draft, "papers")).content.decode()
    assert "Giấy tờ 2" in text and "Giấy tờ 1" not in text


def test_headings_of_a_list_are_not_taken_for_cases(browser, office):
    service = make_service_with(office, cases=["* Giấy tờ phải nộp:", "Trường hợp ủy quyền"])
    draft = begin(browser, service)
    assert browser.get(step(draft, "case")).status_code == 404
    text = browser.get(step(draft, "papers")).content.decode()
    assert "Giấy tờ 1" in text and "Giấy tờ 2" in text


def test_a_form_that_does_not_ask_how_the_result_comes_gets_a_page_for_it(browser, office):
    draft = begin(browser, make_service_with(office, "chung-thuc-ban-sao"))
    assert browser.post(step(draft, "delivery")).status_code == 422
    assert browser.post(step(draft, "delivery"), {"delivery": "counter"}).url == step(draft, "check")
    draft.refresh_from_db()
    assert draft.delivery == Delivery.COUNTER


def test_a_table_of_a_form_grows_line_by_line(browser, office):
    draft = begin(browser, make_service_with(office, "chung-thuc-ban-sao"))
    line = {"papers-0-paper": "Bằng tốt nghiệp", "papers-0-pages": "2", "papers-0-paper_copies": "1", "stay": "row"}
    page = browser.post(step(draft, "form-2"), line)
    assert page.status_code == 200 and 'name="papers-1-paper"' in page.content.decode()
    draft.refresh_from_db()
    assert draft.answers["papers"][0]["paper"] == "Bằng tốt nghiệp"
