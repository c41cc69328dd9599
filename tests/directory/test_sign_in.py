import pytest
from django.core.cache import cache
from django.test import Client

from motcua.directory.models import SignIn
from motcua.directory.roles import Role
from tests.directory.makers import make_citizen
from tests.directory.sign_in_makers import PASSWORD, is_in, make_login, try_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_attempts():
    cache.clear()


def test_one_page_offers_citizens_vneid_and_officers_a_password(client):
    page = client.get("/accounts/login/").text
    assert 'action="/accounts/vneid/login/"' in page and 'name="password"' in page
    assert "Đăng nhập bằng VNeID" in page and "Không cấp lại mật khẩu qua thư điện tử" in page


def test_an_officer_enters_with_the_password(client):
    make_login()
    assert try_password(client)["Location"] == "/welcome/"
    assert is_in(client)


@pytest.mark.parametrize("role, door", [
    (Role.ADMINISTRATOR, "/console/"),
    (Role.PROCEDURE_CONTROL, "/console/"),
    (Role.RECEPTION_OFFICER, "/counter/"),
    (Role.CASHIER, "/counter/"),
    (Role.CASE_OFFICER, "/desk/"),
    (Role.SIGNATORY, "/desk/"),
    (Role.HEAD, "/board/"),
    (Role.INSPECTOR, "/board/"),
])  # fmt: skip
def test_the_role_decides_the_door(client, role, door):
    client.force_login(make_login(role))
    assert client.get("/welcome/")["Location"] == door


def test_every_role_has_a_door():
    from motcua.directory.views.entrance import DOORS

    assert frozenset().union(*(roles for roles, _ in DOORS)) == frozenset(Role)


def test_an_officer_whose_post_has_ended_is_told_so(client):
    account = make_login()
    account.officer.posts.update(valid_to="2025-12-31")
    client.force_login(account)
    assert "không giữ vị trí nào" in client.get("/welcome/").text


def test_a_wrong_password_opens_nothing_and_is_not_written_back(client):
    make_login()
    answer = try_password(client, "sai mật khẩu rồi")
    assert not is_in(client)
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text and "sai mật khẩu rồi" not in answer.text
    assert 'value="canbo"' in answer.text


def test_an_unknown_name_reads_as_a_wrong_password(client):
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in try_password(client, username="ai do").text
    assert not SignIn.objects.exists()


def test_after_five_wrong_passwords_even_the_right_one_waits_and_says_how_long(client):
    make_login()
    for _ in range(5):
        try_password(client, "sai mật khẩu rồi")
    answer = try_password(client)
    assert not is_in(client) and "Hãy thử lại sau 15 phút" in answer.text


def test_the_lock_is_on_the_name_from_any_browser(client):
    make_login()
    make_login(username="nguoikhac")
    for _ in range(5):
        try_password(Client(), "sai mật khẩu rồi", username="CANBO")
    assert not is_in(client) and try_password(client).status_code == 200
    try_password(client, username="nguoikhac")
    assert is_in(client)


def test_a_right_password_does_not_wipe_the_count_of_wrong_ones(client):
    make_login()
    for _ in range(4):
        try_password(client, "sai mật khẩu rồi")
    try_password(Client())
    try_password(client, "sai mật khẩu rồi")
    assert "Nhập sai quá nhiều lần" in try_password(client).text


def test_a_citizen_has_no_password_even_if_one_were_set(client):
    account, _ = make_citizen()
    account.set_password(PASSWORD)
    account.save()
    try_password(client, username=account.username)
    assert not is_in(client)


def test_a_closed_account_opens_nothing(client):
    make_login(is_active=False)
    assert try_password(client)["Location"] == "/accounts/inactive/"
    assert not is_in(client) and client.get("/accounts/inactive/").status_code == 200


def test_production_refuses_a_demonstration_account(client, settings):
    make_login(is_demo=True)
    settings.MODE = "production"
    try_password(client)
    assert not is_in(client)


def test_an_open_session_of_a_demonstration_account_ends_in_production(client, settings):
    make_login(is_demo=True)
    try_password(client)
    settings.MODE = "production"
    assert client.get("/account/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_next_page_elsewhere_is_dropped(client, elsewhere):
    make_login()
    assert elsewhere not in client.get("/accounts/login/", {"next": elsewhere}).text
    assert try_password(client, next_page=elsewhere)["Location"] == "/welcome/"


def test_a_next_page_of_ours_is_followed(client):
    make_login()
    assert try_password(client, next_page="/account/")["Location"] == "/account/"


def test_the_session_before_is_not_the_session_after(client):
    make_login()
    client.post("/accounts/vneid/login/")  # begins a session of a stranger
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    try_password(client)
    assert client.session.session_key != before


def test_signing_out_needs_a_press_of_the_button_and_ends_the_session(client):
    make_login()
    try_password(client)
    assert "Đăng xuất?" in client.get("/accounts/logout/").text and is_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_in(client)


@pytest.mark.parametrize("path", [
    "signup/", "email/", "confirm-email/", "password/set/", "password/reset/", "password/reset/done/", "login/code/",
    "3rdparty/", "3rdparty/signup/", "social/signup/", "oidc/vneid/login/", "2fa/webauthn/login/", "2fa/trust/",
    "2fa/recovery-codes/download/", "",
])  # fmt: skip
def test_pages_of_the_library_that_we_do_not_use_do_not_exist(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


OF_OFFICERS = [
    "accounts/password/change/", "accounts/reauthenticate/", "accounts/2fa/", "accounts/2fa/reauthenticate/",
    "accounts/2fa/totp/activate/", "accounts/2fa/totp/deactivate/", "accounts/2fa/recovery-codes/",
    "accounts/2fa/recovery-codes/generate/", "accounts/2fa/webauthn/", "accounts/2fa/webauthn/add/",
    "accounts/2fa/webauthn/reauthenticate/", "accounts/2fa/webauthn/keys/1/edit/",
    "accounts/2fa/webauthn/keys/1/remove/", "account/second-factor/",
]  # fmt: skip


@pytest.mark.parametrize("path", [*OF_OFFICERS, "account/", "account/other-sign-ins/end/", "welcome/"])
def test_a_stranger_is_led_to_the_sign_in(client, path):
    assert client.get(f"/{path}")["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("path", OF_OFFICERS)
def test_passwords_and_second_factors_are_no_business_of_citizens(client, path):
    client.force_login(make_citizen()[0])
    assert client.get(f"/{path}").status_code == 403
