"""A one-stop office, and citizens signed in."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.directory.actors import Actor
from motcua.directory.models import Account
from tests.directory.makers import make_citizen, make_commune
from tests.dossiers.makers import Office, make_office

SignIn = Callable[..., Client]


@pytest.fixture
def office(db: None) -> Office:
    cache.clear()
    make_commune()
    return make_office()


@pytest.fixture
def citizen(db: None) -> tuple[Account, Actor]:
    return make_citizen()


@pytest.fixture
def sign_in() -> SignIn:
    """A browser signed in with an account, speaking the language asked for."""

    def signed_in(account: Account | None = None, language: str = "en") -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if account is not None:
            client.force_login(account)
        return client

    return signed_in


@pytest.fixture
def browser(sign_in: SignIn, citizen: tuple[Account, Actor]) -> Client:
    """The citizen's browser, in English."""
    return sign_in(citizen[0])


@pytest.fixture
def asked_by() -> Callable[[Client, str], int]:
    """How many questions a page puts to the database, once what is shared is in memory."""

    def count(client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count
