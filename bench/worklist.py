"""How long an officer waits for a work list, on the running product filled with invented dossiers.

bin/bench worklist [--json] [--dossiers 2000] [--requests 200]
"""

from __future__ import annotations

from urllib.parse import urlencode

from bench.asking import Question, ask_each, bare, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running

FILTERS = {
    "mine to do": {"lane": "now"},
    "with others": {"lane": "waiting"},
    "late": {"lane": "late"},
    "soon late": {"lane": "soon"},
    "all": {"lane": "all"},
    "one procedure": {"lane": "all", "procedure": ""},
    "being processed": {"lane": "all", "step": "process"},
    "untaken": {"lane": "all", "officer": "nobody"},
    "due today": {"lane": "all", "due": "today"},
    "a name": {"lane": "all", "words": "Lò Thị"},
}
HEAD = "head"  # sees most, so waits longest
ALONE = """
SELECT dossier.* FROM dossiers_dossier dossier WHERE status IN (2, 4) AND holder_body_id = (
    SELECT holder_body_id FROM dossiers_dossier WHERE status = 4 ORDER BY id DESC LIMIT 1
) ORDER BY due_at, id LIMIT 31
"""


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.fill(wanted.dossiers)
        asked = ask_each(questions(product), wanted.requests)
        limit = alone(product, wanted.requests)
        tell("worklist", {"dossiers": wanted.dossiers, **asked, "the query alone": limit})


def questions(product: Product) -> dict[str, Question]:
    """Each filter as a case officer of a commune asks it, then the lanes of the head of the province."""
    client, head = Client(product.address), Client(product.address)
    client.sign_in(*product.officer("case_officer", "tuphap.tanphong"))
    head.sign_in(*product.officer(HEAD, ""))
    pages = {name: f"/desk/?{urlencode(said | _procedure(product, said))}" for name, said in FILTERS.items()}
    lanes = {f"head of the province, {name}": pages[name] for name in ("mine to do", "late", "all")}
    asked = {name: Question(client, [page]) for name, page in pages.items()}
    return asked | {name: Question(head, [page]) for name, page in lanes.items()}


def alone(product: Product, requests: int) -> dict[str, float]:
    """The rows of a list without any product around them."""
    return bare(product, ALONE, requests)


def _procedure(product: Product, said: dict[str, str]) -> dict[str, str]:
    """The procedure of which most is open, where one is asked for."""
    if "procedure" not in said:
        return {}
    with product.database() as server:
        most = "SELECT mode() WITHIN GROUP (ORDER BY procedure_code) FROM dossiers_dossier WHERE status IN (2, 4)"
        found = server.execute(most).fetchone()
    return {"procedure": str(found[0]) if found else ""}


if __name__ == "__main__":
    main()
