"""Identity numbers at rest: encrypted, found again by a keyed fingerprint, shown masked."""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _locks() -> MultiFernet:
    digests = [hashlib.sha256(b"encrypt" + key.encode()).digest() for key in settings.IDENTITY_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(number: str) -> bytes:
    """The number encrypted with the newest key."""
    return _locks().encrypt(number.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The number again; raises `cryptography.fernet.InvalidToken` when no key fits."""
    return _locks().decrypt(bytes(sealed)).decode()


def fingerprint(number: str) -> bytes:
    """32 bytes by which an equal number is found without reading any number.

    Keyed by the last (oldest) identity key, which therefore stays while others come before it.
    """
    key = hashlib.sha256(b"look up" + settings.IDENTITY_KEYS[-1].encode()).digest()
    return hmac.digest(key, number.encode(), "sha256")
