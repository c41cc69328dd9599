"""A browser whose every request is answered by the product itself, without a server or a database."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from motcua.config.sheets import whole

NAMED = os.environ.get("MOTCUA_CHROMIUM")  # bin/test names the one it found
CHROMIUM = Path(NAMED or "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.fixture(scope="module")  # its event loop must end before the next module asks for the database
def chromium() -> Iterator[Browser]:
    if not NAMED and not CHROMIUM.exists():
        pytest.skip("no browser on this machine, and MOTCUA_CHROMIUM names none")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh window at http://localhost/; what it asks for comes from the test client."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield answered(context)
    context.close()


@pytest.fixture
def old_phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A small window without script."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield answered(context)
    context.close()


def answered(context: BrowserContext) -> BrowserContext:
    client = Client()
    context.route("**/*", lambda route: answer(route, client))
    return context


def answer(route: Route, client: Client) -> None:
    address = urlsplit(route.request.url)
    if address.path.startswith("/static/"):
        found = Path(finders.find(address.path.removeprefix("/static/")))
        body = whole(found.read_text(), source) if found.suffix == ".css" else found.read_bytes()
        return route.fulfill(body=body, content_type=KINDS.get(found.suffix, "text/plain"))
    page = client.get(f"{address.path}?{address.query}")
    headers = {name: value for name, value in page.headers.items() if name.lower() != "content-length"}
    return route.fulfill(status=page.status_code, headers=headers, body=page.content)


def source(name: str) -> str:
    return Path(finders.find(name)).read_text()
