"""Where this copy keeps its database, files and demo secrets."""

import json
import os
import secrets
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder named by MOTCUA_DATA, or `.motcua` beside the code."""
    return Path(os.environ.get("MOTCUA_DATA", REPOSITORY / ".motcua")).resolve()


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
