"""Finding: procedures, the way to begin one, offices, old addresses, a code."""

from datetime import date

import pytest
from django.utils.html import escape

from motcua.catalogue.models import Field, Handling, Service
from motcua.catalogue.search import holding
from motcua.directory.models import Commune, OldCommune, OldDistrict, OldProvince, OneStopOffice, PlaceSuccession
from motcua.dossiers.statuses import Status
from motcua.lib.text import fold
from motcua.portal.views.home import OFTEN
from tests.catalogue.makers import make_handling, make_procedure, make_service
from tests.directory.makers import make_commune, make_officer
from tests.dossiers.makers import make_dossier


def text_of(browser, path, **query):
    return browser.get(path, query).content.decode()


@pytest.fixture
def visitor(sign_in, office):
    """Somebody who has not signed in."""
    return sign_in()


def code_of(office):
    return office.service.handling.version.procedure.code


def test_the_front_page_names_the_fields_of_daily_life_without_the_search(visitor, monkeypatch):
    monkeypatch.setattr(holding, "_held", None)  # as in a process that has just begun
    for name in OFTEN:
        Field.objects.get_or_create(name=name, defaults={"folded": fold(name)})
    shown = text_of(visitor, "/")
    assert all(escape(name) in shown for name in OFTEN)
    assert holding._held is None


def test_a_procedure_is_found_by_its_code_and_its_words(visitor):
    procedure = make_procedure(name="Đăng ký khai sinh", search_text="dang ky khai sinh")
    for words in (procedure.code, "khai sinh", "KHAI  SINH"):
        assert "Đăng ký khai sinh" in text_of(visitor, "/procedures/", q=words)


def test_when_nothing_fits_the_page_says_so(visitor):
    assert "does not look like a matter" in text_of(visitor, "/procedures/", q="xyzzy không có")
    assert "No procedure fits these words. Try fewer" in text_of(visitor, "/procedures/", q="1.999999")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": "a" * 5000},
        {"field": "x"},
        {"field": "99999999999"},
        {"body": "-1"},
        {"level": "XA"},
        {"after": "9.zzz"},
        {"subject": "<script>alert(1)</script>"},
        {"field": "9", "body": "9", "q": "%"},
    ],
)
def test_strange_searches_are_answered(query, visitor):
    page = visitor.get("/procedures/", query)
    assert page.status_code == 200 and b"<script>alert" not in page.content


def test_each_condition_is_a_chip_that_takes_itself_away(visitor, office):
    body = office.service.competent
    text = text_of(visitor, "/procedures/", q="thu tuc", body=body.pk, level="XA")
    assert f'href="/procedures/?q=thu+tuc&amp;body={body.pk}"' in text
    assert 'href="/procedures/?q=thu+tuc&amp;level=XA"' in text


def test_a_procedure_of_one_office_is_begun_there(visitor, office):
    assert f"/filings/new/?service={office.service.pk}" in text_of(visitor, f"/procedures/{code_of(office)}/")


def test_a_procedure_of_many_communes_asks_which(visitor, office):
    for _ in range(5):
        make_service(handling=office.service.handling)
    assert "choose the commune" in text_of(visitor, f"/procedures/{code_of(office)}/")
    page = text_of(visitor, f"/procedures/{code_of(office)}/offices/", q=office.service.competent.name)
    assert page.count("/filings/new/?service=") == 1
    assert "No office of that name" in text_of(visitor, f"/procedures/{code_of(office)}/offices/", q="không có")


def test_the_office_of_ones_own_commune_comes_first(sign_in, office, citizen):
    for _ in range(5):
        make_service(handling=office.service.handling)
    commune = make_commune()
    type(office.service.competent).objects.filter(pk=office.service.competent.pk).update(commune=commune)
    citizen[0].person.commune = commune
    citizen[0].person.save()
    text = text_of(sign_in(citizen[0]), f"/procedures/{code_of(office)}/")
    assert f"File online with {office.service.competent.name}" in text


def test_what_a_ministry_handles_has_no_button_but_says_where(visitor):
    service = make_service(handling=make_handling(handled_by=Handling.HandledBy.MINISTRY))
    text = text_of(visitor, f"/procedures/{service.handling.version.procedure.code}/")
    assert "ministry" in text and "/filings/new/" not in text
    assert visitor.get("/filings/new/", {"service": service.pk}).status_code == 404


@pytest.mark.parametrize(
    ("facts", "words"),
    [({}, "For information only"), ({"flags": ["code_marked_withdrawn"]}, "No longer in use")],
)
def test_what_cannot_be_filed_says_so(facts, words, visitor):
    procedure = make_procedure(**facts)
    text = text_of(visitor, f"/procedures/{procedure.code}/")
    assert words in text and "Only the name" in text and "/filings/new/" not in text


def test_a_closed_service_takes_nothing_in(browser, office):
    Service.objects.filter(pk=office.service.pk).update(valid_to=date(2026, 1, 1))
    assert browser.get("/filings/new/", {"service": office.service.pk}).status_code == 404
    assert browser.post("/filings/", {"service": office.service.pk}).status_code == 404


FEE = {"channel": "DIRECT", "kind": "FEE", "currency": "VND"}


@pytest.mark.parametrize(
    ("fee", "shown", "hidden"),
    [
        ({"amount": 0, "text": None}, "free", "very small"),
        ({"amount": 0, "text": "Theo nghị quyết của HĐND"}, "Theo nghị quyết của HĐND", ">free<"),
        ({"amount": 20, "text": "20.000 đồng"}, "very small", ">free<"),
        ({"amount": 8000, "text": None}, "8.000 đồng", "very small"),
    ],
)
def test_a_fee_is_told_in_its_official_words(fee, shown, hidden, visitor, office):
    version = office.service.handling.version
    version.content = {"fees": [FEE | fee]}
    version.save()
    text = text_of(visitor, f"/procedures/{code_of(office)}/")
    assert shown in text and hidden not in text


def test_what_is_needed_is_shown_before_anybody_signs_in(visitor, office):
    page = text_of(visitor, "/filings/new/", service=office.service.pk)
    assert "Giấy tờ 1" in page
    assert f"/accounts/login/?next=%2Ffilings%2Fnew%2F%3Fservice%3D{office.service.pk}" in page


def test_an_officer_who_wants_to_file_is_told_how(sign_in, office):
    officer, _actor = make_officer(office.service.one_stop, "reception_officer")
    assert "signed in as an officer" in text_of(sign_in(officer.account), "/filings/new/", service=office.service.pk)


def test_a_code_shows_how_far_the_dossier_is_and_nothing_else(visitor, office):
    dossier = make_dossier(office, Status.IN_PROGRESS)
    text = text_of(visitor, "/lookup/", code=dossier.code.lower())
    assert "In progress" in text and "3 of 4" in text
    for secret in (dossier.applicant_name, dossier.title, office.service.competent.name, str(dossier.public_id)):
        assert secret not in text


@pytest.mark.parametrize("code", ["H35-0", "\x00", "<b>", "a" * 500, "' OR 1=1"])
def test_an_unknown_code_gets_the_same_page_without_an_answer(code, visitor):
    page = visitor.get("/lookup/", {"code": code})
    assert page.status_code == 200


def test_many_codes_from_one_network_are_stopped_in_words(visitor):
    statuses = [visitor.get("/lookup/", {"code": f"H35-{number}"}).status_code for number in range(31)]
    assert statuses == [200] * 30 + [429]
    assert "Wait a minute" in text_of(visitor, "/lookup/", code="H35-1")
    assert visitor.get("/lookup/").status_code == 200


def make_old(name, *communes):
    ended = {"valid_to": date(2025, 6, 30)}
    facts = old("Tỉnh Lai Châu", "Tỉnh") | ended
    province, _ = OldProvince.objects.get_or_create(code="12", defaults=facts)
    facts = old("Thành phố Lai Châu", "Thành phố") | ended | {"province": province}
    district, _ = OldDistrict.objects.get_or_create(code="105", defaults=facts)
    facts = old(name, "Xã") | ended | {"district": district}
    commune = OldCommune.objects.create(code=f"{OldCommune.objects.count():05}", **facts)
    facts = {"old_district": district, "old_commune": commune, "is_split": len(communes) > 1, "is_confirmed": True}
    for new in communes:
        PlaceSuccession.objects.create(commune=new, **facts)


def old(name, kind):
    return {"name": name.removeprefix(f"{kind} "), "full_name": name, "unit_type": kind, "folded": fold(name)}


def make_place(office):
    commune = make_commune()
    type(office.service.competent).objects.filter(pk=office.service.competent.pk).update(commune=commune)
    facts = {"address": "Số 1, đường 30/4", "phone": "0213 000 001"}
    OneStopOffice.objects.create(body=office.service.one_stop, **facts)
    return commune


def test_an_office_is_found_by_the_name_of_its_commune_of_today_and_of_before(visitor, office):
    make_old("Xã San Thàng", make_place(office))
    for words in ("Tân Phong", "tan phong", "san thang"):
        assert office.service.one_stop.name in text_of(visitor, "/offices/", q=words)
    assert "formerly Xã San Thàng" in text_of(visitor, "/offices/", q="san thàng")
    assert "No office of that name" in text_of(visitor, "/offices/", q="ở đâu đó")


def test_an_office_tells_its_address_its_hours_and_what_it_receives(visitor, office):
    make_place(office)
    text = text_of(visitor, f"/offices/{office.service.one_stop.code}/")
    assert "Số 1, đường 30/4" in text and "07:30–11:30, 13:30–17:00" in text
    assert f"/procedures/?body={office.service.competent.pk}" in text


def test_an_old_commune_leads_to_the_one_of_today(visitor, office):
    make_old("Xã San Thàng", make_place(office))
    text = text_of(visitor, "/offices/old-address/", commune="San Thàng", district="Lai Châu")
    assert "It is now here" in text and "Phường Tân Phong" in text and office.service.one_stop.name in text


def test_an_old_commune_that_was_split_is_asked_about(visitor, office):
    other = make_commune(code="03388", name="Đoàn Kết", full_name="Phường Đoàn Kết")
    make_old("Xã Sùng Phài", make_place(office), other)
    text = text_of(visitor, "/offices/old-address/", commune="Sùng Phài")
    assert "Which of these is it?" in text and "Phường Đoàn Kết" in text and "Phường Tân Phong" in text
    assert Commune.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"commune": "Không Có"}, "We know no old"),
        ({"district": "Lai Châu"}, "Type the name of the old commune"),
        ({"commune": "San Thàng", "province": "Nơi Nào"}, "no old province"),
    ],
)
def test_an_old_name_that_is_unknown_is_told(typed, words, visitor, office):
    make_old("Xã San Thàng", make_place(office))
    page = text_of(visitor, "/offices/old-address/", **typed)
    assert words in page and all(f'value="{word}"' in page for word in typed.values())
