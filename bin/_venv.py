"""Makes `.venv` from the hashed lock when it is missing or stale, then goes on inside it. Standard library only."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
HOME = REPOSITORY / ".venv"
PYTHON = HOME / "bin" / "python"
SYSTEM = "/usr/bin/python3"
IS_FIT = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"
NOT_MADE = """No Python here can make a virtual environment; asked: {asked}.
It must be 3.11 or newer with its module `ensurepip`; MOTCUA_PYTHON=/path/to/python3 names another.
On Debian or Ubuntu: sudo apt-get install python3-venv   (then start again)"""
NOT_FETCHED = """The packages could not be installed; nothing else was changed.
Without a network, name a folder of wheels: PIP_NO_INDEX=1 PIP_FIND_LINKS=/folder (then start again).
The installer's last words:"""


def enter(*, dev: bool = False) -> None:
    """Run this script again inside `.venv`, with the packages of the lock (and the tools of `dev`) in it."""
    if sys.version_info < (3, 11):  # noqa: UP036  # whoever starts it may have an older one
        sys.exit("Một Cửa needs Python 3.11 or newer; this is " + sys.version.split()[0])
    os.environ["PYTHONPATH"] = str(REPOSITORY)  # for the processes that this one starts
    if Path(sys.prefix).resolve() == HOME.resolve():
        sys.path.insert(0, str(REPOSITORY))
        return
    try:
        _make_ready("requirements-dev.txt" if dev else "requirements.txt")
    except KeyboardInterrupt:
        sys.exit("\nStopped; the next start goes on from here.")
    except OSError as fault:
        sys.exit(f"The folder {HOME} could not be made: {fault}")
    environment = dict(os.environ)
    environment["PATH"] = f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    environment.pop("PYTHONHOME", None)
    os.execve(PYTHON, [str(PYTHON), *sys.argv], environment)


def _make_ready(lock: str) -> None:
    if _is_ready(lock):
        return
    # The folder of the scripts is the lock: it is always there, and no file is left behind.
    folder = os.open(Path(__file__).parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _is_ready(lock):
            _install(lock, folder)
    finally:
        os.close(folder)


def _is_ready(lock: str) -> bool:
    stamp = HOME / f"{lock}.installed"
    return _runs() and stamp.exists() and stamp.read_text() == _mark(lock)


def _runs() -> bool:
    """Is there an interpreter, and still the one that the packages were installed for?"""
    if not PYTHON.exists():
        return False
    name = PYTHON.resolve().name
    return not re.fullmatch(r"python3\.\d+", name) or (HOME / "lib" / name).is_dir()


def _mark(lock: str) -> str:
    return hashlib.sha256((REPOSITORY / lock).read_bytes()).hexdigest()


def _install(lock: str, held: int) -> None:
    started = time.monotonic()
    print(f"Installing the packages of {lock} into .venv (once, about a minute) …", file=sys.stderr, flush=True)
    if not (_runs() and _has_pip()):
        _make_environment()
    _pip(lock, held)
    (HOME / f"{lock}.installed").write_text(_mark(lock))
    if lock != "requirements.txt":
        (HOME / "requirements.txt.installed").write_text(_mark("requirements.txt"))
    print(f"Installed in {time.monotonic() - started:.0f} s.", file=sys.stderr, flush=True)


def _has_pip() -> bool:
    return subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True).returncode == 0


def _make_environment() -> None:
    python = first_fit(candidates(os.environ.get("MOTCUA_PYTHON"), sys.executable, _built_with()))
    shutil.rmtree(HOME, ignore_errors=True)  # what a killed install left
    if subprocess.run([python, "-m", "venv", str(HOME)]).returncode:
        shutil.rmtree(HOME, ignore_errors=True)
        sys.exit(NOT_MADE.format(asked=python))


def _built_with() -> str:
    return sysconfig.get_config_var("CONFIG_ARGS") or ""


def candidates(named: str | None, own: str, built_with: str) -> Sequence[str]:
    """The Pythons to build on, the best first: the one named, else the one in use and the system's."""
    if named:
        return (named,)
    # Distributions build theirs along a profile of real work; one built without is a third slower.
    return (own, SYSTEM) if "--enable-optimizations" in built_with else (SYSTEM, own)


def first_fit(pythons: Sequence[str]) -> str:
    """The first of them that can make an environment for us; leaves with a sentence when none can."""
    return next(filter(_is_fit, pythons), None) or sys.exit(NOT_MADE.format(asked=", ".join(pythons)))


def _is_fit(python: str) -> bool:
    return bool(shutil.which(python)) and not subprocess.run([python, "-c", IS_FIT], capture_output=True).returncode


def _pip(lock: str, held: int) -> None:
    # The installer holds the lock too: killed alone, this process leaves it at work.
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        done = subprocess.run(
            [*command, "--progress-bar", "off", "-r", str(REPOSITORY / lock)],
            stdout=said,
            stderr=said,
            pass_fds=[held],
        )
        if done.returncode:
            said.seek(0)
            sys.exit("\n".join([NOT_FETCHED, *said.read().splitlines()[-4:]]))
