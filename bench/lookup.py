"""How long anybody waits for the public look-up of a code, known or not.

bin/bench lookup [--json] [--dossiers 2000] [--requests 200]
"""

import psycopg

from bench.asking import ask, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.manage("make_load", "--dossiers", str(wanted.dossiers), "--days", "60", "--seed", "7")
        pages = [f"/lookup/?code={code}" for code in [*codes(product), "H35.00-260101-0001"]]
        tell("lookup", {"dossiers": wanted.dossiers, **ask(Client(product.address), pages, wanted.requests)})


def codes(product: Product) -> list[str]:
    """A hundred codes from all over the table."""
    with psycopg.connect(product.database_url(), options="-c search_path=laichau,public") as connection:
        rows = connection.execute("SELECT code FROM dossiers_dossier ORDER BY md5(code) LIMIT 100")
        return [str(code) for (code,) in rows]


if __name__ == "__main__":
    main()
