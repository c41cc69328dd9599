"""The checks of the tree, one after the other: what `bin/check` and `bin/test` share."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from _libraries import audit

REPOSITORY = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
FLOORS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
STATIC = (
    ("lint", [PYTHON, "-m", "ruff", "check", "--quiet", "."]),
    ("format", [PYTHON, "-m", "ruff", "format", "--quiet", "--check", "."]),
    ("types", [PYTHON, "-m", "mypy", "--no-error-summary"]),
    ("floors", [PYTHON, "-c", FLOORS]),
    ("migrations", [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "--verbosity", "1"]),
)
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)")
SKIPPED = "SKIPPED ["
AUDITED = {True: "ok", False: "FAILED", None: "not reached"}
VALIDATOR = (
    "default-jre-headless",
    "libpdfbox2-java",
    "libfontbox2-java",
    "libcommons-logging-java",
    "libactivation-java",
    "libjaxb-api-java",
)
CLOCK = ("libfaketime",)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = """The browser tests need Chromium, and none is installed.
  as root:      bin/test installs Debian's package `chromium` by itself
  with sudo:    sudo apt-get install chromium
  without root: put any Chromium or Chrome on your PATH, or name it: MOTCUA_CHROMIUM=/path/to/chrome
  without one:  MOTCUA_NO_BROWSER=1 bin/test   (the journeys are then left out, and the summary says so)"""


@contextlib.contextmanager
def test_database() -> Iterator[None]:
    """One throw-away server for all the checks, ended with them; DATABASE_URL names another."""
    data = Path(os.environ.get("MOTCUA_TEST_DATA") or REPOSITORY / ".motcua-test").resolve()
    os.environ.update(MOTCUA_MODE="test", MOTCUA_DATA=str(data), DJANGO_SETTINGS_MODULE="motcua.config.settings")
    if "DATABASE_URL" in os.environ:
        yield
        return
    from motcua.config.embedded import database_url, in_use, stop_if_unused

    try:
        with in_use(data):
            os.environ["DATABASE_URL"] = database_url(data, durable=False)
            yield
    finally:
        stop_if_unused(data)


def static_checks() -> bool:
    """Lint, format, types, floors, migrations, libraries: all are run, so that all faults are seen at once."""
    return all([*[_passes(title, command) for title, command in STATIC], _no_weakness_known()])


def _passes(title: str, command: Sequence[str]) -> bool:
    started = time.monotonic()
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    is_well = done.returncode == 0
    _tell(title, "ok" if is_well else "FAILED", started, said="" if is_well else done.stdout + done.stderr)
    return is_well


def _no_weakness_known() -> bool:
    """A weakness fails the run, wherever it runs; a service that is not reached is told and fails nothing."""
    started = time.monotonic()
    is_clean, said = audit()
    _tell("libraries", AUDITED[is_clean], started, said="" if is_clean else said)
    return is_clean is not False


def _tell(title: str, verdict: str, started: float, *, said: str) -> None:
    print(f"{title:<12}{verdict:<12}{time.monotonic() - started:5.1f} s", flush=True)
    if said:
        print(said, flush=True)


def tests(*arguments: str) -> tuple[int, str]:
    """Run pytest, showing what it says; its exit status (0: nothing chosen); what it left out, and its last line."""
    said = bytearray()
    command = [PYTHON, "-m", "pytest", "-rs", *arguments]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        while piece := os.read(running.stdout.fileno(), 4096):  # as it comes: each test is a dot
            os.write(sys.stdout.fileno(), piece)
            said = (said + piece)[-65536:]
    lines = said.decode(errors="replace").splitlines()
    last = [line for line in lines if COUNTED.search(line) and not line.startswith(SKIPPED)][-1:]
    return (0 if running.returncode == 5 else running.returncode), "\n".join(skipped(lines) + last)


def skipped(lines: Sequence[str]) -> list[str]:
    """The lines that name what was left out and why."""
    return [line for line in lines if line.startswith(SKIPPED)]


def summed(endings: Sequence[str], seconds: float) -> str:
    """What several runs left out, and one summary line, as pytest writes it."""
    lines = [line for ending in endings for line in ending.splitlines()]
    left_out, counts = skipped(lines), dict[str, int]()
    for number, word in COUNTED.findall(" ".join(line for line in lines if line not in left_out)):
        counts[word] = counts.get(word, 0) + int(number)
    counts.pop("deselected", None)
    total = ", ".join(f"{number} {word}" for word, number in counts.items()) + f" in {seconds:.2f}s"
    return "\n".join([*left_out, total])


def need_browser() -> str:
    """The path of a Chromium, installed when we may; leaves with a sentence when there is none."""
    if found := os.environ.get("MOTCUA_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), ""):
        return found
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(NO_BROWSER)
    print("Installing Debian's package `chromium` (about 300 MB on disk) with apt-get, for the browser tests …")
    if not _installed("chromium"):
        sys.exit(f"apt-get failed.\n{NO_BROWSER}")
    return shutil.which("chromium") or sys.exit(NO_BROWSER)


def offer_helpers() -> None:
    """What judges our PDF/A and what steps a server's clock, installed when we may; else those tests are skipped."""
    if not (Path("/usr/share/java/preflight.jar").exists() and shutil.which("java")):
        _offer(VALIDATOR, "PDF/A is not judged by another program")
    if not any(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")):
        _offer(CLOCK, "no clock is stepped")


def _offer(packages: Sequence[str], otherwise: str) -> None:
    may, named = os.geteuid() == 0 and shutil.which("apt-get"), " ".join(packages)
    print(f"Installing Debian's {named} …" if may else f"Debian's {named} not installed: {otherwise}.")
    if may and not _installed(*packages):
        print(f"apt-get failed: {otherwise}.")


def _installed(*packages: str) -> bool:
    sys.stdout.flush()
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages])
    return not any(
        subprocess.run(["apt-get", *command], env=environment, **quiet).returncode  # type: ignore[call-overload]
        for command in commands
    )
