"""An officer who can sign in, for the tests of signing in."""

from typing import Any

from django.test import Client

from motcua.directory.models import Account
from motcua.directory.roles import Role
from tests.directory.makers import make_body, make_officer

PASSWORD = "một câu dài dễ nhớ"
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/128.0"}


def make_login(role: Role = Role.CASE_OFFICER, **facts: Any) -> Account:
    """An officer's account with `PASSWORD`; facts of the account."""
    officer, _ = make_officer(make_body(), role, username=facts.pop("username", "canbo"))
    account = officer.account
    account.set_password(PASSWORD)
    for name, value in facts.items():
        setattr(account, name, value)
    account.save()
    return account


def try_password(client: Client, password: str = PASSWORD, *, username: str = "canbo", next_page: str = "") -> Any:
    facts = {"login": username, "password": password, **({"next": next_page} if next_page else {})}
    return client.post("/accounts/login/", facts, headers=FIREFOX)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
