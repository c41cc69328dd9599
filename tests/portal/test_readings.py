"""Everybody reads who looked at his data, and nobody reads it of another."""

from datetime import timedelta

import pytest

from motcua.directory import identity
from motcua.directory.models import Account
from motcua.directory.people import look_up_person, reveal_number
from motcua.dossiers import actions
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_citizen
from tests.dossiers.makers import NINE, make_dossier, make_file

ADDRESS = "/account/reads/"


@pytest.fixture
def dossier(office, citizen):
    return make_dossier(office, Status.IN_PROGRESS, citizen[0].person)


def text_of(browser, query=""):
    return browser.get(ADDRESS + query).content.decode()


def test_nobody_has_looked_yet(browser, dossier):
    assert "Nobody has read your data yet" in text_of(browser)


def test_each_reading_tells_what_when_why_and_where(browser, office, citizen, dossier):
    person = citizen[0].person
    actions.note_reading(dossier, make_file(), by=office.case, at=NINE)
    reveal_number(person, why="Đối chiếu thẻ", by=office.case, at=NINE + timedelta(minutes=1))
    look_up_person(identity.unseal(person.number_sealed), by=office.reception, at=NINE, why="1.000593")
    text = text_of(browser)
    assert "Opened a paper of your dossier" in text and dossier.code in text
    assert "Read your whole identity number: Đối chiếu thẻ" in text
    assert "Looked you up by your identity number, for procedure 1.000593" in text
    assert office.service.competent.name in text and office.case.name not in text
    assert text.index("Looked you up") < text.index("Opened a paper"), "the newest first"


def test_a_stranger_reads_nothing_of_it(sign_in, office, dossier):
    actions.note_reading(dossier, make_file(), by=office.case, at=NINE)
    stranger = sign_in(make_citizen()[0])
    assert "Nobody has read your data yet" in text_of(stranger)


def test_an_officer_and_a_visitor_are_sent_away(sign_in, office):
    assert sign_in().get(ADDRESS).status_code == 302
    assert sign_in(Account.objects.get(pk=office.case.account_id)).get(ADDRESS).status_code == 403


def test_a_long_list_comes_in_pages_with_as_many_queries(browser, office, dossier, asked_by):
    actions.note_reading(dossier, make_file(), by=office.case, at=NINE)
    one = asked_by(browser, ADDRESS)
    for _ in range(31):
        actions.note_reading(dossier, make_file(), by=office.case, at=NINE)
    assert asked_by(browser, ADDRESS) == one
    text = text_of(browser)
    assert text.count("Opened a paper") == 30 and "?before=" in text
    rest = text.split("?before=")[1].split('"')[0]
    assert text_of(browser, f"?before={rest}").count("Opened a paper") == 2


@pytest.mark.parametrize("said", ["x", "-1", "9" * 40, "٣", "%00"])
def test_a_page_that_is_none_is_the_first(said, browser, dossier):
    assert browser.get(f"{ADDRESS}?before={said}").status_code == 200
