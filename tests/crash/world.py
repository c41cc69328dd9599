"""A small world written by a process of the product itself: one office that can receive, and its receptionists."""

import json
from pathlib import Path

from django.db import transaction

from motcua.catalogue.services import published
from motcua.directory.models import Account, Officer
from motcua.directory.roles import Role
from tests.directory.makers import make_commune, make_officer
from tests.dossiers.makers import make_office

PASSWORD = "một câu dài dễ nhớ"


@transaction.atomic
def make(receptionists: int, told: str) -> None:
    """Make it, and write into the file `told` who may sign in, for which service and which papers it asks."""
    make_commune()
    office = make_office()
    for number in range(receptionists):
        officer, _ = make_officer(office.service.one_stop, Role.RECEPTION_OFFICER, username=f"receptionist{number}")
        _let_in(officer)
    parts = published(office.service.handling_id).components
    facts = {"service": str(office.service.pk), "papers": [str(part.id) for part in parts if not part.is_note]}
    Path(told).write_text(json.dumps(facts))


def _let_in(officer: Officer) -> None:
    account = Account.objects.get(officer=officer)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
