"""Whoever asks too fast waits: passwords and codes, look-ups, searches, files; others do not notice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.directory.pace import SUGGESTIONS_FOR_A_SEARCH, Pace
from tests.security.world import CITIZEN, NOBODY, enter, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def test_a_pace_is_spent_and_comes_back_evenly() -> None:
    pace = Pace()
    assert [pace.allows("a", a_minute=2, at=0.0) for _ in range(3)] == [True, True, False]
    assert pace.allows("b", a_minute=2, at=0.0), "another visitor"
    assert [pace.allows("a", a_minute=2, at=31.0) for _ in range(2)] == [True, False]
    assert [pace.allows("a", a_minute=2, at=1000.0) for _ in range(3)] == [True, True, False], "never more than that"


def test_searches_of_one_address_have_a_pace(client: Client, settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 3
    asked = [client.get("/procedures/", {"q": "khai sinh"}) for _ in range(4)]
    assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
    assert asked[3]["Retry-After"] == "60" and "Thao tác quá nhanh" in asked[3].text
    assert client.get("/procedures/").status_code == 200, "the list itself is no search"
    assert client.get("/procedures/", {"q": "x"}, REMOTE_ADDR="198.51.100.7").status_code == 200


@pytest.mark.parametrize("path", ["/events/sinh-con/", "/events/sinh-con/7/"])
def test_steps_of_guided_paths_are_searches(path: str, client: Client, settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 2
    asked = [client.get(address).status_code for address in (path, "/events/ket-hon/", path)]
    assert asked[2] == 429 and 429 not in asked[:2]
    assert client.get("/procedures/", {"q": "khai sinh"}).status_code == 429, "one pace for all that search"


@pytest.mark.parametrize("path", ["/procedures/suggestions/", "/api/v1/suggestions"])
def test_completions_have_a_pace_of_their_own(path: str, client: Client, settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 1
    asked = [client.get(path, {"q": "khai"}).status_code for _ in range(SUGGESTIONS_FOR_A_SEARCH + 1)]
    assert asked == [200] * SUGGESTIONS_FOR_A_SEARCH + [429]
    assert client.get("/procedures/", {"q": "khai sinh"}).status_code == 200, "who typed may still search"


@pytest.mark.parametrize("path", ["/api/v1/procedures", "/api/v1/suggestions"])
def test_a_machine_that_asks_too_fast_reads_a_problem(path: str, client: Client, settings: Any) -> None:
    settings.SEARCHES_A_MINUTE = 1
    asked = [client.get(path, {"q": "khai"}) for _ in range(SUGGESTIONS_FOR_A_SEARCH + 1)]
    assert (asked[-1].status_code, asked[-1]["Retry-After"]) == (429, "60")
    assert asked[-1]["Content-Type"] == "application/problem+json" and asked[-1].json()["status"] == 429


def test_an_office_that_types_without_a_pause_is_never_refused_completions() -> None:
    pace, a_minute = Pace(), 600 * SUGGESTIONS_FOR_A_SEARCH  # as in production
    apart = 0.15 / 12  # seconds; twelve typists, whose fields ask as often as fields ever do
    assert all(pace.allows("office", a_minute=a_minute, at=no * apart) for no in range(20_000))


def test_look_ups_of_one_address_have_a_limit(client: Client) -> None:
    asked = [client.get("/lookup/", {"code": f"H35.01-260101-{number:04}"}).status_code for number in range(31)]
    assert asked == [200] * 30 + [429]


def test_files_of_one_account_have_a_pace(settings: Any) -> None:
    settings.UPLOADS_A_MINUTE = 2
    world = make_world()
    client = enter(world, CITIZEN)
    address = f"/filings/{world.draft.public_id}/papers/files/"
    sent = [client.post(address, {"file": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code for _ in range(3)]
    assert sent[2] == 429 and 429 not in sent[:2]
    assert enter(world, NOBODY).post(address, {"a": "b"}, content_type="application/json").status_code != 429
