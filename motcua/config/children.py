"""The processes of a running copy: started in groups of their own, watched, started again, ended to the last."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from motcua.config.parent import end_with_parent

STEADY = 60  # seconds of life after which a child's earlier deaths are forgotten
LONGEST_WAIT = 30  # seconds between two starts
LOG_SIZE = 10 * 1024 * 1024  # bytes; a longer log is put aside at the next start


@dataclass
class Child:
    """One process and what it started; `log` takes what they say."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    deaths: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        with contextlib.ExitStack() as files:
            out = files.enter_context(_opened(self.log)) if self.log else None
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT if out else None,
                start_new_session=True,  # Ctrl-C reaches us alone, and we end the children in order
                preexec_fn=end_with_parent,
            )
        self.started_at, self.start_again_at = time.monotonic(), 0.0

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def look(self) -> str:
        """A sentence when the child is found dead or is started again; nothing when all is well."""
        if self.is_alive():
            return ""
        if not self.start_again_at:
            return self._put_off()
        if time.monotonic() < self.start_again_at:
            return ""
        self.start()
        return f"{self.name} started again"

    def _put_off(self) -> str:
        assert self.process is not None
        self._end_group(signal.SIGKILL)  # what it had started itself
        is_steady = time.monotonic() - self.started_at > STEADY
        self.deaths = 1 if is_steady else self.deaths + 1
        wait = min(LONGEST_WAIT, 2 ** (self.deaths - 1))
        self.start_again_at = time.monotonic() + wait
        return f"{self.name} ended unexpectedly (status {self.process.returncode}); starting again in {wait} s"

    def stop(self, grace: float) -> None:
        """Ask, wait `grace` seconds, then force; nothing of its group is left."""
        if self.process is None:
            return
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(grace)
        self._end_group(signal.SIGKILL)
        self.process.wait()

    def last_words(self, characters: int = 600) -> list[str]:
        """The end of the log, where the reason stands."""
        if self.log is None or not self.log.exists():
            return []
        return [f"… {self.log.read_text(errors='replace').strip()[-characters:]}", f"The whole of it: {self.log}"]

    def _end_group(self, sign: signal.Signals) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, sign)


def _opened(log: Path):  # type: ignore[no-untyped-def]  # a binary file
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_suffix(".1.log"))
    return log.open("ab")
