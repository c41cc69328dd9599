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
    spelling = [subject, sequence, kind, payload, actor, at.astimezone(UTC).isoformat(), previous.hex()]
    return hashlib.sha256(_spelled(spelling).encode()).digest()
