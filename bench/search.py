"""How often the right procedure is among the first five, and how fast: ours over HTTP beside BM25 on names.

bin/bench search [--json] [--questions FILE] [--clients 4]

FILE holds one question a line (JSON, plain or gzip): "question", "kind", "id" and "codes"; no codes means that no
procedure fits. Questions whose codes this copy does not hold are left out. Our own invented questions, which state
patterns of names instead of codes, always go along.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from rank_bm25 import BM25Okapi

from bench.client import Client
from bench.figures import spread, tell
from bench.product import REPOSITORY, running
from motcua.lib.text import fold

FIRST = 5
WARMING = 40  # searches
OWN = Path(__file__).with_name("search-questions.jsonl")
QUESTIONS = REPOSITORY.parent / "shared" / "data" / "search-queries.jsonl.gz"
WORDS = re.compile(r"\w+")


@dataclass
class Question:
    """`wanted` are the codes that answer it; none if no procedure does."""

    id: str
    kind: str
    text: str
    wanted: frozenset[str]

    @property
    def half(self) -> str:
        return "AB"[hashlib.sha256(self.id.encode()).digest()[0] % 2]


@dataclass
class Tally:
    """How a kind fared: questions, those answered within the first five, and the sum of 1 / place."""

    asked: int = 0
    hits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    places: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, who: str, question: Question, codes: Sequence[str]) -> None:
        place = next((no for no, code in enumerate(codes[:FIRST], 1) if code in question.wanted), 0)
        self.hits[who] += bool(place) if question.wanted else not codes
        self.places[who] += 1 / place if place else 0.0

    def told(self) -> dict[str, Any]:
        shares = {f"{who}_hits_at_5": round(count / self.asked, 3) for who, count in self.hits.items()}
        return {"questions": self.asked, **shares, "mrr": round(self.places["ours"] / self.asked, 3)}


def main() -> None:
    wanted = _options()
    with running() as product:
        names = dict(_names(Client(product.address)))
        questions = [*_questions(wanted.questions, names), *_questions(OWN, names)]
        answers, first, again = _ask(product.address, questions, wanted.clients)
    figures = _figures(questions, answers, _by_bm25(questions, names))
    told = {"procedures": len(names), "clients": wanted.clients, **spread(first), "asked again": spread(again)}
    tell("search", {**told, **figures})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--clients", type=int, default=4)
    return parser.parse_args()


def _names(client: Client) -> Iterator[tuple[str, str]]:
    """(code, name) of every procedure the copy holds, as the API tells them."""
    after: str | None = ""
    while after is not None:
        page = _get(client, limit=100, **({"after": after} if after else {}))
        yield from ((item["code"], item["name"]) for item in page["items"])
        after = page["next"]


def _get(client: Client, **query: Any) -> Any:
    answer = client.get(f"/api/v1/procedures?{urlencode(query)}")
    if answer.status != 200:
        raise RuntimeError(f"the search answered {answer.status}")
    return json.loads(answer.body)


def _questions(path: Path, names: Mapping[str, str]) -> Iterator[Question]:
    """The questions that this copy can answer, and those that nothing answers."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
    folded = {code: fold(name) for code, name in names.items()}
    for row in map(json.loads, text.splitlines()):
        said = row.get("names", row.get("codes")) or []
        known = frozenset(_known(row, folded))
        if known or (not said and not row.get("expected_title")):
            kind = row["kind"] if said else f"{row['kind']}_out_of_scope"
            yield Question(str(row["id"]), kind, row["question"], known)


def _known(row: Mapping[str, Any], folded: Mapping[str, str]) -> Iterator[str]:
    yield from (code for code in row.get("codes") or [] if code in folded)
    for pattern in row.get("names") or []:
        yield from (code for code, name in folded.items() if re.search(pattern, name))


def _ask(
    address: str, questions: Sequence[Question], clients: int
) -> tuple[list[list[str]], list[float], list[float]]:
    """Every question twice, by so many clients at once, each with its own connection.

    The answers in order; the seconds of each question when it was new to the product, then when it was not.
    """
    lanes = [list(range(lane, len(questions), clients)) for lane in range(clients)]
    answers: dict[int, list[str]] = {}

    def walk(lane: Sequence[int]) -> list[float]:
        client, seconds = Client(address), []
        for no in lane:
            began = time.perf_counter()
            page = _get(client, q=questions[no].text, limit=FIRST)
            seconds.append(time.perf_counter() - began)
            answers[no] = [item["code"] for item in page["items"]]
        return seconds

    with ThreadPoolExecutor(clients) as pool:
        list(
            pool.map(lambda _no: _get(Client(address), q="giấy phép"), range(WARMING))
        )  # until each process is ready
        first, again = ([one for lane in pool.map(walk, lanes) for one in lane] for _time in range(2))
    return [answers[no] for no in range(len(questions))], first, again


def _by_bm25(questions: Sequence[Question], names: Mapping[str, str]) -> list[list[str]]:
    """The same questions by plain BM25 on names."""
    codes = list(names)
    known = BM25Okapi([WORDS.findall(names[code].casefold()) for code in codes])
    found = []
    for question in questions:
        scores = known.get_scores(WORDS.findall(question.text.casefold()))
        best = sorted(range(len(codes)), key=lambda no: -scores[no])[:FIRST]
        found.append([codes[no] for no in best])
    return found


def _figures(
    questions: Sequence[Question], ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]
) -> dict[str, Any]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for question, found, bm25 in zip(questions, ours, theirs, strict=True):
        for name in (question.kind, f"{question.kind}, half {question.half}"):
            tallies[name].asked += 1
            tallies[name].add("ours", question, found)
            tallies[name].add("bm25", question, bm25)
    return {name: tallies[name].told() for name in sorted(tallies)}


if __name__ == "__main__":
    main()
