"""Following a dossier: who has it, until when, why; its papers, its result, taking it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, PaperFile
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from motcua.notices.actions import tell_applicant
from motcua.notices.models import Notice
from motcua.portal.showing import answers_of
from tests.directory.makers import make_citizen, make_officer, make_organisation
from tests.documents.making import make_picture, upload
from tests.dossiers.makers import NINE, make_dossier, make_draft, make_intake, make_lodged, make_office


def address(dossier, part=""):
    return f"/dossiers/{dossier.public_id}/{part}"


def text_of(browser, path):
    return browser.get(path).content.decode()


def test_the_status_is_a_sentence_with_an_owner_and_a_date(browser, office, citizen):
    dossier = make_dossier(office, Status.IN_PROGRESS, citizen[0].person)
    text = text_of(browser, address(dossier))
    assert f"{office.service.competent.name} is working on it" in text
    assert "17:00 Thursday 05/03/2026" in text


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_sentence(status, browser, office, citizen):
    dossier = make_dossier(office, Status.RESOLVED, citizen[0].person)
    Dossier.objects.filter(pk=dossier.pk).update(status=status, ended_at=NINE)
    assert browser.get(address(dossier)).status_code == 200


def test_the_date_explains_itself_line_by_line(browser, office, citizen):
    dossier = make_dossier(office, Status.IN_PROGRESS, citizen[0].person)
    text = text_of(browser, address(dossier, "deadline/"))
    assert "The clock starts here" in text and "Legal basis" in text


def test_before_acceptance_no_date_is_promised(browser, office, citizen):
    text = text_of(browser, address(make_lodged(office, citizen[1]), "deadline/"))
    assert "No date is promised yet" in text


def test_form_01_is_printed_once_accepted_and_not_before(browser, sign_in, office, citizen):
    lodged = make_lodged(office, citizen[1])
    assert browser.get(address(lodged, "form-01/")).status_code == 404
    actions.accept(lodged.pk, by=office.reception, at=NINE)
    page = browser.get(address(lodged, "form-01/"))
    assert page.content.startswith(b"%PDF") and page["Cache-Control"] == "private, no-store"
    assert sign_in(make_citizen()[0]).get(address(lodged, "form-01/")).status_code == 404


def test_form_03_tells_why_a_dossier_was_not_accepted(browser, sign_in, office, citizen):
    lodged = make_lodged(office, citizen[1])
    assert browser.get(address(lodged, "form-03/")).status_code == 404
    actions.decline(lodged.pk, ground="Không thuộc thẩm quyền", by=office.reception, at=NINE)
    assert browser.get(address(lodged, "form-03/")).getvalue().startswith(b"%PDF")
    assert "Không thuộc thẩm quyền" in text_of(browser, address(lodged))
    assert sign_in(make_citizen()[0]).get(address(lodged, "form-03/")).status_code == 404


def test_a_paper_is_served_to_those_who_may_see_the_dossier_and_under_it_alone(browser, sign_in, office, citizen):
    draft = make_draft(office.service, citizen[1])
    browser.post(f"/filings/{draft.public_id}/papers/", {paper_name(draft): upload("ảnh.png", make_picture())})
    dossier = actions.lodge(draft.pk, by=citizen[1], at=NINE)
    file = PaperFile.objects.get(paper__dossier=dossier, file__name="ảnh.png").file
    assert b"".join(browser.get(address(dossier, f"files/{file.public_id}/"))).startswith(b"\x89PNG")
    assert sign_in(make_citizen()[0]).get(address(dossier, f"files/{file.public_id}/")).status_code == 404
    other = make_lodged(make_office(), citizen[1])
    assert browser.get(address(other, f"files/{file.public_id}/")).status_code == 404


def paper_name(draft):
    return f"paper-{draft.files.first().component_id}"


def test_the_result_is_there_once_it_is_issued_and_for_its_owner_only(browser, sign_in, office, citizen):
    running = make_dossier(office, Status.IN_PROGRESS, citizen[0].person)
    words = {"outcome": "granted", "title": "Dự thảo", "text": "Đồng ý."}
    actions.draft_decision(running.pk, **words, by=office.case, at=NINE)
    assert browser.get(address(running, "result/")).status_code == 404
    assert "Download the result" not in text_of(browser, address(running))
    done = make_dossier(office, Status.RESOLVED, citizen[0].person)
    assert "Download the result" in text_of(browser, address(done))
    assert sign_in(make_citizen()[0]).get(address(done, "result/")).status_code == 404


def test_saying_that_one_has_the_result_closes_the_dossier(browser, office, citizen):
    done = make_dossier(office, Status.RESOLVED, citizen[0].person)
    browser.post(address(done, "result/reception/"), {"version": done.version})
    done.refresh_from_db()
    assert done.status == Status.RETURNED
    assert "You received the result" in text_of(browser, address(done))


def test_a_page_that_has_grown_old_does_nothing(browser, office, citizen):
    done = make_dossier(office, Status.RESOLVED, citizen[0].person)
    for version in (done.version - 1, "", "x"):
        page = browser.post(address(done, "result/reception/"), {"version": version}, follow=True)
        assert "moved this dossier" in page.content.decode()
    done.refresh_from_db()
    assert done.status == Status.RESOLVED


def test_a_stranger_cannot_say_so(sign_in, office, citizen):
    done = make_dossier(office, Status.RESOLVED, citizen[0].person)
    told = {"version": done.version, "reason": "Của tôi"}
    for part in ("result/reception/", "withdrawal/"):
        assert sign_in(make_citizen()[0]).post(address(done, part), told).status_code == 404


def test_a_dossier_nobody_accepted_is_withdrawn_at_once(browser, office, citizen):
    lodged = make_lodged(office, citizen[1])
    browser.post(address(lodged, "withdrawal/"), {"version": lodged.version, "reason": "Nộp nhầm"})
    lodged.refresh_from_db()
    assert lodged.status == Status.WITHDRAWN


def test_a_running_dossier_is_asked_back_and_the_office_confirms(browser, office, citizen):
    running = make_dossier(office, Status.IN_PROGRESS, citizen[0].person)
    page = browser.post(address(running, "withdrawal/"), {"version": running.version, "reason": "Thôi"}, follow=True)
    text = page.content.decode()
    assert "will confirm it" in text and "Withdraw the dossier" not in text


@pytest.mark.parametrize("reason", ["", "   ", "a" * 2001])
def test_withdrawing_needs_a_reason_that_is_kept_when_refused(reason, browser, office, citizen):
    lodged = make_lodged(office, citizen[1])
    page = browser.post(address(lodged, "withdrawal/"), {"version": lodged.version, "reason": reason})
    assert page.status_code == 422 and 'href="#id_reason"' in page.content.decode()
    assert reason.strip() in page.content.decode()


def test_whoever_acts_for_an_organisation_sees_its_dossiers(sign_in, office):
    account, _actor = make_citizen()
    organisation = make_organisation(account.person)
    facts = {"applicant_person_id": None, "applicant_organisation_id": organisation.pk, "filer_id": None}
    intake = make_intake(office.service, **facts | {"applicant_name": organisation.name})
    dossier = actions.receive(intake, by=office.reception, at=NINE)
    text = text_of(sign_in(account), "/dossiers/")
    assert dossier.code in text and organisation.name in text


def test_open_and_ended_dossiers_are_apart_and_counted(browser, office, citizen):
    lodged = make_lodged(office, citizen[1])
    ended = make_dossier(office, Status.RETURNED, citizen[0].person)
    under_way, over = text_of(browser, "/dossiers/"), text_of(browser, "/dossiers/?tab=ended")
    assert lodged.code in under_way and ended.code not in under_way
    assert ended.code in over and lodged.code not in over


def test_a_long_list_is_paged_without_losing_or_repeating_a_row(browser, office, citizen):
    person = citizen[0].person
    codes = {
        actions.receive(
            make_intake(office.service, person), by=office.reception, at=NINE + timedelta(minutes=number // 2)
        ).code
        for number in range(25)
    }
    first = browser.get("/dossiers/")
    after = str(first.context["next"])
    second = browser.get("/dossiers/", {"after": after})
    shown = [dossier.code for page in (first, second) for dossier, _standing in page.context["rows"]]
    assert len(shown) == 25 and set(shown) == codes
    assert browser.get("/dossiers/", {"after": "nonsense_x"}).status_code == 200


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_asks_as_often_for_twenty_as_for_one(number, browser, office, citizen, asked_by):
    for _ in range(number):
        make_dossier(office, Status.IN_PROGRESS, citizen[0].person)
    assert asked_by(browser, "/dossiers/") == 8


def test_the_inbox_shows_what_happened_and_what_is_new(browser, sign_in, office, citizen):
    lodged = make_lodged(office, citizen[1])
    tell_applicant(Event.objects.get(subject=lodged.subject, kind="Lodged"))
    assert lodged.code in text_of(browser, "/notices/")
    assert '<span class="count">1' in text_of(browser, "/")
    assert lodged.code not in text_of(sign_in(make_citizen()[0]), "/notices/")
    newest = text_of(browser, "/notices/").split('name="newest" value="')[1].split('"')[0]
    later = make_lodged(office, citizen[1])
    tell_applicant(Event.objects.get(subject=later.subject, kind="Lodged"))
    browser.post("/notices/reading/", {"newest": newest})
    assert Notice.objects.get(read_at=None).dossier == later, "it came after the page was made"
    browser.post("/notices/reading/", {"newest": Notice.objects.latest("pk").pk})
    assert '<span class="count">1' not in text_of(browser, "/")
    assert browser.post("/notices/reading/", {"newest": "x"}).status_code == 302


@pytest.mark.parametrize("number", [1, 30])
def test_the_inbox_asks_as_often_for_thirty_as_for_one(number, browser, office, citizen, asked_by):
    for _ in range(number):
        lodged = make_lodged(make_office() if number == 1 else office, citizen[1])
        tell_applicant(Event.objects.get(subject=lodged.subject, kind="Lodged"))
    assert asked_by(browser, "/notices/") == 6


def test_an_officer_cannot_use_the_citizens_acts(sign_in, office, citizen):
    done = make_dossier(office, Status.RESOLVED, citizen[0].person)
    officer, _actor = make_officer(office.service.one_stop, "return_officer")
    browser = sign_in(officer.account)
    assert browser.post(address(done, "result/reception/"), {"version": done.version}).status_code == 403
    assert browser.post("/filings/", {"service": office.service.pk}).status_code == 403
    assert browser.post(f"/filings/{done.public_id}/form-1/", {}).status_code == 403


def test_who_acts_for_an_organisation_no_more_has_its_notices_no_more(office):
    account, actor = make_citizen()
    organisation = make_organisation(account.person)
    facts = {"applicant_person_id": None, "applicant_organisation_id": organisation.pk, "filer_id": None}
    intake = make_intake(office.service, **facts | {"applicant_name": organisation.name})
    dossier = actions.receive(intake, by=office.reception, at=NINE)
    tell_applicant(Event.objects.get(subject=dossier.subject, kind="Accepted"))
    acting = replace(actor, organisation_ids=frozenset({organisation.pk}))
    assert Notice.objects.visible_to(acting).exists()
    assert not Notice.objects.visible_to(replace(acting, organisation_ids=frozenset())).exists()


def test_identity_numbers_are_whole_to_the_filer_alone(office):
    filer, other = make_citizen()[1], make_citizen()[1]
    dossier = make_lodged(office, filer)
    number = dossier.declaration.answers["personal_number"]
    assert number in {line.value for line in answers_of(dossier, "vi", filer)}
    assert number not in {line.value for line in answers_of(dossier, "vi", other)}
