"""Cookies of production: this host's alone, over TLS alone, out of reach of scripts and of other sites."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.house.copies import REPOSITORY, environment
from tests.house.test_production import GOOD

READ = """
import json
from motcua.config import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.startswith(
    ("SESSION_", "CSRF_", "SECURE_", "LANGUAGE_COOKIE", "TARGETS_", "COMMUNE_", "MESSAGES_", "CONTENT_", "SEARCHES",
     "UPLOADS")
)}))
"""


@pytest.fixture(scope="module")
def production() -> Any:
    command = [sys.executable, "-c", READ]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment(**GOOD), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_every_cookie_is_of_this_host_alone(production: Any) -> None:
    names = [name for name in production if name.endswith("_COOKIE_NAME")]
    assert len(names) == 6 and all(production[name].startswith("__Host-") for name in names)
    assert not [name for name in production if name.endswith("_COOKIE_DOMAIN") and production[name]]


def test_cookies_go_over_tls_alone_and_no_script_reads_them(production: Any) -> None:
    for kind in ("SESSION", "CSRF"):
        assert production[f"{kind}_COOKIE_SECURE"] and production[f"{kind}_COOKIE_HTTPONLY"]
        assert production[f"{kind}_COOKIE_SAMESITE"] == "Lax"


def test_browsers_are_told_to_come_by_tls_for_a_year(production: Any) -> None:
    assert production["SECURE_SSL_REDIRECT"]
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000 and production["SECURE_HSTS_INCLUDE_SUBDOMAINS"]


def test_searches_and_files_have_a_pace_unless_somebody_lifts_it(production: Any) -> None:
    assert production["SEARCHES_A_MINUTE"] > 0 and production["UPLOADS_A_MINUTE"] > 0
