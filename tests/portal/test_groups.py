"""A linked group on the portal: one filing with its choices, one page with a line for each part."""

from datetime import date, timedelta

import pytest

from motcua.catalogue.models import Reach
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.journal.models import Event
from motcua.notices.actions import tell_applicant
from motcua.notices.models import Notice
from tests.directory.makers import make_citizen, make_commune
from tests.dossiers.linking_makers import child_of, grant_part, make_group, make_parent, refuse_part
from tests.dossiers.makers import NINE, make_draft
from tests.portal.filing import begin, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    make_commune()
    return make_group()


def words(browser, path):
    return browser.get(path).content.decode()


def test_what_the_group_consists_of_is_said_before_anybody_signs_in(sign_in, group):
    page = words(sign_in(), f"/filings/new/?service={group.service.pk}")
    assert "Đăng ký khai sinh" in page and "Cấp thẻ căn cước" in page and "if you want it" in page


def test_the_optional_part_is_ticked_on_a_page_of_its_own(browser, group):
    draft = begin(browser, group.service)
    page = words(browser, step(draft, "parts"))
    assert "Cấp thẻ căn cước" in page and 'name="parts" value="4"' in page and page.count('name="parts"') == 1
    browser.post(step(draft, "parts"), {"parts": ["4", "1", "x"]})
    assert Draft.objects.get().parts == [4]
    assert "checked" in words(browser, step(draft, "parts"))
    assert "Cấp thẻ căn cước" in words(browser, step(draft, "check"))
    browser.post(step(draft, "parts"))
    assert Draft.objects.get().parts == []


def test_a_filing_of_one_procedure_has_no_such_page(browser, office):
    draft = begin(browser, office.service)
    assert browser.get(step(draft, "parts")).status_code == 404


def test_one_line_for_each_part_with_state_owner_and_date(browser, citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    page = words(browser, f"/dossiers/{parent.public_id}/")
    assert page.count('<h3 lang="vi">') == 3
    assert group.agencies[1].service.competent.name in page
    assert "due at" in page and "expected by" in page
    assert "the longest way:" in page and "1. Đăng ký khai sinh → 2. Đăng ký thường trú" in page
    assert page.count("Waits for: ") == 2
    grant_part(group, parent, 1)
    page = words(browser, f"/dossiers/{parent.public_id}/")
    assert "Download the result: Đăng ký khai sinh" in page
    assert "Đăng ký khai sinh: the result is ready." in page
    child = child_of(parent, 1)
    assert parent.code in words(browser, f"/dossiers/{child.public_id}/")


def test_my_list_shows_the_whole_alone_until_a_part_needs_me(browser, citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    child = child_of(parent, 1)
    page = words(browser, "/dossiers/")
    assert parent.code in page and child.code not in page
    Dossier.objects.filter(pk=child.pk).update(status=5)
    assert child.code in words(browser, "/dossiers/")


def test_all_results_are_taken_with_one_press(browser, citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    for no in (1, 2, 3):
        grant_part(group, parent, no)
    page = words(browser, f"/dossiers/{parent.public_id}/")
    assert "All parts of your filing ended" in page and "I have received all results" in page
    version = Dossier.objects.get(pk=parent.pk).version
    browser.post(f"/dossiers/{parent.public_id}/result/reception/", {"version": version})
    assert Dossier.objects.get(pk=parent.pk).status == 10


def test_a_called_off_part_says_so(browser, citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    refuse_part(group, parent, 1)
    page = words(browser, f"/dossiers/{parent.public_id}/")
    assert "will not begin" in page


def test_the_count_of_the_whole_is_explained(browser, citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    assert browser.get(f"/dossiers/{parent.public_id}/deadline/").status_code == 200


def test_of_a_part_the_whole_tells_but_for_what_the_applicant_must_do(citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    child = grant_part(group, parent, 1)
    for event in Event.objects.filter(subject__in=[parent.subject, child.subject]):
        if event.kind in ("Accepted", "Granted", "BranchDone"):
            tell_applicant(event)
    assert set(Notice.objects.values_list("dossier", "kind")) == {(parent.pk, "Accepted"), (parent.pk, "BranchDone")}


def test_a_stranger_finds_neither_the_whole_nor_its_parts(sign_in, citizen, group):
    parent = make_parent(group, person=citizen[0].person)
    stranger = sign_in(make_citizen()[0])
    for dossier in (parent, child_of(parent, 1)):
        assert stranger.get(f"/dossiers/{dossier.public_id}/").status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_languages(sign_in, citizen, group, language):
    draft = make_draft(group.service, citizen[1])
    browser = sign_in(citizen[0], language)
    assert f'lang="{language}"' in words(browser, step(draft, "parts"))
    parent = actions.lodge(draft.pk, by=citizen[1], at=NINE)
    actions.accept_and_transfer(parent.pk, by=group.reception, at=NINE + timedelta(hours=1))
    assert browser.get(f"/dossiers/{parent.public_id}/").status_code == 200


@pytest.mark.parametrize("scope, said", [("province", "of the province"), ("nation", "of the country")])
def test_the_procedure_says_where_else_it_may_be_handed_in(sign_in, office, scope, said):
    code = office.service.handling.version.procedure.code
    assert "any one-stop unit" not in words(sign_in(), f"/procedures/{code}/")
    Reach.objects.create(procedure_code=code, scope=scope, basis="QĐ 1", valid_from=date(2025, 8, 1))
    assert f"any one-stop unit {said}" in words(sign_in(), f"/procedures/{code}/")
