"""The chain: each event carries the fingerprint of the one before it, so none can be changed unseen."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

FIRST = b""
_spelled = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def fingerprint(
    *, subject: str, sequence: int, kind: str, payload: dict[str, Any], actor: str, at: datetime, previous: bytes
) -> bytes:
    """SHA-256 over the event in one fixed spelling; 32 bytes."""
    text = spelled(payload)
    return of_spelled(subject, sequence, kind, text, actor=actor, at=at, previous=previous)


def spelled(payload: dict[str, Any]) -> str:
    """The payload in its one spelling, as JSON."""
    return _spelled(payload)


def of_spelled(
    subject: str, sequence: int, kind: str, payload: str, *, actor: str, at: datetime, previous: bytes
) -> bytes:
    """The fingerprint where the payload is spelled already: all together they are one list in JSON."""
    moment = at.astimezone(UTC).isoformat()
    head = f"{_spelled(subject)},{sequence},{_spelled(kind)}"
    return hashlib.sha256(f'[{head},{payload},{_spelled(actor)},"{moment}","{previous.hex()}"]'.encode()).digest()
