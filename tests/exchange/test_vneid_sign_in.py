import base64
import copy
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.db import connection

from motcua.directory.models import Account, Organisation, Person, Representative, SignIn
from tests.exchange.visitor import ANYBODY, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.processes]
NUMBER = "012190000777"


@pytest.fixture
def visitor(stand_in, settings):
    providers = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
    providers["vneid"]["APP"]["settings"]["server_url"] = stand_in
    settings.SOCIALACCOUNT_PROVIDERS = providers
    return Visitor()


def whole_database() -> str:
    """Every row of every table as text, sessions opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'")
        rows = []
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{schema}"."{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT session_data FROM django_session")
        rows += [str(_opened(data)) for (data,) in cursor.fetchall()]
    return "\n".join(rows)


def _opened(data: str) -> object:
    from django.contrib.sessions.backends.db import SessionStore

    return SessionStore().decode(data)


def test_a_citizen_enters_with_the_e_id_and_lands_on_the_asked_page(visitor):
    answer = visitor.sign_in(number=NUMBER, next_page="/account/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    page = visitor.portal.get("/account/")
    assert "Lò Thị Mới" in page.text and "•••••••••777" in page.text and NUMBER not in page.text


def test_without_a_page_asked_for_a_citizen_lands_on_the_portal(visitor):
    answer = visitor.sign_in(number=NUMBER)
    assert answer["Location"] == "/welcome/"
    assert visitor.portal.get("/welcome/")["Location"] == "/"


def test_the_account_has_no_password_and_a_name_that_says_nothing(visitor):
    visitor.sign_in(number=NUMBER)
    account = Account.objects.get()
    assert not account.has_usable_password()
    assert NUMBER not in account.username and account.person.full_name == "Lò Thị Mới"
    assert account.is_demo  # it rests on the stand-in, so production refuses it


def test_the_number_stands_nowhere_in_the_database(visitor):
    visitor.sign_in(number=NUMBER, organisation_code="6200001019", organisation_name="Hợp tác xã Chè")
    everything = whole_database()
    assert "Lò Thị Mới" in everything  # the search sees what there is
    encoded = base64.b64encode(NUMBER.encode()).decode().rstrip("=")
    assert NUMBER not in everything and encoded not in everything and NUMBER.encode().hex() not in everything


def test_nothing_of_the_e_id_is_kept_but_an_opaque_key(visitor):
    visitor.sign_in(number=NUMBER)
    linked = SocialAccount.objects.get()
    assert linked.extra_data == {} and re.fullmatch("[0-9a-f]{64}", linked.uid)
    assert not SocialToken.objects.exists()


def test_the_same_person_twice_is_one_account_with_the_name_of_today(visitor):
    visitor.sign_in(number=NUMBER)
    again = Visitor()
    again.sign_in(number=NUMBER, name="Lò Thị Mai", born_on="1990-05-18")
    person = Person.objects.get()
    assert (person.full_name, person.born_on.isoformat()) == ("Lò Thị Mai", "1990-05-18")
    assert Account.objects.count() == SocialAccount.objects.count() == 1


def test_an_organisation_is_represented_by_whoever_holds_its_e_id(visitor):
    visitor.sign_in(number=NUMBER, organisation_code="6200001019", organisation_name="Hợp tác xã Chè")
    Visitor().sign_in(number=NUMBER, organisation_code="6200001019", organisation_name="Hợp tác xã Chè sạch")
    assert Organisation.objects.get().name == "Hợp tác xã Chè sạch"
    mandate = Representative.objects.get()
    assert mandate.person == Person.objects.get() and mandate.valid_to is None
    assert Account.objects.count() == 1


@pytest.mark.parametrize("wrong, word", [
    ({"fault": "no_number"}, "số định danh cá nhân"),
    ({"fault": "bad_number"}, "số định danh cá nhân"),
    ({"fault": "no_name"}, "họ và tên"),
    ({"level": "1"}, "mức độ 2"),
    ({"organisation_code": "1234567890", "organisation_name": "Không có"}, "mã số thuế"),
])  # fmt: skip
def test_an_e_id_that_states_too_little_opens_nothing_and_says_why(visitor, wrong, word):
    answer = visitor.sign_in(number=NUMBER, **wrong)
    assert answer.status_code == 403 and word in answer.text
    assert not Account.objects.exists() and not Person.objects.exists()
    assert "_auth_user_id" not in visitor.portal.session


def test_an_identity_server_that_breaks_down_is_no_fault_of_the_visitor(visitor):
    answer = visitor.sign_in(number=NUMBER, fault="server_error")
    assert answer.status_code == 503
    assert not Account.objects.exists()


def test_no_answer_from_the_identity_server_says_so(settings):
    providers = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
    providers["vneid"]["APP"]["settings"]["server_url"] = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS = providers
    assert Visitor().portal.post("/accounts/vneid/login/").status_code == 503


def test_whoever_stops_on_vneid_is_told_that_nothing_was_kept(visitor):
    answer = visitor.sign_in(choice="cancel")
    assert answer.status_code == 200 and not Account.objects.exists()


def test_the_request_carries_a_state_a_nonce_and_a_proof_key(visitor):
    visitor.go_to_vneid()
    asked = parse_qs(urlsplit(visitor.asked).query)
    assert (
        asked["code_challenge_method"] == ["S256"] and asked["code_challenge"] and asked["nonce"] and asked["state"]
    )
    assert asked["acr_values"] == ["LoA1"] and asked["redirect_uri"] == [
        "http://testserver/accounts/vneid/login/callback/"
    ]


def test_an_answer_made_for_another_browser_opens_nothing(visitor):
    stolen = visitor.way_back(visitor.go_to_vneid(), **ANYBODY, number=NUMBER).removeprefix("http://testserver")
    other = Visitor()
    other.go_to_vneid()
    assert other.portal.get(stolen).status_code == 400
    assert not Account.objects.exists()


def test_an_answer_is_good_for_one_use(visitor):
    back = visitor.way_back(visitor.go_to_vneid(), **ANYBODY, number=NUMBER).removeprefix("http://testserver")
    assert visitor.portal.get(back).status_code == 302
    assert visitor.portal.get(back).status_code == 400


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_next_page_elsewhere_is_dropped(visitor, elsewhere):
    assert visitor.sign_in(number=NUMBER, next_page=elsewhere)["Location"] == "/welcome/"


def test_a_link_alone_signs_nobody_in(visitor):
    assert visitor.portal.get("/accounts/vneid/login/")["Location"] == "/accounts/login/"


def test_the_session_before_is_not_the_session_after(visitor):
    page = visitor.go_to_vneid()
    before = visitor.portal.session.session_key
    visitor.come_back_as(page, **ANYBODY, number=NUMBER)
    assert visitor.portal.session.session_key != before


def test_each_sign_in_is_listed_with_no_more_than_is_needed(visitor):
    visitor.sign_in(number=NUMBER)
    listed = SignIn.objects.get()
    assert (listed.method, listed.outcome, listed.network, listed.browser) == (
        "e_id",
        "opened",
        "127.0.0.0/16",
        "Firefox",
    )


def test_production_refuses_an_account_that_rests_on_the_stand_in(visitor, settings):
    visitor.sign_in(number=NUMBER)
    settings.MODE = "production"
    again = Visitor()
    assert again.sign_in(number=NUMBER)["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in again.portal.session
    assert visitor.portal.get("/account/").status_code == 302  # the open session ended too


def test_the_next_visitor_of_the_stand_in_chooses_anew(visitor):
    visitor.sign_in(number=NUMBER)
    visitor.portal.post("/accounts/logout/")
    assert "/choose/" in visitor.go_to_vneid()
