"""The fingerprint of an event is that of one list in JSON, however its parts are put together."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from motcua.journal.chain import fingerprint, of_spelled, spelled

TEXTS = some.text(max_size=20)
PLAIN = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | TEXTS
ANY = some.recursive(PLAIN, lambda each: some.lists(each) | some.dictionaries(TEXTS, each))
PAYLOADS = some.dictionaries(TEXTS, ANY)
MOMENTS = some.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=some.sampled_from([UTC, timezone(timedelta(hours=7))])
)


@given(TEXTS, some.integers(1, 10**9), TEXTS, PAYLOADS, TEXTS, MOMENTS, some.binary(max_size=32))
def test_the_parts_put_together_are_the_list_as_a_whole(
    subject: str, sequence: int, kind: str, payload: dict[str, Any], actor: str, at: datetime, previous: bytes
) -> None:
    whole = [subject, sequence, kind, payload, actor, at.astimezone(UTC).isoformat(), previous.hex()]
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    expected = hashlib.sha256(text.encode()).digest()
    told = {"actor": actor, "at": at, "previous": previous}
    assert fingerprint(subject=subject, sequence=sequence, kind=kind, payload=payload, **told) == expected  # type: ignore[arg-type]
    assert of_spelled(subject, sequence, kind, spelled(payload), **told) == expected  # type: ignore[arg-type]
