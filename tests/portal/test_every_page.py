"""Every page renders in both languages, and shows nothing of anybody else's."""

import uuid

import pytest
from django.urls import reverse

from motcua.dossiers.models import Draft
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_citizen, make_officer
from tests.dossiers.makers import make_dossier, make_draft, make_lodged

PUBLIC = ["/", "/help/", "/accessibility/", "/procedures/", "/lookup/", "/offices/", "/offices/old-address/"]
PUBLIC += ["/events/"]
OWN = ["/filings/", "/dossiers/", "/dossiers/?tab=ended", "/notices/", "/account/reads/"]
STEPS = ["form-1/", "form-2/", "papers/", "check/", "removal/"]
OF_DOSSIER = ["", "receipt/", "deadline/", "withdrawal/"]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_opens_for_everybody(address, language, office, sign_in):
    assert sign_in(language=language).get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("address", PUBLIC + OWN)
def test_a_page_opens_for_a_citizen(address, language, office, sign_in, citizen):
    assert sign_in(citizen[0], language).get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_pages_of_a_procedure_open(language, office, sign_in):
    code = office.service.handling.version.procedure.code
    for address in (
        f"/procedures/{code}/",
        f"/procedures/{code}/offices/",
        f"/filings/new/?service={office.service.pk}",
    ):
        assert sign_in(language=language).get(address).status_code == 200, address


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_a_filing_opens_for_its_owner_only(step, language, office, sign_in, citizen):
    address = f"/filings/{make_draft(office.service, citizen[1]).public_id}/{step}"
    assert sign_in(citizen[0], language).get(address).status_code == 200
    assert sign_in(make_citizen()[0]).get(address).status_code == 404
    assert sign_in().get(address).status_code == 302


@pytest.mark.parametrize(
    "status", [Status.LODGED, Status.ACCEPTED, Status.IN_PROGRESS, Status.RESOLVED, Status.RETURNED]
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_each_page_of_a_dossier_opens_for_its_owner_only(status, language, office, sign_in, citizen):
    if status == Status.LODGED:
        dossier = make_lodged(office, citizen[1])
    else:
        dossier = make_dossier(office, status, citizen[0].person)
    for part in OF_DOSSIER:
        address = f"/dossiers/{dossier.public_id}/{part}"
        assert sign_in(citizen[0], language).get(address).status_code == 200, address
        assert sign_in(make_citizen()[0]).get(address).status_code == 404


def test_what_does_not_exist_is_not_found(browser, office):
    nobody = uuid.uuid4()
    for address in (
        f"/dossiers/{nobody}/",
        f"/filings/{nobody}/form-1/",
        "/procedures/9.zz/",
        "/offices/x/",
        "/filings/new/?service=x",
    ):
        assert browser.get(address).status_code == 404, address


def test_an_officer_is_told_kindly_that_these_are_pages_for_citizens(office, sign_in):
    officer, _actor = make_officer(office.service.one_stop, "reception_officer")
    page = sign_in(officer.account).get("/dossiers/")
    assert page.status_code == 403
    assert "This page is for citizens" in page.content.decode()


def test_every_title_is_its_own(office, sign_in, citizen):
    draft = make_draft(office.service, citizen[1])
    steps = [reverse("portal:draft", args=[draft.public_id]) + step for step in STEPS]
    client = sign_in(citizen[0])
    pages = [client.get(address).content.decode() for address in PUBLIC + OWN[:2] + OWN[3:] + steps]
    titles = [text.split("<title>")[1].split("</title>")[0] for text in pages]
    assert len(set(titles)) == len(titles)
    assert all(text.count("<h1") == 1 for text in pages)
    assert Draft.objects.count() == 1
