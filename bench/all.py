"""The same measurements on a small and on a full table: what grows with the table shows in the last column.

bin/bench all --dossiers 10000,1000000 [--folders 10000=FOLDER,1000000=FOLDER] [--json] [--requests 100]

A folder that is named is kept and used again, one that is not is made anew and filled. Each page stands beside the
one query that it cannot do without, and the intake beside pgbench, in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from bench import board, dossier_page, intake, lookup, worklist
from bench.figures import tell
from bench.limit import database_alone
from bench.product import Product, running

DAYS = 365
PARTS = {
    "work list": worklist.measure,
    "dossier": dossier_page.measure,
    "public": lookup.measure,
    "board": board.measure,
}


def main() -> None:
    wanted = _options()
    sizes = {size: _one_size(size, wanted) for size in wanted.dossiers}
    first, last = (_flat(sizes[size]["pages"]) for size in (wanted.dossiers[0], wanted.dossiers[-1]))
    grown = {name: round(last[name] / first[name], 2) for name in first if first[name] and name in last}
    tell("all", {"sizes": sizes, "p95_of_the_last_by_the_first": grown})


def _one_size(size: int, wanted: argparse.Namespace) -> dict[str, Any]:
    """Pages first, in the state that the load left; then the intake, which adds to it."""
    folder = wanted.folders.get(size) or Path(tempfile.mkdtemp(prefix=f"motcua-bench-{size}-"))
    with running(folder) as product:
        product.fill(size, days=DAYS)
        product.rest()
        before = product.memory()
        pages = {name: measure(product, wanted.requests) for name, measure in PARTS.items()}
        taken_in = _intake(product, wanted)
        return {"pages": pages, "intake": taken_in, "memory_mb": {"before": before, "after": product.memory()}}


def _intake(product: Product, wanted: argparse.Namespace) -> dict[str, Any]:
    username, password = product.officer("reception_officer")
    figures = intake.measure(product, username, password, wanted)
    waiting = intake.jobs(product)
    alone = database_alone(product, clients=wanted.clients, seconds=max(5, wanted.seconds // 2))
    return {**figures, "waiting_jobs_after": waiting, "database_alone_per_s": alone}


def _flat(pages: dict[str, dict[str, Any]]) -> dict[str, float]:
    """`part: page` → p95."""
    told = ((part, name, spread) for part, each in pages.items() for name, spread in each.items())
    return {f"{part}: {name}": spread["p95_ms"] for part, name, spread in told if "p95_ms" in spread}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--dossiers", type=_sizes, default="10000,1000000")
    parser.add_argument("--folders", type=_folders, default="")
    parser.add_argument("--requests", type=int, default=100)
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
