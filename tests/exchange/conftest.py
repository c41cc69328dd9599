"""The real stand-in, in a process of its own, reached over loopback as the product reaches it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from motcua.directory import adapters
from motcua.directory.patience import Patience

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 40  # seconds


@pytest.fixture(autouse=True)
def a_fresh_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that let the e-ID fail makes no other one wait."""
    monkeypatch.setattr(adapters, "E_ID", Patience())


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running stand-in whose client is the test client (`http://testserver`)."""
    from django.conf import settings

    port = _free_port()
    data = tmp_path_factory.mktemp("vneid")
    secret = settings.SOCIALACCOUNT_PROVIDERS["vneid"]["APP"]["secret"]
    environment = {**os.environ, "MOTCUA_MODE": "test", "MOTCUA_VNEID_SECRET": secret, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "motcua.exchange.vneid.fake", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen([*command, "--client-redirect", "http://testserver"], env=environment)
    try:
        _wait_for(f"http://localhost:{port}/.well-known/openid-configuration", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the stand-in did not start")
