"""How long those who steer wait: the board, its late list, what will be late, and whose fault it was.

bin/bench board [--json] [--dossiers 2000] [--requests 100]
"""

from __future__ import annotations

from bench.asking import Question, ask_each, bare, options
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
        asked = ask_each(questions(product), wanted.requests)
        limit = alone(product, wanted.requests)
        tell("board", {"dossiers": wanted.dossiers, **asked, "the query alone": limit})


def questions(product: Product) -> dict[str, Question]:
    """As an inspector asks, who sees the whole province."""
    client = Client(product.address)
    client.sign_in(*product.officer("inspector", ""))
    return {name: Question(client, [page]) for name, page in PAGES.items()}


def alone(product: Product, requests: int) -> dict[str, float]:
    """The rows of the late list without any product around them."""
    return bare(product, ALONE, requests)


if __name__ == "__main__":
    main()
