"""What the hostile crawler found once: each stays found."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.security.world import enter, make_world

pytestmark = pytest.mark.django_db
NO_ADDRESSES = ("0", "%", "x", "NaN", "' OR 1=1 --", "//evil.example/", "javascript:alert(1)", "")


@pytest.mark.parametrize("day", ["9999-12-31", "31/12/9999", "0001-01-01", "2026-02-31", "x"])
def test_a_session_of_a_day_that_cannot_be_is_todays(day: str) -> None:
    cache.clear()
    client = enter(make_world(), "reception_officer")
    for send in (client.get, client.post):
        assert send("/counter/session/", {"day": day}).status_code in (200, 405), day
    assert client.post("/counter/session/receipts/", {"day": day}).status_code < 500


@pytest.mark.parametrize("address", NO_ADDRESSES)
@pytest.mark.parametrize("switch", ["/ui/language/", "/ui/targets/", "/commune/"])
def test_a_way_back_that_is_no_address_leads_to_the_front_page(address: str, switch: str) -> None:
    answer = Client().post(switch, {"next": address})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
