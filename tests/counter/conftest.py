"""A counter and who receives at it, in English; a module that reads Vietnamese pages makes its own."""

import pytest
from django.conf import settings
from django.test import Client

from motcua.directory.models import Account
from tests.dossiers.makers import Office, make_office


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def counter(office: Office) -> Client:
    client = Client()
    client.force_login(Account.objects.get(officer=office.reception.officer_id))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client
