"""How long anybody waits for the public look-up of a code, known or not.

bin/bench lookup [--json] [--dossiers 2000] [--requests 200]
"""

from __future__ import annotations

from typing import Any

from bench.asking import ask, bare, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running

UNKNOWN = "H35.00-260101-0001"
ALONE = "SELECT status FROM dossiers_dossier WHERE code = %(code)s"


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.fill(wanted.dossiers)
        tell("lookup", {"dossiers": wanted.dossiers, **measure(product, wanted.requests)})


def measure(product: Product, requests: int) -> dict[str, Any]:
    """Codes from all over the table, and one that nobody has."""
    known = codes(product)
    pages = [f"/lookup/?code={code}" for code in [*known, UNKNOWN]]
    asked = ask(Client(product.address), pages, requests)
    return {"look-up": asked, "the query alone": bare(product, ALONE, requests, code=known[0])}


def codes(product: Product) -> list[str]:
    """A hundred codes from all over the table."""
    with product.database() as server:
        rows = server.execute("SELECT code FROM dossiers_dossier ORDER BY md5(code) LIMIT 100")
        return [str(code) for (code,) in rows]


if __name__ == "__main__":
    main()
