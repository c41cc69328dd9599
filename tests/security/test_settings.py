"""What production refuses to start with, and what it takes when nobody says anything."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore

from tests.house.copies import REPOSITORY, environment
from tests.house.test_production import GOOD, read_settings

PLAIN = ("http://vneid.example.vn", "", "vneid.example.vn", "ftp://vneid.example.vn", "HTTP://https://x.example")
HASHED = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings"
from django.conf import settings
from django.contrib.auth.hashers import make_password
from motcua.config import replica
print(json.dumps([make_password("một câu dài dễ nhớ"), replica.WROTE, settings.DEBUG]))
"""


@pytest.mark.parametrize("address", PLAIN)
def test_production_refuses_an_identity_server_without_tls(address: str) -> None:
    done = read_settings(**{**GOOD, "MOTCUA_VNEID": address})
    assert done.returncode != 0 and "https address of the national identity server" in done.stderr


@pytest.fixture(scope="module")
def said() -> list[Any]:
    command = [sys.executable, "-c", HASHED]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment(**GOOD), capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


def test_production_hashes_passwords_slowly(said: list[Any]) -> None:
    kind, rounds, salt, _hash = said[0].split("$")
    assert kind == "pbkdf2_sha256" and int(rounds) >= 600_000 and len(salt) >= 22


def test_the_mark_of_the_last_write_is_of_this_host_alone(said: list[Any]) -> None:
    """The seventh cookie, set only where there is a replica."""
    assert said[1] == "__Host-motcua_wrote"


def test_production_shows_nobody_how_a_fault_came_about(said: list[Any]) -> None:
    assert said[2] is False


@pytest.mark.django_db
def test_what_is_drawn_is_long_enough() -> None:
    """Sessions 165 bits, seeds of codes 160, codes of the app 6 digits, recovery codes 8."""
    assert len({SessionStore()._get_new_session_key() for _ in range(20)}) == 20  # type: ignore[attr-defined]
    assert len(SessionStore()._get_new_session_key()) == 32  # type: ignore[attr-defined]
    assert len(generate_totp_secret()) == 32 and generate_totp_secret() != generate_totp_secret()
    assert app_settings.TOTP_DIGITS >= 6 and app_settings.RECOVERY_CODE_DIGITS >= 8
