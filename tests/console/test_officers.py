"""Officers in the console: found, enrolled, given a password shown once, freed of a second step, closed."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from motcua.directory.models import Account, Officer
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_officer

ACTS = ("password", "second-factor", "closure")


@pytest.fixture
def clerk(province) -> Officer:
    return make_officer(make_body(name="UBND xã Tân Phong"), Role.RECORDS_CLERK, full_name="Lò Thị Mẩy")[0]


def address(officer: Officer, act: str = "") -> str:
    return f"/console/officers/{officer.pk}/{act}/".replace("//", "/")


def oneself(client: Client) -> Officer:
    return Officer.objects.get(account_id=client.session["_auth_user_id"])


def test_an_officer_is_found_by_name_without_accents_or_by_user_name(admin, clerk) -> None:
    for typed in ("may lo", "Mẩy", clerk.account.username):
        page = admin.get("/console/officers/", {"q": typed}).text
        assert address(clerk) in page and address(oneself(admin)) not in page, typed
    assert "No officer of this name" in admin.get("/console/officers/", {"q": "không có"}).text


def test_the_list_goes_on_behind_its_first_page_and_names_nobody_in_its_address(admin, province) -> None:
    for number in range(60):
        make_officer(province, Role.CASE_OFFICER, full_name=f"Lý A Sơn {number % 3}")
    first = admin.get("/console/officers/?q=son")
    assert len(first.context["rows"]) == 50
    second = admin.get(f"/console/officers/?q=son&after={first.context['next']}")
    shown = [row[0].pk for page in (first, second) for row in page.context["rows"]]
    assert len(shown) == len(set(shown)) == 60 and second.context["next"] is None
    assert len(admin.get(f"/console/officers/?after={first.context['next']}").context["rows"]) <= 50
    for nonsense in ("\x00", "9" * 30, "-1", "²"):
        assert admin.get("/console/officers/", {"after": nonsense}).status_code == 200


def test_the_list_takes_as_many_queries_for_one_row_as_for_fifty(admin, province, queries) -> None:
    few = queries(admin, "/console/officers/?q=thu")
    for _ in range(30):
        make_officer(make_body(), Role.CASE_OFFICER)
    assert queries(admin, "/console/officers/?q=thu") == few


def test_an_officer_is_enrolled_and_every_fault_is_told(admin) -> None:
    answer = admin.post("/console/officers/new/", {"username": "lò mới", "full_name": "", "phone": "12"})
    assert answer.status_code == 422 and "lò mới" in answer.text and "#id_full_name" in answer.text
    answer = admin.post("/console/officers/new/", {"username": "lò mới", "full_name": "Lò Mới", "phone": "12"})
    assert answer.status_code == 422
    assert all(place in answer.text for place in ("#id_username", "#id_phone", "Lò Mới"))
    typed = {"username": "lo.moi", "full_name": "Lò Mới", "title": "Chuyên viên", "phone": ""}
    officer_page = admin.post("/console/officers/new/", typed)["Location"]
    page = admin.get(officer_page).text
    assert "no password yet" in page and "Lò Mới" in page
    assert admin.post("/console/officers/new/", typed).status_code == 422


def test_a_pass_phrase_is_shown_once_and_lets_its_officer_in(admin, clerk) -> None:
    assert admin.get(address(clerk, "password")).status_code == 200
    assert not clerk.account.has_usable_password()
    answer = admin.post(address(clerk, "password"))
    phrase = re.search(r">((?:[a-z]{4}-){5}[a-z]{4})<", answer.text)[1]  # type: ignore[index]
    assert answer["Cache-Control"] == "private, no-store"
    assert Account.objects.get(pk=clerk.account_id).check_password(phrase)
    for page in (address(clerk), address(clerk, "password")):
        assert phrase not in admin.get(page).text
    assert "must change the password" in admin.get(address(clerk)).text


def test_a_second_step_is_taken_away(admin, clerk) -> None:
    assert "This officer has no second step." in admin.get(address(clerk, "second-factor")).text
    assert admin.post(address(clerk, "second-factor")).status_code == 422
    Authenticator.objects.create(user=clerk.account, type="totp", data={})
    assert "app on the telephone" in admin.get(address(clerk)).text
    assert admin.post(address(clerk, "second-factor"))["Location"] == address(clerk)
    assert not Authenticator.objects.exists()


def test_an_account_is_closed_and_offers_nothing_more(admin, clerk) -> None:
    assert "UBND xã Tân Phong" in admin.get(address(clerk, "closure")).text
    assert admin.post(address(clerk, "closure")).status_code == 302
    page = admin.get(address(clerk)).text
    assert "closed" in page and not any(address(clerk, act) in page for act in ACTS)
    for act in ACTS:
        assert admin.post(address(clerk, act)).status_code == 422, act


def test_nobody_acts_on_his_own_account(admin, province) -> None:
    page = admin.get(address(oneself(admin))).text
    assert "your own account" in page
    for act in ACTS:
        assert address(oneself(admin), act) not in page
        assert admin.get(address(oneself(admin), act)).status_code == 403
        assert admin.post(address(oneself(admin), act)).status_code == 403
    assert not Event.objects.exists()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_page_opens_in_both_languages(enter, clerk, language) -> None:
    client = enter(language=language)
    for page in ("/console/officers/", "/console/officers/new/", address(clerk)):
        assert client.get(page).status_code == 200
    for act in ACTS:
        assert client.get(address(clerk, act)).status_code == 200
        assert client.get(f"/console/officers/999999/{act}/").status_code == 404


def test_administrators_of_the_province_alone_come_here(enter, clerk) -> None:
    pages = ["/console/officers/", "/console/officers/new/", address(clerk), *(address(clerk, act) for act in ACTS)]
    for client in (enter(Role.PROCEDURE_CONTROL), enter(Role.ADMINISTRATOR, make_body()), enter(Role.HEAD)):
        for page in pages:
            assert client.get(page).status_code == client.post(page).status_code == 403, page
    assert 'href="/console/officers/"' not in enter(Role.PROCEDURE_CONTROL).get("/console/").text


def test_the_posts_of_a_body_lead_to_their_officers(enter, clerk) -> None:
    body = f"/console/bodies/{clerk.posts.get().body_id}/"
    assert address(clerk) in enter().get(body).text
    assert address(clerk) not in enter(Role.PROCEDURE_CONTROL).get(body).text


def test_who_controls_procedures_reads_bodies_and_the_calendar_and_changes_neither(enter, clerk) -> None:
    client, body = enter(Role.PROCEDURE_CONTROL), clerk.posts.get().body_id
    for part in ("code", "office", "hours", "days"):
        assert f"/console/bodies/{body}/{part}/" not in client.get(f"/console/bodies/{body}/").text
        assert client.get(f"/console/bodies/{body}/{part}/").status_code == 403
    for part in ("days", "swaps", "years", "hours"):
        assert f"/console/calendar/{part}/" not in client.get("/console/calendar/").text
        assert client.get(f"/console/calendar/{part}/").status_code == 403
