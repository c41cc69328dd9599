"""Closed by default: each page says who may enter, and the list of those open to all is short and known."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.directory.access import access_of

OPEN_TO_ALL = {
    # machines
    "healthz",
    "readyz",
    "metrics",
    "api/v1/",
    "api/v1/<path:rest>",
    "api/v1/openapi.json",
    "api/v1/procedures",
    "api/v1/suggestions",
    # the way in
    "accounts/login/",
    "accounts/logout/",
    "accounts/inactive/",
    "accounts/2fa/authenticate/",
    "accounts/vneid/login/",
    "accounts/vneid/login/callback/",
    # what anybody may read: procedures, offices, help, the state of a dossier to who knows its code and more
    "",
    "help/",
    "accessibility/",
    "procedures/",
    "procedures/<code:code>/",
    "procedures/<code:code>/offices/",
    "procedures/<code:code>/choices/",  # POST: a count and nothing else
    "procedures/suggestions/",
    "events/",
    "events/<slug:code>/",
    "events/<slug:code>/<int:step>/",
    "commune/",  # POST: remembers the choice in the browser
    "offices/",
    "offices/<code:code>/",
    "offices/old-address/",
    "lookup/",
    "outages/",
    "filings/new/",
    # a form sent when the session had ended is kept; the page within lets in its owner alone
    "filings/<uuid:public_id>/form-<int:number>/",
    # the look
    "ui/",
    "ui/language/",
    "ui/targets/",
}


def pages(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address of the product and its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry.callback
        else:
            yield from pages(entry, address)


def test_every_page_says_who_may_enter() -> None:
    assert [address for address, view in pages() if getattr(view, "access", None) is None] == []


def test_the_pages_open_to_all_are_these() -> None:
    assert {address for address, view in pages() if access_of(view).everyone} == OPEN_TO_ALL


@pytest.mark.django_db
def test_a_stranger_is_led_to_the_door_from_every_closed_page() -> None:
    client = Client()
    for address, view in pages():
        if not access_of(view).everyone and "<" not in address:
            answer = client.get(f"/{address}")
            assert answer.status_code in {302, 403, 405}, address
            assert answer.status_code != 302 or "/accounts/login/" in answer.url, address  # type: ignore[attr-defined]
