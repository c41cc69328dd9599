"""The stand-in's own secrets, drawn once and kept in the data folder."""

import json
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def kept_secret(path: Path) -> str:
    """A random text that stays the same from one start to the next."""
    return _kept(path, secrets.token_urlsafe(48))


def signing_key(path: Path) -> str:
    """The RSA key (PEM) that signs identity tokens."""
    if path.exists():
        return path.read_text()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return _kept(path, pem.decode())


def client_secret(data: Path) -> str:
    """The secret shared with the product; raises `LookupError` when the product has not drawn it yet."""
    if given := os.environ.get("MOTCUA_VNEID_SECRET"):
        return given
    try:
        return str(json.loads((data / "secrets.json").read_text())["VNEID_SECRET"])
    except FileNotFoundError:
        raise LookupError(f"no {data / 'secrets.json'}: start the product once, or set MOTCUA_VNEID_SECRET") from None


def _kept(path: Path, fresh: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.touch(mode=0o600)
    partial.write_text(fresh)
    try:
        os.link(partial, path)  # of two processes starting together, the first one's stands
    except FileExistsError:
        pass
    partial.unlink()
    return path.read_text()
