"""A small world written by a process of the product itself: one office at work, its officers and some citizens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import Account, Officer
from motcua.directory.roles import Role
from tests.directory.makers import make_citizen, make_commune, make_officer, make_person
from tests.dossiers.makers import Office, make_office

PASSWORD = "một câu dài dễ nhớ"
CITIZENS = 2
OFFICERS = ("case", "signatory", "clerk", "returning")


@transaction.atomic
def make(receptionists: int, told: str) -> None:
    """Make it, and write into the file `told` who may sign in, for which service and which papers it asks."""
    make_commune()
    office = make_office()
    for number in range(receptionists):
        officer, _ = make_officer(office.service.one_stop, Role.RECEPTION_OFFICER, username=f"receptionist{number}")
        _let_in(officer)
    Path(told).write_text(json.dumps({**_service(office), **_people(office)}))


def _service(office: Office) -> dict[str, Any]:
    parts = published(office.service.handling_id).components
    return {"service": str(office.service.pk), "papers": [str(part.id) for part in parts if not part.is_note]}


def _people(office: Office) -> dict[str, Any]:
    """Usernames of the officers, and the sessions of citizens, who have no password."""
    citizens = [make_citizen(make_person(number=f"01219077{number:04}"))[0] for number in range(CITIZENS)]
    return {
        "officers": {name: _username(getattr(office, name)) for name in OFFICERS},
        "citizens": [_signed_in(account) for account in citizens],
    }


def _username(actor: Actor) -> str:
    officer = Officer.objects.get(pk=actor.officer_id)
    _let_in(officer)
    return officer.account.username


def _signed_in(account: Account) -> str:
    browser = Client()
    browser.force_login(account)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _let_in(officer: Officer) -> None:
    account = Account.objects.get(officer=officer)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
