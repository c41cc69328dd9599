"""What the tests of the board share: a signed-in officer, dossiers of every kind, a clock that stands."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.test import Client

from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.directory.models import Account
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.dossiers.makers import NINE, Office, make_dossier, make_intake, make_office

MARCH = Span(NINE.date().replace(day=1), NINE.date().replace(day=31), NINE + timedelta(days=20))
STATES = (Status.LODGED, Status.ACCEPTED, Status.IN_PROGRESS, Status.RESOLVED, Status.RETURNED)


STANDING_STILL: list[bool] = []  # while it holds something, numbers are read as they were counted last


@contextmanager
def numbers_left_alone() -> Iterator[None]:
    """Pages as they are asked for in earnest, without the count that tests put before them."""
    STANDING_STILL.append(True)
    try:
        yield
    finally:
        STANDING_STILL.pop()


def enter(actor: Actor) -> Client:
    """A browser in which the officer has signed in."""
    client = Client()
    client.force_login(Account.objects.get(officer=actor.officer_id))
    return client


def make_mixture(office: Office) -> list[Dossier]:
    """Dossiers at every point of life, one taken, one withdrawn, and one that was settled late."""
    made = [make_dossier(office, status) for status in STATES]
    actions.take(make_dossier(office).pk, by=office.case, at=NINE)
    late = make_dossier(office, Status.RESOLVED)
    assert late.due_at
    Dossier.objects.filter(pk=late.pk).update(resolved_at=late.due_at + timedelta(minutes=1))
    return [*made, late]


def make_open(office: Office, number: int, at: datetime = NINE) -> list[Dossier]:
    return [actions.receive(make_intake(office.service), by=office.reception, at=at) for _ in range(number)]


def tiles(page: str) -> dict[str, tuple[str, str]]:
    """Each big number of a page with its address, by the name of its measure."""
    found = re.findall(r'id="n-all-(\w+)" href="([^"]+)"><span class="tile-number">([^<]+)', page)
    return {name: (number, url.replace("&amp;", "&")) for name, url, number in found}


__all__ = ["MARCH", "NINE", "enter", "make_mixture", "make_office", "make_open", "numbers_left_alone", "tiles"]
