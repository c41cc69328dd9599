"""Identity numbers at rest: encrypted, found again by a keyed fingerprint, shown masked.

What is sealed names its key, so that a rotation knows without decrypting which rows still wait.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

ID_LENGTH = 9  # eight hexadecimal digits of the key and a dot


@cache
def _locks() -> dict[bytes, Fernet]:
    """The lock of each key by the key's id, newest first."""
    digests = [hashlib.sha256(b"encrypt" + key.encode()).digest() for key in settings.IDENTITY_KEYS]
    return {_id(key): Fernet(base64.urlsafe_b64encode(key)) for key in digests}


def _id(key: bytes) -> bytes:
    return hashlib.sha256(b"id" + key).hexdigest()[:8].encode() + b"."


def newest_key() -> bytes:
    """The 9 bytes with which everything sealed by the newest key begins."""
    return next(iter(_locks()))


def seal(number: str) -> bytes:
    """The number encrypted with the newest key."""
    return newest_key() + _locks()[newest_key()].encrypt(number.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The number again; raises `cryptography.fernet.InvalidToken` when no key fits."""
    key, token = bytes(sealed)[:ID_LENGTH], bytes(sealed)[ID_LENGTH:]
    if not key.endswith(b"."):  # sealed before keys were named
        return MultiFernet(list(_locks().values())).decrypt(bytes(sealed)).decode()
    if key not in _locks():
        raise InvalidToken
    return _locks()[key].decrypt(token).decode()


def fingerprint(number: str) -> bytes:
    """32 bytes of the newest key by which an equal number is found without reading any number."""
    return fingerprints(number)[0]


def fingerprints(number: str) -> list[bytes]:
    """The fingerprint by each key, newest first: while keys change, a row bears the one or the other."""
    keys = [hashlib.sha256(b"look up" + key.encode()).digest() for key in settings.IDENTITY_KEYS]
    return [hmac.digest(key, number.encode(), "sha256") for key in keys]
