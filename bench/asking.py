"""Asking for pages one after another, and how long each took; refusals for too many questions are counted apart."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bench.client import Client
from bench.figures import spread
from bench.product import Product

TOO_MANY = 429


def ask(client: Client, pages: Sequence[str], requests: int) -> dict[str, Any]:
    """Each page in turn until `requests` were made; RuntimeError when one fails."""
    took, refused = [], 0
    for page in pages[:5]:
        client.get(page)
    for number in range(requests):
        page = pages[number % len(pages)]
        start = time.perf_counter()
        answer = client.get(page)
        seconds = time.perf_counter() - start
        if answer.status == TOO_MANY:
            refused += 1
        elif answer.status >= 400 and answer.status != 404:
            raise RuntimeError(f"{page}: {answer.status}")
        else:
            took.append(seconds)
    return {"requests": requests, "refused_as_too_many": refused, **(spread(took) if took else {})}


def ask_each(client: Client, pages: Mapping[str, str], requests: int) -> dict[str, dict[str, Any]]:
    """The same for each named page by itself."""
    return {name: ask(client, [page], requests) for name, page in pages.items()}


def bare(product: Product, query: str, requests: int, **values: object) -> dict[str, float]:
    """How long the database alone takes over the one query that a page cannot do without, prepared."""
    took = []
    with product.database() as server:
        for _ in range(requests + 5):
            start = time.perf_counter()
            server.execute(query, values, prepare=True).fetchall()
            took.append(time.perf_counter() - start)
    return spread(took[5:])


def options(about: str, *, dossiers: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--dossiers", type=int, default=dossiers)
    parser.add_argument("--requests", type=int, default=200)
    return parser.parse_args()
