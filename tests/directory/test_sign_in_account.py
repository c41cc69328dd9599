import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from motcua.directory.models import SignIn
from motcua.directory.models.sign_ins import Method, Outcome
from motcua.directory.signin import browser_of, network_of, record_sign_in
from tests.directory.makers import make_citizen
from tests.directory.sign_in_makers import PASSWORD, is_in, make_login, try_password

pytestmark = pytest.mark.django_db
NEW = "một câu khác cũng dài"


@pytest.fixture(autouse=True)
def forget_attempts():
    cache.clear()


def written_down(account, **facts):
    usual = {"method": Method.PASSWORD, "outcome": Outcome.OPENED, "at": timezone.now(), "agent": "Firefox/1"}
    return record_sign_in(account, address="203.113.1.2", **{**usual, **facts})


def change(client, **facts):
    return client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, **facts}
    )


def test_wrong_and_right_attempts_are_listed(client):
    make_login()
    try_password(client, "sai mật khẩu rồi")
    try_password(client)
    assert list(SignIn.objects.order_by("pk").values_list("outcome", "network", "browser")) == [
        ("refused", "127.0.0.0/16", "Firefox"),
        ("opened", "127.0.0.0/16", "Firefox"),
    ]
    page = client.get("/account/").text
    assert "bị từ chối" in page and "trình duyệt này" in page


def test_only_ones_own_sign_ins_are_shown(client):
    account = make_login()
    written_down(make_citizen()[0], agent="OPR/1")
    client.force_login(account)
    assert "Opera" not in client.get("/account/").text


def test_a_citizen_sees_the_number_masked(client):
    account, _ = make_citizen(number="012190000777")
    client.force_login(account)
    page = client.get("/account/").text
    assert "•••••••••777" in page and "012190000777" not in page


def test_signing_out_elsewhere_ends_every_other_browser_and_not_this_one(client):
    make_login()
    make_login(username="nguoikhac")
    elsewhere, somebody = Client(), Client()
    try_password(elsewhere)
    try_password(somebody, username="nguoikhac")
    try_password(client)
    client.post("/account/other-sign-ins/end/")
    assert client.get("/account/").status_code == somebody.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_changed_password_signs_out_the_other_browsers(client):
    make_login()
    elsewhere = Client()
    try_password(elsewhere)
    try_password(client)
    assert change(client)["Location"] == "/account/"
    assert client.get("/account/").status_code == 200 and elsewhere.get("/account/").status_code == 302


def test_after_a_changed_password_this_browser_can_still_be_ended_from_elsewhere(client):
    make_login()
    try_password(client)
    change(client)
    elsewhere = Client()
    try_password(elsewhere, NEW)
    elsewhere.post("/account/other-sign-ins/end/")
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("wrong, sentence", [
    ({"oldpassword": "không phải"}, "Mật khẩu hiện tại không đúng"),
    ({"password1": "ngắn", "password2": "ngắn"}, "12"),
    ({"password2": "một câu gõ nhầm mất rồi"}, "Không giống mật khẩu mới"),
])  # fmt: skip
def test_a_password_that_cannot_stand_is_refused_in_words(client, wrong, sentence):
    account = make_login()
    try_password(client)
    answer = change(client, **wrong)
    assert sentence in answer.text and NEW not in answer.text
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


@pytest.mark.parametrize("address, network", [
    ("203.113.131.7", "203.113.0.0/16"), ("2405:4800:1:2::3", "2405:4800::/32"), ("", ""), ("unix", ""),
])  # fmt: skip
def test_only_the_wider_network_is_kept(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize("agent, family", [
    ("Mozilla/5.0 AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge"),
    ("Mozilla/5.0 coc_coc_browser/120.0 Chrome/114.0 Safari/537.36", "Cốc Cốc"),
    ("Mozilla/5.0 Chrome/126.0 Safari/537.36", "Chrome"),
    ("Mozilla/5.0 (iPhone) Version/17.5 Mobile Safari/604.1", "Safari"),
    ("curl/8", ""),
])  # fmt: skip
def test_only_the_family_of_the_browser_is_kept(agent, family):
    assert browser_of(agent) == family


def test_a_forced_sign_in_leaves_no_session_behind_when_signed_out(client):
    make_login()
    try_password(client)
    client.post("/accounts/logout/")
    assert not is_in(client)
