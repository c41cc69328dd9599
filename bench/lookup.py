"""How long anybody waits for the public look-up of a code, known or not.

bin/bench lookup [--json] [--dossiers 2000] [--requests 200]
"""

from __future__ import annotations

from bench.asking import Question, ask_each, bare, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running

UNKNOWN = "H35.00-260101-0001"
ALONE = "SELECT status FROM dossiers_dossier WHERE code = %(code)s"


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.fill(wanted.dossiers)
        asked = ask_each(questions(product), wanted.requests)
        limit = alone(product, wanted.requests)
        tell("lookup", {"dossiers": wanted.dossiers, **asked, "the query alone": limit})


def questions(product: Product) -> dict[str, Question]:
    """Codes from all over the table, and one that nobody has."""
    pages = [f"/lookup/?code={code}" for code in [*codes(product), UNKNOWN]]
    return {"look-up": Question(Client(product.address), pages)}


def alone(product: Product, requests: int) -> dict[str, float]:
    """The row of a code without any product around it."""
    return bare(product, ALONE, requests, code=codes(product)[0])


def codes(product: Product) -> list[str]:
    """A hundred codes from all over the table."""
    with product.database() as server:
        rows = server.execute("SELECT code FROM dossiers_dossier ORDER BY md5(code) LIMIT 100")
        return [str(code) for (code,) in rows]


if __name__ == "__main__":
    main()
