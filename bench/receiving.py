"""A receptionist at work: one sign-in, then one dossier with three papers after another, through HTTP."""

from __future__ import annotations

import html
import io
import random
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from bench.client import Client

PAPERS, PAPER_BYTES = 3, 10_000
SERVICE = re.compile(r"/counter/reception/\?service=(\d+)")
MORE = re.compile(r'href="(/counter/reception/\?after=[^"]+)"')
PAPER = re.compile(r'name="paper-(\d+)-state"')
COMMUNE = "03408"


@dataclass
class Counter:
    """A counter that is open: where to send, and the form's own names."""

    client: Client
    service: str
    papers: list[str]
    scan: bytes

    @classmethod
    def open(cls, address: str, username: str, password: str) -> Counter:
        client = Client(address)
        client.sign_in(username, password)
        service, papers = _a_service(client)
        return cls(client, service, papers, scan())

    def receive(self, number: int) -> float:
        """Take one dossier in; the seconds it took. RuntimeError when it was not received."""
        values, files = self.form(number)
        start = time.perf_counter()
        answer = self.client.post_files("/counter/dossiers/", values, files)
        seconds = time.perf_counter() - start
        self.client.cookies.pop("messages", None)  # "Received", which the page after it shows once
        if answer.status != 302:
            raise RuntimeError(f"not received: {answer.status} {re.findall('<a href=.#.*?</a>', answer.text)[:5]}")
        return seconds

    def form(self, number: int, key: str = "") -> tuple[list[tuple[str, object]], list[tuple[str, str, bytes, str]]]:
        """The form of the number-th invented applicant, as a browser sends it."""
        values: list[tuple[str, object]] = [
            ("service", self.service),
            ("key", key or uuid.uuid4()),
            ("who-number", f"0121909{number % 100_000:05d}"),
            ("who-full_name", f"Lò Thị Đo {number % 100_000}"),
            ("who-born_on", "17/05/1990"),
            ("who-sex", "female"),
            ("who-phone", "0912345678"),
            ("who-commune", COMMUNE),
            ("who-address", "Tổ 1"),
            ("request", "Đề nghị giải quyết theo quy định."),
            ("receive_by", "counter"),
            ("transfer_now", "on"),
        ]
        rest = [(f"paper-{paper}-state", "presented") for paper in self.papers[PAPERS:]]
        files = [(f"paper-{paper}", "trang.png", self.scan, "image/png") for paper in self.papers[:PAPERS]]
        return values + rest, files


def scan() -> bytes:
    """A picture of about 10 KB."""
    luck, side = random.Random(1), 58
    page = Image.new("RGB", (side, side))
    page.putdata([(luck.randrange(256), luck.randrange(256), luck.randrange(256)) for _ in range(side * side)])
    kept = io.BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()[:] if len(kept.getvalue()) >= PAPER_BYTES else kept.getvalue() + b""


def _a_service(client: Client) -> tuple[str, list[str]]:
    """The first service with three papers whose form asks only for the request and the way back."""
    for service in _services(client):
        page = client.get(f"/counter/reception/?service={service}").text
        papers = list(dict.fromkeys(PAPER.findall(page)))
        if len(papers) == PAPERS and 'name="request"' in page and 'name="receive_by"' in page:
            return service, papers
    raise LookupError("no service with three papers and the generic form")


def _services(client: Client) -> Iterator[str]:
    """Every service of the counter, page by page."""
    address = "/counter/reception/"
    while address:
        page = client.get(address).text
        yield from SERVICE.findall(page)
        more = MORE.search(page)
        address = html.unescape(more[1]) if more else ""
