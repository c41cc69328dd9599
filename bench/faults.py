"""How long a leader waits for "who was late, and whose fault", on the running product with invented dossiers.

bin/bench faults [--json] [--dossiers 2000] [--requests 200]

Invented dossiers are seldom late: charges are added, to as many as of a million dossiers a tenth of them late.
"""

import datetime

import psycopg

from bench.asking import Question, ask_each, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running

CHARGES, LATE = "dossiers_charge", 200_000
_MORE = """
INSERT INTO {table} (dossier_id, leg, cause, body_id, officer_id, over, minutes, ended_at)
SELECT task.dossier_id, 'bench:' || task.id || ':' || no, 'step', task.body_id, task.officer_id, 60,
       30 + (task.id * 7 + no) %% 900, now() - ((task.id * 31 + no * 97) %% 525600) * interval '1 minute'
FROM {tasks} task CROSS JOIN generate_series(1, %(rounds)s) no ORDER BY no LIMIT %(many)s
"""


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.fill(wanted.dossiers)
        if not _are_there(product):
            product.manage("recount_charges")
        charges = _fill(product, LATE)
        client = Client(product.address)
        client.sign_in(*product.officer("inspector", ""))  # who sees the whole province waits longest
        year = f"from={datetime.date.today().year}-01-01&to={datetime.date.today():%Y-%m-%d}"
        asked = Question(client, ["/board/faults/", f"/board/faults/?{year}"])
        figures = ask_each({"faults": asked}, wanted.requests)["faults"]
        tell("faults", {"dossiers": wanted.dossiers, "charges": charges, **figures})


def _are_there(product: Product) -> bool:
    """A load in bulk brings its charges along."""
    with product.database() as server:
        return server.execute(f"SELECT 1 FROM {CHARGES} LIMIT 1").fetchone() is not None


def _fill(product: Product, many: int) -> int:
    """Write charges until there are so many; how many there are."""
    with psycopg.connect(product.database_url(), autocommit=True) as server:
        schema = server.execute("SELECT table_schema FROM information_schema.tables WHERE table_name = %s", [CHARGES])
        place = schema.fetchone()
        assert place is not None
        charges, tasks = f'"{place[0]}".{CHARGES}', f'"{place[0]}".dossiers_task'
        there, legs = (server.execute(f"SELECT count(*) FROM {each}").fetchone() for each in (charges, tasks))
        assert there and legs
        lacking = max(0, many - there[0])
        values = {"rounds": lacking // max(1, legs[0]) + 1, "many": lacking}
        server.execute(_MORE.format(table=charges, tasks=tasks), values)
        server.execute(f"ANALYZE {charges}")
        return max(many, int(there[0]))


if __name__ == "__main__":
    main()
