"""A province with its committee and centre, and officers signed in to its console."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.directory.models import Account, Body, BodyKind, Level
from motcua.directory.roles import Role
from tests.directory.makers import make_body, make_officer, make_one_stop

Enter = Callable[..., Client]


@pytest.fixture
def province(db: None) -> Body:
    committee = make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE, name="UBND tỉnh Thử")
    make_one_stop(committee, name="Trung tâm tỉnh Thử")
    return committee


@pytest.fixture
def enter(province: Body) -> Enter:
    """A browser signed in as a new officer with this role, in the province unless said otherwise."""

    def entered(role: Role = Role.ADMINISTRATOR, body: Body | None = None, language: str = "en") -> Client:
        officer, _actor = make_officer(body or province, role)
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        client.force_login(Account.objects.get(officer=officer))
        return client

    return entered


@pytest.fixture
def admin(enter: Enter) -> Client:
    return enter()


@pytest.fixture
def queries() -> Callable[[Client, str], int]:
    """How many queries a page takes, the second time it is asked for."""

    def counted(client: Client, address: str) -> int:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    return counted
