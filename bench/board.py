"""How long those who steer wait: the board, its late list, what will be late, and whose fault it was.

bin/bench board [--json] [--dossiers 2000] [--requests 100]
"""

from __future__ import annotations

from typing import Any

from bench.asking import ask_each, bare, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running

PAGES = {
    "board": "/board/",
    "numbers alone": "/board/numbers/",
    "late list": "/board/dossiers/?measure=late",
    "late list for paper": "/board/late/",
    "received": "/board/dossiers/?measure=received",
    "late soon": "/board/forecast/",
    "whose fault": "/board/faults/",
}
ALONE = "SELECT * FROM dossiers_dossier WHERE status IN (2, 4) AND due_at < now() ORDER BY due_at, id LIMIT 31"


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.fill(wanted.dossiers)
        tell("board", {"dossiers": wanted.dossiers, **measure(product, wanted.requests)})


def measure(product: Product, requests: int) -> dict[str, Any]:
    """As an inspector asks, who sees the whole province."""
    client = Client(product.address)
    client.sign_in(*product.officer("inspector", ""))
    return {**ask_each(client, PAGES, requests), "the query alone": bare(product, ALONE, requests)}


if __name__ == "__main__":
    main()
