"""What every page says to the browser: keep nothing, run nothing of others, be framed by nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache

import motcua
from tests.security.world import CITIZEN, NOBODY, World, enter, make_world

pytestmark = pytest.mark.django_db
PAGES = [
    (NOBODY, "/"),
    (CITIZEN, "/dossiers/"),
    (CITIZEN, "/filings/"),
    ("reception_officer", "/counter/waiting/"),
    ("case_officer", "/desk/?lane=all"),
    ("head", "/board/"),
    ("administrator", "/console/"),
]


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_a_page_runs_nothing_of_others(who: str, address: str, world: World) -> None:
    answer = enter(world, who).get(address)
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "default-src 'self'" in policy and "unsafe" not in policy and "object-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy and "base-uri 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(("who", "address"), PAGES[1:])
def test_a_page_with_people_on_it_is_kept_by_no_browser(who: str, address: str, world: World) -> None:
    """On a shared computer "back" after signing out must not show it again."""
    assert "no-store" in enter(world, who).get(address).get("Cache-Control", "")


ELSEWHERE = (
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_way_back_leads_nowhere_else(address: str, world: World) -> None:
    client = enter(world, NOBODY)
    for path, name in (("/ui/language/", "language"), ("/ui/targets/", "size")):
        assert client.post(path, {"next": address, name: "en"})["Location"] == "/", path
    page = client.get("/accounts/login/", {"next": address}).content.decode()
    ways = re.findall(r'(?:href|action|name="next" value)="([^"]*)"', page)
    assert ways and all(way == "" or re.match(r"[#?]|/(?![/\\\\])", way) for way in ways), ways


def test_the_public_look_up_tells_progress_and_nothing_else(world: World) -> None:
    dossier = world.dossiers["case"]
    page = enter(world, NOBODY).get("/lookup/", {"code": dossier.code}).content.decode()
    assert dossier.code in page
    for private in (world.person.full_name, "Lò", dossier.procedure_code, str(dossier.public_id), "UBND"):
        assert private not in page, private


def test_no_other_site_may_read_an_answer(world: World) -> None:
    for who, address in PAGES:
        answer = enter(world, who).get(address, HTTP_ORIGIN="https://evil.example")
        assert not [name for name in answer.headers if name.startswith("Access-Control-")], address


def test_trace_is_not_answered(world: World) -> None:
    assert enter(world, NOBODY).generic("TRACE", "/", HTTP_X_SECRET="seen").status_code == 405


def test_a_visitor_cannot_name_his_own_address(world: World) -> None:
    """Without a proxy of ours, what the visitor says of proxies counts for nothing."""
    client = enter(world, NOBODY)
    asked = [
        client.get("/lookup/", {"code": f"H35.01-260101-{number:04}"}, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        for number in range(31)
    ]
    assert asked[30].status_code == 429


def test_a_refusal_leaves_a_line(world: World, caplog: pytest.LogCaptureFixture) -> None:
    assert enter(world, "case_officer").get("/console/").status_code == 403
    client = enter(world, NOBODY)
    client.handler.enforce_csrf_checks = True
    assert client.post("/accounts/login/", {"login": "a", "password": "b"}).status_code == 403
    lines = [record.getMessage() for record in caplog.records]
    assert any("/console/" in line for line in lines) and any("/accounts/login/" in line for line in lines)


def test_no_script_keeps_anything_in_the_browser() -> None:
    scripts = sorted(Path(motcua.__file__).parent.glob("*/static/**/*.js"))
    keepers = ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage", "innerHTML", "eval(")
    assert len(scripts) > 5
    assert [(one.name, word) for one in scripts for word in keepers if word in one.read_text()] == []
