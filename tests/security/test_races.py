"""Pressed twice, or by two at once: one thing happens, and nobody meets a fault of the server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests import databases

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def told(django_db_setup: None) -> Iterator[dict[str, Any]]:
    """What the races told, run on a database of their own where what is committed stays."""
    with databases.own("test_races") as address:
        race = [sys.executable, "-m", "tests.security.racing"]
        environment = os.environ | {"DATABASE_URL": address}
        done = subprocess.run(race, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        yield json.loads(done.stdout.splitlines()[-1])


def test_begin_pressed_at_once_begins_one_filing(told: dict[str, Any]) -> None:
    assert told["begin"] == {"most": 1, "faults": []}


def test_a_number_is_read_while_its_owner_changes_his_contacts(told: dict[str, Any]) -> None:
    assert told["reveal"] == {"faults": []}


def test_send_pressed_at_once_sends_one_dossier(told: dict[str, Any]) -> None:
    assert told["send"] == {"faults": [], "extra": 0}


def test_acts_on_one_step_at_once_are_refused_in_words(told: dict[str, Any]) -> None:
    assert set(told["take"]["faults"]) <= {"Stale", "HeldByOther", "NotAllowed", "NotPossible"}
