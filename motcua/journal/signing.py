"""Signatures over the journal: an Ed25519 key kept outside the database, and the public keys to check with."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PublicKeys = Mapping[str, Ed25519PublicKey]


@dataclass(frozen=True)
class Signature:
    """64 bytes, and the id of the key that made them."""

    key: str
    value: bytes


def sign(text: str) -> Signature:
    """Sign with the key of this copy; ImproperlyConfigured when the file named for it is not there."""
    key = _private_key()
    return Signature(key_id(key.public_key()), key.sign(text.encode()))


def is_signed(text: str, signature: Signature, keys: PublicKeys) -> bool:
    """Whether one of these keys signed exactly this text."""
    if signature.key not in keys:
        return False
    try:
        keys[signature.key].verify(signature.value, text.encode())
    except InvalidSignature:
        return False
    return True


def own_public_key() -> Ed25519PublicKey:
    return _private_key().public_key()


def key_id(key: Ed25519PublicKey) -> str:
    """16 hexadecimal digits by which a public key is told from others."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def as_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public_keys(paths: Iterable[Path]) -> dict[str, Ed25519PublicKey]:
    """The keys of these PEM files, by id; ValueError names a file that holds none."""
    found = {}
    for path in paths:
        key = load_pem_public_key(path.read_bytes())
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError(f"{path.name} holds no Ed25519 key")
        found[key_id(key)] = key
    return found


def _private_key() -> Ed25519PrivateKey:
    path = Path(settings.JOURNAL_KEY_FILE)
    if not path.exists():
        _draw(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured("MOTCUA_JOURNAL_KEY_FILE holds no Ed25519 key")
    return key


def _draw(path: Path) -> None:
    """Only where nobody named a file: a named one was lost, and no other may take its place unseen."""
    if "MOTCUA_JOURNAL_KEY_FILE" in os.environ:
        raise ImproperlyConfigured("the file of MOTCUA_JOURNAL_KEY_FILE is not there")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    partial.touch(mode=0o600)
    partial.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        os.link(partial, path)  # of two processes that start together, the first one's key stands
    except FileExistsError:
        pass
    partial.unlink()
