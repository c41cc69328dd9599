"""Two machines of one house: each a web server and a worker with a folder of its own, one database, one store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from motcua.config.addresses import status_of
from tests.house.copies import REPOSITORY, environment

PATIENCE = 60  # seconds
SECRETS = {"MOTCUA_SECRET_KEY": "demo-" + "s" * 40, "MOTCUA_IDENTITY_KEY": "demo-" + "i" * 40}


@dataclass
class Machine:
    """`told` is its environment; what its processes say is in logs/ of its folder."""

    data: Path
    port: int
    told: dict[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        (self.data / "logs").mkdir(parents=True)
        self._start("web", "--port", str(self.port), "--workers", "1")
        self._start("worker")

    def answers(self) -> bool:
        return status_of(f"{self.address}/readyz") == 200

    def figures(self) -> dict[str, float]:
        """Each figure by its name and labels, as name{key=value,…} in the order of the keys."""
        families = text_string_to_metric_families(self.metrics())
        samples = (sample for family in families for sample in family.samples)
        return {f"{one.name}{{{_labels(one.labels)}}}": one.value for one in samples}

    def metrics(self) -> str:
        with urllib.request.urlopen(f"{self.address}/metrics", timeout=20) as answer:
            return str(answer.read().decode())

    def kill(self) -> None:
        """As by a power cut: everything at once, without a word."""
        for process in self.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()

    def stop(self) -> None:
        """As an operator does; what does not end in time is killed."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(25)
        self.kill()

    def said(self) -> str:
        return "\n".join(log.read_text(errors="replace") for log in sorted((self.data / "logs").iterdir()))

    def _start(self, command: str, *options: str) -> None:
        with (self.data / "logs" / f"{command}.log").open("wb") as out:
            self.running.append(
                subprocess.Popen(
                    [sys.executable, "-m", "django", command, *options],
                    env=environment(**self.told),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    start_new_session=True,
                )
            )


def machine(data: Path, port: int, static: Path, **more: str) -> Machine:
    told = {
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "MOTCUA_MODE": "demo",
        "MOTCUA_DATA": str(data),
        "MOTCUA_STATIC": str(static),
        "MOTCUA_PORT": "shared",  # one name for the cookies: a balancer sends a browser to either
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
    }
    return Machine(data, port, {**told, **SECRETS, **more})


def wait_until(is_so: Callable[[], bool], *machines: Machine) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "\n".join(one.said()[-2000:] for one in machines)
        time.sleep(0.1)


def _labels(labels: dict[str, str]) -> str:
    return ",".join(f"{key}={value}" for key, value in sorted(labels.items()))
