"""Where this copy keeps its database, files and demo secrets."""

import json
import os
import secrets
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


class NotWritable(Exception):
    """The data folder cannot be written; the text says which and what to do."""


def data_folder() -> Path:
    """The folder named by MOTCUA_DATA, or `.motcua` beside the code."""
    return Path(os.environ.get("MOTCUA_DATA") or REPOSITORY / ".motcua").expanduser().resolve()


def make_writable(folder: Path) -> None:
    """Make the folder and try it; raises NotWritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as fault:
        raise NotWritable(
            f"The data folder {folder} cannot be written ({fault.strerror}). "
            "Name another: --data DIR or MOTCUA_DATA=DIR"
        ) from None


def demo_secrets(folder: Path) -> dict[str, str]:
    """Secrets of a demonstration copy, drawn once and kept in its data folder.

    Each begins with "demo-": production refuses to start with such a secret.
    """
    path = folder / "secrets.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = {name: f"demo-{secrets.token_urlsafe(48)}" for name in ("SECRET_KEY", "IDENTITY_KEY", "VNEID_SECRET")}
        partial = path.with_suffix(f".{os.getpid()}")
        partial.touch(mode=0o600)
        partial.write_text(json.dumps(fresh))
        try:
            os.link(partial, path)  # of two copies starting together, the first one's secrets stand
        except FileExistsError:
            pass
        partial.unlink()
    return dict(json.loads(path.read_text()))
