import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from motcua.directory.actions.sessions import end_other_sessions
from motcua.directory.models import SignIn
from tests.directory.makers import make_citizen
from tests.directory.sign_in_makers import is_in, make_login, try_password

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def forget_attempts():
    cache.clear()


def code_now(secret: str = SECRET) -> str:
    """The newest code that is let in: the oldest would be over when a half-minute turns before it is used."""
    return format_hotp_value(hotp_value(secret, max(yield_hotp_counters_from_time())))


def test_in_a_demonstration_the_second_factor_is_offered_not_forced(client):
    make_login()
    try_password(client)
    assert "chưa có bước thứ hai" in client.get("/account/").text


def test_in_production_an_officer_without_one_sees_no_other_page(client, settings):
    settings.MODE = "production"
    make_login()
    try_password(client)
    for page in ["/account/", "/welcome/", "/accounts/password/change/"]:
        assert client.get(page)["Location"] == "/account/second-factor/", page
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_in_production_citizens_and_strangers_are_not_asked_for_one(client, settings):
    settings.MODE = "production"
    assert client.get("/accounts/login/").status_code == 200
    client.force_login(make_citizen()[0])
    assert client.get("/account/").status_code == 200


def test_setting_up_the_app_opens_the_other_pages_and_gives_recovery_codes(client, settings):
    settings.MODE = "production"
    make_login()
    try_password(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.text and 'src="data:image/svg' in page.text
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get(answer["Location"]).text.count("<li>") >= 10
    assert client.get("/account/").status_code == 200


def test_secrets_of_second_factors_are_sealed_in_the_database(client):
    account = make_login()
    TOTP.activate(account, SECRET)
    assert SECRET not in str(Authenticator.objects.get().data)


def test_with_the_app_a_password_alone_does_not_enter(client):
    TOTP.activate(make_login(), SECRET)
    assert try_password(client)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert is_in(client)
    assert SignIn.objects.get().method == "code"


def test_a_wrong_code_opens_nothing_and_is_written_down(client):
    TOTP.activate(make_login(), SECRET)
    try_password(client)
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not is_in(client) and "Mã này không đúng" in answer.text
    assert (SignIn.objects.get().method, SignIn.objects.get().outcome) == ("code", "refused")


def test_codes_cannot_be_tried_without_end(client):
    TOTP.activate(make_login(), SECRET)
    try_password(client)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert not is_in(client) and "Nhập sai quá nhiều lần" in answer.text


def test_in_production_the_last_second_factor_stays(client, settings):
    settings.MODE = "production"
    account = make_login()
    TOTP.activate(account, SECRET)
    try_password(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "ít nhất một cách xác thực thứ hai" in answer.text and Authenticator.objects.exists()


def test_in_production_the_last_key_stays(client, settings):
    account = make_login()
    key = Authenticator.objects.create(user=account, type="webauthn", data={"name": "Khóa", "credential": {}})
    try_password(client)
    client.force_login(account)
    settings.MODE = "production"
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_key_of_somebody_else_is_not_there(client):
    other = make_login(username="nguoikhac")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Khóa", "credential": {}})
    make_login()
    try_password(client)
    assert client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/").status_code == 404
    assert client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404


def test_ending_other_sessions_counts_only_open_ones():
    account = make_login()
    try_password(Client())
    try_password(Client())
    assert end_other_sessions(account, current="none") == 2
    assert end_other_sessions(account, current="none") == 0
