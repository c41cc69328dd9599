"""The identity key changes while the product runs: nothing is lost, doubled or unreadable, and the old key can go."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import psycopg
import pytest
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError

from motcua.directory import identity
from motcua.directory.actions.resealing import Column, sealed_columns, waiting
from motcua.directory.actors import SYSTEM
from motcua.directory.people import find_person, register_person
from motcua.dossiers.models.sealed import SealedJSONField
from tests import databases
from tests.directory.makers import make_person
from tests.dossiers.makers import NINE

NUMBER = "012190000017"
OLD, NEW = "o" * 40, "n" * 40
Keys = Callable[..., None]


@pytest.fixture
def keys(settings: Any) -> Iterator[Keys]:
    def use(*names: str) -> None:
        settings.IDENTITY_KEYS = list(names)
        identity._locks.cache_clear()

    yield use
    identity._locks.cache_clear()


def reseal(*options: str) -> str:
    said = StringIO()
    call_command("reseal_identities", *options, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_a_new_key_seals_anew_and_the_old_one_can_go(keys: Keys) -> None:
    keys(OLD)
    person = make_person(number=NUMBER)
    keys(NEW, OLD)
    assert find_person(NUMBER) == person
    assert "number_sealed: 1 sealed anew" in reseal()
    keys(NEW)
    person.refresh_from_db()
    assert identity.unseal(person.number_sealed) == NUMBER and find_person(NUMBER) == person


@pytest.mark.django_db
def test_the_old_key_may_not_go_while_a_row_needs_it(keys: Keys) -> None:
    keys(OLD)
    make_person(number=NUMBER)
    keys(NEW, OLD)
    with pytest.raises(CommandError, match="1 values still need an older key"):
        reseal("--check")
    assert waiting(Column("directory.Person.number_sealed")) == 1, "a check changes nothing"
    reseal()
    assert "may be dropped" in reseal("--check")


@pytest.mark.django_db
def test_nobody_is_registered_twice_while_keys_change(keys: Keys) -> None:
    keys(OLD)
    person = register_person(NUMBER, "Lò Thị Mai", by=SYSTEM, at=NINE)
    for order in ((OLD, NEW), (NEW, OLD)):
        keys(*order)
        assert register_person(NUMBER, "Lò Thị Mai", by=SYSTEM, at=NINE) == person


@pytest.mark.django_db
def test_what_was_sealed_before_keys_had_names_is_read_and_sealed_anew(keys: Keys) -> None:
    keys(OLD)
    person = make_person(number=NUMBER)
    person.number_sealed = person.number_sealed[identity.ID_LENGTH :]
    person.save()
    assert identity.unseal(person.number_sealed) == NUMBER
    assert "number_sealed: 1 sealed anew" in reseal()
    keys(NEW)
    with pytest.raises(InvalidToken):
        identity.unseal(person.number_sealed)


def test_every_sealed_field_is_sealed_anew() -> None:
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedJSONField)
    }
    assert named | {"directory.Person.number_sealed"} == {column.name for column in sealed_columns()}


class Copy:
    """A database of its own, and processes that run upon it with the keys they are given."""

    def __init__(self, url: str) -> None:
        self.environment = os.environ | {"DATABASE_URL": url}

    def start(self, *command: str, keys: str) -> subprocess.Popen[str]:
        environment = self.environment | {"MOTCUA_IDENTITY_KEY": keys}
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def tell(self, running: subprocess.Popen[str]) -> Any:
        said, wrong = running.communicate(timeout=120)
        assert running.returncode == 0, wrong[-2000:]
        return json.loads(said.splitlines()[-1])

    def rotating(self, *command: str, keys: str) -> Any:
        return self.tell(self.start("tests.security.rotating", *command, keys=keys))

    def wait_for_rows(self, number: int) -> None:
        """Until so many people are sealed otherwise than the thousandth, to whom no turn came."""
        query = """SELECT count(*) FROM directory_person WHERE substring(number_sealed FROM 1 FOR 9) <>
            (SELECT substring(number_sealed FROM 1 FOR 9) FROM directory_person ORDER BY id OFFSET 1000 LIMIT 1)"""
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as server:
            server.execute("SET search_path = laichau, public")
            while True:
                (count,) = server.execute(query).fetchone() or (0,)
                if count >= number:
                    return
                time.sleep(0.05)


@pytest.fixture
def copy(django_db_setup: None) -> Iterator[Copy]:
    with databases.own("test_rotation") as address:
        yield Copy(address)


@pytest.mark.processes
def test_the_key_changes_under_load_and_through_a_kill(copy: Copy) -> None:
    copy.rotating("prepare", keys=OLD)
    writers = [
        copy.start("tests.security.rotating", "work", "10", keys=keys) for keys in (f"{OLD},{NEW}", f"{NEW},{OLD}")
    ]
    command = ("django", "reseal_identities", "--batch")
    first = copy.start(*command, "1", keys=f"{NEW},{OLD}")
    copy.wait_for_rows(300)  # of which the writers make 200 at most
    assert first.poll() is None, "it was to be killed at work"
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    told = [copy.tell(writer) for writer in writers]
    assert [one["faults"] for one in told] == [[], []] and all(one["acts"] > 20 for one in told)
    second = copy.start(*command, "500", keys=f"{NEW},{OLD}")
    said, wrong = second.communicate(timeout=120)
    assert second.returncode == 0, wrong[-2000:]
    done = int(said.split("number_sealed: ")[1].split()[0])
    assert 0 < done < 1700, "it went on where it was killed"
    seen = copy.rotating("look", keys=NEW)
    assert seen["people"] >= 1500
    assert {**seen, "people": 0} == {
        "people": 0, "doubled": 0, "found": True, "drafts": True, "declarations": True, "factor": True
    }  # fmt: skip
