"""A code of the app opens one door once."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from tests.directory.sign_in_makers import is_in, make_login, try_password
from tests.directory.test_sign_in_second_factor import SECRET, code_now

pytestmark = pytest.mark.django_db


def test_a_code_opens_once() -> None:
    cache.clear()
    TOTP.activate(make_login(), SECRET)
    code = code_now()
    browsers = [Client(), Client()]
    for browser in browsers:
        try_password(browser)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert [is_in(browser) for browser in browsers] == [True, False]
