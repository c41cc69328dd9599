"""The pages that a role can reach, what is wrong with an answer, and how much was tried in a run."""

from __future__ import annotations

import faulthandler
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.security.hostile import SCRIPT, own, read

MOST_PAGES, MOST_TOLD = 240, 60
LONGEST = 3600  # seconds of one role; a hanging request is told with the place where it hangs
TRIED: set[object] = set()  # what a role before has tried with everything
TALLY: Counter[tuple[str, str]] = Counter()  # (role, "pages", "forms" or "hostile requests")


def let_it_last() -> None:
    """Thousands of requests are one test: it may last longer than others before it counts as hanging."""
    faulthandler.cancel_dump_traceback_later()
    faulthandler.dump_traceback_later(LONGEST, exit=True)


def is_first(what: object) -> bool:
    is_new = what not in TRIED
    TRIED.add(what)
    return is_new


@contextmanager
def undone(client: Client, who: str) -> Iterator[None]:
    """One hostile request of this role: it leaves no trace, neither in the database nor in the browser."""
    TALLY[who, "hostile requests"] += 1
    cookies = client.cookies.output()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))


def kind_of(address: str) -> str:
    """The page's own name: one dossier of a kind is enough."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return f"{found.view_name}?{'&'.join(sorted(part.split('=')[0] for part in urlsplit(address).query.split('&')))}"


def pages(client: Client, seeds: list[str]) -> Iterator[tuple[str, HttpResponse]]:
    """The pages that can be reached by links, each kind once beside the seeds."""
    waiting, seen = deque(seeds), set(seeds)
    kinds = {kind_of(seed) for seed in seeds}
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        address = waiting.popleft()
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer)
        yield address, answer
        if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
            continue
        for link in map(own, read(address, answer.content.decode()).links):
            if link and link not in seen and kind_of(link) and kind_of(link) not in kinds:
                seen.add(link)
                kinds.add(kind_of(link))
                waiting.append(link)


def fault_of(answer: HttpResponse) -> str:
    """What is wrong with an answer to hostile input, in a word; empty when it stands."""
    content = b"".join(answer) if answer.streaming else answer.content  # a file is read to its end, and so closed
    if answer.status_code >= 500 and answer.status_code != 503:  # 503: the identity server is not there in tests
        return str(answer.status_code)
    if "Set-Cookie: x" in str(answer.headers) or answer.get("Location", "").startswith(("//", "http://evil")):
        return "header"
    is_page = answer.get("Content-Type", "").startswith("text/html")
    return "script" if is_page and SCRIPT.encode() in content else ""


def tell(wrong: list[str]) -> None:
    if wrong:
        pytest.fail("\n".join(sorted(set(wrong))[:MOST_TOLD]), pytrace=False)
