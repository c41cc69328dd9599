"""What the hostile crawler found once: each stays found."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.security.world import enter, make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", ["9999-12-31", "31/12/9999", "0001-01-01", "2026-02-31", "x"])
def test_a_session_of_a_day_that_cannot_be_is_todays(day: str) -> None:
    cache.clear()
    client = enter(make_world(), "reception_officer")
    for send in (client.get, client.post):
        assert send("/counter/session/", {"day": day}).status_code in (200, 405), day
    assert client.post("/counter/session/receipts/", {"day": day}).status_code < 500
