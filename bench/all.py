"""The same measurements on a small and on a full table: what grows with the table shows in the last column.

bin/bench all --dossiers 10000,1000000 [--folders 10000=FOLDER,1000000=FOLDER] [--json] [--requests 100]

A folder that is named is kept and used again, one that is not is made anew and filled. The pages are asked for in
turn, one request on each size, so that what else the machine does meets all sizes alike; the processor time that a
request took the whole product is told too. Each stands beside the one query that it cannot do without, and the
intake, which has the machine to itself, beside pgbench in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import board, dossier_page, intake, lookup, worklist
from bench.asking import ask_in_turn
from bench.figures import tell
from bench.limit import database_alone
from bench.product import Product, running

DAYS = 365
PARTS = {"work list": worklist, "dossier": dossier_page, "public": lookup, "board": board}
COMPARED = ("p50", "p95", "processor")  # each in ms
Figures = dict[int, dict[str, Any]]  # by size


def main() -> None:
    wanted = _options()
    folders = {size: _folder(size, wanted) for size in wanted.dossiers}
    pages = _pages(folders, wanted.requests)
    taken_in = {} if wanted.pages_alone else {size: _intake(folder, wanted) for size, folder in folders.items()}
    sizes = {size: {**pages[size], **taken_in.get(size, {})} for size in folders}
    first, last = (pages[size]["pages"] for size in (wanted.dossiers[0], wanted.dossiers[-1]))
    grown = {f"{at}_of_the_last_by_the_first": _grown(first, last, at) for at in COMPARED}
    tell("all", {"sizes": sizes, **grown})


def _folder(size: int, wanted: argparse.Namespace) -> Path:
    return wanted.folders.get(size) or Path(tempfile.mkdtemp(prefix=f"motcua-bench-{size}-"))


def _pages(folders: Mapping[int, Path], requests: int) -> Figures:
    """Every page on every size, all of them running side by side."""
    with ExitStack() as stack:
        products = {size: _filled(stack.enter_context(running(folder)), size) for size, folder in folders.items()}
        before = {size: product.memory() for size, product in products.items()}
        parts = {name: _part(name, products, requests) for name in PARTS}
        memory = {size: {"before": before[size], "after": products[size].memory()} for size in products}
        return {
            size: {"pages": {name: parts[name][size] for name in parts}, "memory_mb": memory[size]} for size in memory
        }


def _filled(product: Product, size: int) -> Product:
    product.fill(size, days=DAYS)
    product.rest()
    return product


def _part(name: str, products: Mapping[int, Product], requests: int) -> Figures:
    """The pages of one part, each asked on all sizes in turn."""
    part = PARTS[name]
    questions = {size: part.questions(product) for size, product in products.items()}
    told: Figures = {size: {"the query alone": part.alone(product, requests)} for size, product in products.items()}
    for page in next(iter(questions.values())):
        for size in products:
            questions[size][page].warm_up()
        before = {size: product.spent() for size, product in products.items()}
        asked = ask_in_turn([questions[size][page] for size in products], requests)
        for size, figures in zip(products, asked, strict=True):
            spent = (products[size].spent() - before[size]) / requests
            told[size][page] = {**figures, "processor_ms": round(1000 * spent, 1)}
    return told


def _intake(folder: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    """With nothing else running: four receptionists, then pgbench, which writes the same rows."""
    with running(folder) as product:
        product.rest()
        username, password = product.officer("reception_officer")
        try:
            figures = intake.measure(product, username, password, wanted)
        except RuntimeError as refused:  # such as a unit whose codes of the day are used up: the pages still count
            return {"intake": {"refused": str(refused)}}
        figures |= {"waiting_jobs_after": intake.jobs(product), "memory_mb_after": product.memory()}
        alone = database_alone(product, clients=wanted.clients, seconds=max(5, wanted.seconds // 2))
        return {"intake": {**figures, "database_alone_per_s": alone}}


def _grown(first: dict[str, Any], last: dict[str, Any], at: str) -> dict[str, float]:
    """`part: page` → how many times as long."""
    both = ((f"{part}: {name}", told, last[part][name]) for part in first for name, told in first[part].items())
    found = {page: (before.get(f"{at}_ms"), after.get(f"{at}_ms")) for page, before, after in both}
    return {page: round(after / before, 2) for page, (before, after) in found.items() if before and after}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--dossiers", type=_sizes, default="10000,1000000")
    parser.add_argument("--folders", type=_folders, default="")
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--pages-alone", action="store_true", help="leave the intake out, which adds to the tables")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--clients", type=int, default=4)
    return parser.parse_args()


def _sizes(said: str) -> list[int]:
    return sorted(int(size) for size in said.split(","))


def _folders(said: str) -> dict[int, Path]:
    pairs = (pair.partition("=") for pair in said.split(",") if pair)
    return {int(size): Path(folder) for size, _is, folder in pairs}


if __name__ == "__main__":
    main()
