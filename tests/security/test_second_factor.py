"""A code of the app opens one door once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.directory.sign_in_makers import is_in, make_login, try_password
from tests.directory.test_sign_in_second_factor import SECRET, code_now

pytestmark = pytest.mark.django_db
STEP = 30  # seconds


def test_a_code_opens_once() -> None:
    cache.clear()
    TOTP.activate(make_login(), SECRET)
    code = code_now()
    browsers = [Client(), Client()]
    for browser in browsers:
        try_password(browser)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert [is_in(browser) for browser in browsers] == [True, False]


@pytest.mark.parametrize(("steps", "opens"), [(-3, False), (-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_that_is_over_opens_nothing(steps: int, opens: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    TOTP.activate(make_login(), SECRET)
    browser, at = Client(), 1_800_000_000
    try_password(browser)
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: at))
    code = format_hotp_value(hotp_value(SECRET, at // STEP + steps))
    browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_in(browser) is opens
