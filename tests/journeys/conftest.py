"""The whole product running with its demo province, and people at their screens."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from bench.product import Product, running
from tests.house.copies import copied

CHROMIUM = os.environ.get("MOTCUA_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
Screen = Callable[..., Any]


@pytest.fixture(scope="module")
def product(province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(copied(province, tmp_path_factory.mktemp("product"))) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture
def screen(browser: Browser, product: Product) -> Screen:
    """Opens a screen: a phone or a desk, with script or without; every fault on its pages fails the journey."""

    @contextmanager
    def opened(*, phone: bool = False, script: bool = True) -> Iterator["Person"]:
        # Nothing is judged in the middle of a movement.
        settings = {"viewport": PHONE if phone else DESK, "java_script_enabled": script, "reduced_motion": "reduce"}
        context = browser.new_context(**settings, base_url=product.address)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        person = Person(context.new_page(), script=script)
        yield person
        context.close()
        assert not person.faults

    return opened


class Person:
    """Somebody at a screen: goes, clicks, fills in; each page is looked at for what bars a disabled reader."""

    def __init__(self, page: Page, *, script: bool = True) -> None:
        self.page, self.script = page, script
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("response", self._note)

    def _note(self, response: Any) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def press(self, words: str, *, nth: int = 0) -> None:
        """Press the button or link with these words, and look at what comes."""
        found = self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words))
        found.nth(nth).click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(words)

    def look(self) -> None:
        """No barrier on the page (axe, which needs script itself; the pages are the same without)."""
        if not self.script:
            return
        found = Axe().run(self.page).response["violations"]
        self.faults += [f"{self.page.url} {each['id']}: {each['nodes'][0]['target']}" for each in found]

    def says(self, words: str) -> bool:
        return words in self.page.inner_text("body")

    def enter(self, username: str, password: str) -> None:
        """Sign in as an officer."""
        self.page.goto("/accounts/login/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_load_state()
        assert "/accounts/login" not in self.page.url
