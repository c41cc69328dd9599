"""An office that works on and on, as a process of its own: what the followers are tested against."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from motcua.directory.models import Body
from motcua.dossiers import actions
from tests.catalogue import makers as catalogue
from tests.directory import makers as directory
from tests.dossiers.makers import NINE, Office, make_intake, make_office


def work(dossiers: int) -> None:
    """Receive so many dossiers, one act and one transaction after the other; some are taken, some go on a step."""
    # Each process counts its bodies and routes from where no other process has come.
    directory._numbers = catalogue._numbers = count(1000 * Body.objects.count() + 1)
    if not Body.objects.exists():
        directory.make_commune()
    office = make_office()
    for number in range(dossiers):
        _live(office, number)


def _live(office: Office, number: int) -> None:
    dossier = actions.receive(make_intake(office.service), by=office.reception, at=NINE)
    if number % 2:
        actions.take(dossier.pk, by=office.case, at=NINE + timedelta(hours=1))
    if number % 5 == 0:
        decision = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
        actions.draft_decision(dossier.pk, **decision, by=office.case, at=NINE + timedelta(hours=2))
        actions.complete_step(dossier.pk, by=office.case, at=NINE + timedelta(hours=3))
