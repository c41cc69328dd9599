"""Asking for pages one after another, and how long each took; refusals for too many questions are counted apart."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.client import Client
from bench.figures import spread
from bench.product import Product

TOO_MANY, NOT_THERE = 429, 404
WARM_UP = 5  # requests not counted


@dataclass
class Question:
    """A page, or several of a kind in turn, and who asks for it."""

    client: Client
    pages: Sequence[str]
    took: list[float] = field(default_factory=list)
    refused: int = 0

    def warm_up(self) -> None:
        for page in self.pages[:WARM_UP]:
            self.client.get(page)

    def ask(self, number: int) -> None:
        """Its number-th request; RuntimeError when it fails."""
        page = self.pages[number % len(self.pages)]
        start = time.perf_counter()
        answer = self.client.get(page)
        seconds = time.perf_counter() - start
        if answer.status == TOO_MANY:
            self.refused += 1
        elif answer.status >= 400 and answer.status != NOT_THERE:
            raise RuntimeError(f"{page}: {answer.status}")
        else:
            self.took.append(seconds)

    @property
    def figures(self) -> dict[str, Any]:
        asked = {"requests": len(self.took) + self.refused, "refused_as_too_many": self.refused}
        return asked | (spread(self.took) if self.took else {})


def ask_in_turn(questions: Sequence[Question], requests: int) -> list[dict[str, Any]]:
    """One request of each, then the next of each: what else the machine does meanwhile meets all alike."""
    for number in range(requests):
        first = number % len(questions)
        for question in [*questions[first:], *questions[:first]]:
            question.ask(number)
    return [question.figures for question in questions]


def ask_each(questions: Mapping[str, Question], requests: int) -> dict[str, dict[str, Any]]:
    """Each named page by itself."""
    for question in questions.values():
        question.warm_up()
    return {name: ask_in_turn([question], requests)[0] for name, question in questions.items()}


def bare(product: Product, query: str, requests: int, **values: object) -> dict[str, float]:
    """How long the database alone takes over the one query that a page cannot do without, prepared."""
    took = []
    with product.database() as server:
        for _ in range(requests + WARM_UP):
            start = time.perf_counter()
            server.execute(query, values, prepare=True).fetchall()
            took.append(time.perf_counter() - start)
    return spread(took[WARM_UP:])


def options(about: str, *, dossiers: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--dossiers", type=int, default=dossiers)
    parser.add_argument("--requests", type=int, default=200)
    return parser.parse_args()
