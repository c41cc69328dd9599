"""Whatever page links lead to answers without a fault and bars no disabled reader (WCAG 2.2 AA, as axe sees it)."""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.conftest import Person, Screen

pytestmark = pytest.mark.journey
PASSWORD = "Motcua-Demo-2026"
MOST = 60  # kinds of pages for one reader
READERS = {  # who, where they begin, and how many kinds of pages they reach at least
    "visitor": ("", "/", 10),
    "receptionist": ("tiepnhan.tanphong", "/counter/", 8),
    "case officer": ("tuphap.tanphong", "/desk/", 8),
    "head of the province": ("chutich", "/board/", 8),
    "administrator": ("quantri", "/console/", 20),
}


@pytest.mark.parametrize("reader", READERS)
def test_every_kind_of_page_that_links_lead_to_is_open_to_all(reader: str, screen: Screen) -> None:
    username, first, least = READERS[reader]
    with screen() as person:
        if username:
            person.enter(username, PASSWORD)
        seen = walk(person, first)
    assert len(seen) >= least, seen


def walk(person: Person, first: str) -> set[str]:
    """Open one page of each kind, the nearest first; the names of the kinds."""
    seen: set[str] = set()
    ahead = deque([first])
    while ahead and len(seen) < MOST:
        address = ahead.popleft()
        kind = kind_of(address)
        if kind and kind not in seen and is_page(person, address):
            seen.add(kind)
            person.go(address)
            ahead.extend(links(person))
    return seen


def kind_of(address: str) -> str:
    """The name of the view; nothing for what is no page of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def is_page(person: Person, address: str) -> bool:
    """Files and printed forms are looked at by other tests."""
    answer = person.page.request.get(address)
    return answer.ok and answer.headers["content-type"].startswith("text/html")


def links(person: Person) -> list[str]:
    found = person.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    here = urlsplit(person.page.url).netloc
    return [f"{to.path}?{to.query}" for to in map(urlsplit, found) if to.netloc == here]
