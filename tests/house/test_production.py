"""Production starts with real secrets or not at all."""

import subprocess
import sys

import pytest

from tests.house.copies import REPOSITORY, environment

GOOD = {
    "MOTCUA_SECRET_KEY": "k" * 50,
    "MOTCUA_IDENTITY_KEY": "i" * 50,
    "MOTCUA_VNEID_SECRET": "v" * 50,
    "MOTCUA_VNEID": "https://vneid.example.vn",
}
READ = "from motcua.config import settings; print(settings.MODE, settings.SECURE_SSL_REDIRECT)"


def read_settings(**given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", READ]
    return subprocess.run(command, cwd=REPOSITORY, env=environment(**given), capture_output=True, text=True)


def test_production_is_the_mode_when_nothing_is_said() -> None:
    assert read_settings(**GOOD).stdout.split() == ["production", "True"]


@pytest.mark.parametrize(
    "fault",
    [
        {"MOTCUA_SECRET_KEY": ""},
        {"MOTCUA_IDENTITY_KEY": ""},
        {"MOTCUA_SECRET_KEY": "demo-" + "k" * 50},
        {"MOTCUA_IDENTITY_KEY": "too short"},
        {"MOTCUA_MODE": "producton"},
    ],
)
def test_production_refuses_missing_demonstration_and_short_secrets(fault: dict[str, str]) -> None:
    done = read_settings(**{**GOOD, **fault})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr


def test_the_refusal_is_one_sentence_to_the_operator() -> None:
    command = [sys.executable, str(REPOSITORY / "bin" / "manage"), "words", "--check"]
    done = subprocess.run(command, env=environment(MOTCUA_MODE="production"), capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.strip() == "production needs MOTCUA_SECRET_KEY"
