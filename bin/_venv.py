"""Makes `.venv` from the hashed lock when it is missing or stale, then goes on inside it. Standard library only."""

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
HOME = REPOSITORY / ".venv"
PYTHON = HOME / "bin" / "python"


def enter(*, dev: bool = False) -> None:
    """Run this script again inside `.venv`, with the packages of the lock (and the tools of `dev`) in it."""
    if sys.version_info < (3, 11):
        sys.exit("Một Cửa needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if os.environ.get("MOTCUA_INSIDE") == str(HOME):
        return
    _install("requirements-dev.txt" if dev else "requirements.txt")
    environment = {**os.environ, "MOTCUA_INSIDE": str(HOME), "PYTHONPATH": str(REPOSITORY)}
    environment.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())  # the embedded database keeps its lock there
    environment["PATH"] = f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execve(PYTHON, [str(PYTHON), *sys.argv], environment)


def _install(lock: str) -> None:
    wanted = hashlib.sha256((REPOSITORY / lock).read_bytes()).hexdigest()
    stamp = HOME / f"{lock}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing the packages of {lock} into .venv (once) …", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        venv.create(HOME, with_pip=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*command, "-r", str(REPOSITORY / lock)], check=True)
    stamp.write_text(wanted)
    if lock != "requirements.txt":
        runtime = (REPOSITORY / "requirements.txt").read_bytes()
        (HOME / "requirements.txt.installed").write_text(hashlib.sha256(runtime).hexdigest())
