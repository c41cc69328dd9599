"""Whoever reads a person's number or looks a person up leaves a record that the person can ask to see."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.journal.models import Event
from tests.architecture.tree import calls, name_of, sources
from tests.security.world import CITIZEN, NUMBER, World, enter, make_world

# Where a number is opened, and why that leaves no record of its own or how it does.
OPENED = {
    "directory/actions/people.py": "reveal_number records the reading",
    "directory/actions/resealing.py": "nobody reads it: it is sealed anew",
    "directory/adapters.py": "a second factor's secret, not a number",
    "dossiers/gathering.py": "the applicant's own print, or masked; an officer's goes through reveal_number",
    "dossiers/models/sealed.py": "answers of a form, shown masked; the number in them too",
    "portal/interruption.py": "what the same browser typed before it signed in",
    "portal/known.py": "the citizen's own number in the citizen's own form",
}


@pytest.fixture
def world(db: None) -> World:
    cache.clear()
    return make_world()


def reads(world: World, kind: str) -> int:
    return Event.objects.filter(kind=kind, subject=f"person:{world.person.pk}").count()


def test_numbers_are_opened_in_these_places_alone() -> None:
    found = {name_of(path) for path in sources() for call in calls(path) if _opens(call)}
    assert found == set(OPENED)


def _opens(call: object) -> bool:
    return getattr(getattr(call, "func", None), "attr", "") == "unseal"


def test_a_whole_number_is_read_with_a_trace(world: World) -> None:
    dossier, client = world.dossiers["case"], enter(world, "case_officer")
    address = f"/desk/dossiers/{dossier.public_id}/"
    assert NUMBER not in client.get(address).content.decode() and reads(world, "NumberRead") == 0
    assert NUMBER in client.post(f"{address}applicant-number/", {"version": dossier.version}).content.decode()
    assert reads(world, "NumberRead") == 1


def test_form_01_with_its_number_is_printed_with_a_trace(world: World) -> None:
    dossier = world.dossiers["accepted"]
    client = enter(world, "reception_officer")
    answer = client.get(f"/counter/dossiers/{dossier.public_id}/receipt/")
    assert answer.status_code == 200 and reads(world, "NumberRead") == 1


def test_a_person_is_looked_up_at_the_counter_with_a_trace(world: World) -> None:
    typed = {"service": world.office.service.pk, "who-number": NUMBER}
    enter(world, "reception_officer").post("/counter/reception/", typed)
    assert reads(world, "PersonLookedUp") == 1


def test_ones_own_number_is_read_without_one(world: World) -> None:
    client: Client = enter(world, CITIZEN)
    answer = client.get(f"/dossiers/{world.dossiers['accepted'].public_id}/form-01/")
    assert answer.status_code == 200 and reads(world, "NumberRead") == 0
