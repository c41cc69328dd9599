"""The first view on a cheap phone with a slow line: its bytes, its largest paint, and whether anything moves.

bin/bench paint [--json] [--times 3] [--kilobits 400] [--latency 400] [--slower 4] [--dossiers 200]

Chromium with an empty cache for each page; line and processor are slowed by its own developer tools, which delay each
answer by the latency but not the opening of a connection: a first visit over TLS waits two latencies more.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

from bench.figures import tell
from bench.lookup import codes
from bench.product import Product, running

CHROMIUM = os.environ.get("MOTCUA_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
PROCEDURE, PLACE, CITIZEN = "1.000593", "tan phong", "Tao Thị Keo"
QUESTION = "đăng ký khai sinh"
MOST_KB, MOST_MS = 100, 2500
MINUTE = 60_000  # ms
WATCH = """() => new Promise(done => {
  const seen = {paint: 0, what: "", shift: 0};
  const watch = (type, note) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
  watch("largest-contentful-paint", each => {
    seen.paint = each.startTime;
    seen.what = each.element?.tagName ?? "";
  });
  watch("layout-shift", each => { seen.shift += each.hadRecentInput ? 0 : each.value; });
  setTimeout(() => done(seen), 1000);
})"""


@dataclass
class View:
    """One first view: what came over the line, when the largest thing stood (ms), how far things moved after."""

    requests: int = 0
    bytes: int = 0
    paint: float = 0.0
    shift: float = 0.0
    what: str = ""


def main() -> None:
    wanted = _options()
    with running() as product, sync_playwright() as playwright:
        product.fill(wanted.dossiers)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        cookies, pages = _pages(browser, product)
        views = {name: _views(browser, product.address + path, cookies, wanted) for name, path in pages.items()}
        browser.close()
    told = {name: _told(each) for name, each in views.items()}
    line = {"kilobits_a_second": wanted.kilobits, "latency_ms": wanted.latency, "processor_slower": wanted.slower}
    tell("paint", {**line, "asked": f"≤ {MOST_KB} KB, ≤ {MOST_MS} ms, no shift", "pages": told})


def _pages(browser: Browser, product: Product) -> tuple[list[Any], dict[str, str]]:
    """The cookies of a citizen who has begun to file, and the addresses that are looked at."""
    context = browser.new_context(base_url=product.address)
    context.set_default_timeout(MINUTE)
    step = _begun(context)
    pages = {
        "home": "/",
        "search": f"/procedures/?q={QUESTION}",
        "procedure": f"/procedures/{PROCEDURE}/",
        "sign-in": "/accounts/login/",
        "form step": step,
        "follow": f"/lookup/?code={codes(product)[0]}",
    }
    for path in pages.values():
        context.new_page().goto(path)  # what the server keeps in memory is read before it counts
    return context.cookies(), pages


def _begun(context: BrowserContext) -> str:
    """Sign in through the stand-in of the national e-ID and begin to file; the address of the first step."""
    page = context.new_page()
    page.goto(f"/procedures/{PROCEDURE}/offices/?q={PLACE}")
    page.click("main a[href^='/filings/new/']")
    page.click("main a[href^='/accounts/login/']")
    page.click("main form[action*='vneid'] button")
    page.click(f"button:has-text('{CITIZEN}')")
    page.wait_for_url("**/filings/new/**")
    page.click("main form button[type=submit]:not([name=stay])")
    page.wait_for_load_state()
    return page.evaluate("location.pathname")  # type: ignore[no-any-return]


def _views(browser: Browser, address: str, cookies: list[Any], wanted: argparse.Namespace) -> list[View]:
    """So many first views of one page; a visitor from outside carries no cookies."""
    known = cookies if "/filings/" in address else []
    return [_view(browser, address, known, wanted) for _ in range(wanted.times)]


def _view(browser: Browser, address: str, cookies: list[Any], wanted: argparse.Namespace) -> View:
    with _phone(browser, cookies) as context:
        context.set_default_timeout(MINUTE)
        page = context.new_page()
        line = context.new_cdp_session(page)
        view = _watched(line)
        _slow(line, wanted)
        answer = page.goto(address, wait_until="load")
        if answer is None or answer.status != 200:
            raise RuntimeError(f"{address}: {answer and answer.status}")
        seen = page.evaluate(WATCH)
        view.paint, view.what, view.shift = seen["paint"], seen["what"], seen["shift"]
        return view


@contextmanager
def _phone(browser: Browser, cookies: list[Any]) -> Iterator[BrowserContext]:
    """A new browser context, so that nothing is in its cache."""
    context = browser.new_context(**PHONE)
    context.add_cookies(cookies)
    yield context
    context.close()


def _watched(line: CDPSession) -> View:
    """Counts what comes over the line, headers included."""
    view = View()

    def count(said: Mapping[str, Any]) -> None:
        view.requests += 1
        view.bytes += int(said["encodedDataLength"])

    line.on("Network.loadingFinished", count)
    line.send("Network.enable")
    return view


def _slow(line: CDPSession, wanted: argparse.Namespace) -> None:
    speed = wanted.kilobits * 1000 / 8
    network = {"offline": False, "latency": wanted.latency, "downloadThroughput": speed, "uploadThroughput": speed}
    line.send("Network.emulateNetworkConditions", network)
    line.send("Emulation.setCPUThrottlingRate", {"rate": wanted.slower})


def _told(views: list[View]) -> dict[str, Any]:
    """Of several views the middle one by its paint; of the shifts the worst."""
    middle = sorted(views, key=lambda view: view.paint)[len(views) // 2]
    return {
        "kb": round(statistics.median(view.bytes for view in views) / 1024, 1),
        "requests": middle.requests,
        "largest_paint_ms": round(middle.paint),
        "slowest_of_all_ms": round(max(view.paint for view in views)),
        "largest_is": middle.what,
        "shift": round(max(view.shift for view in views), 4),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--times", type=int, default=3, help="first views of each page")
    parser.add_argument("--kilobits", type=int, default=400, help="a second, down and up")
    parser.add_argument("--latency", type=int, default=400, help="ms before each answer")
    parser.add_argument("--slower", type=int, default=4, help="times slower a processor")
    parser.add_argument("--dossiers", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    main()
