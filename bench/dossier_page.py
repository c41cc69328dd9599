"""How long an officer waits for a dossier's page: at his desk one in hand, on the board one in hand or long ended.

bin/bench dossier_page [--json] [--dossiers 2000] [--requests 200]
"""

from __future__ import annotations

import re

from bench.asking import Question, ask_each, bare, options
from bench.client import Client
from bench.figures import tell
from bench.product import Product, running

MANY = 50
OF_STATUS = "SELECT public_id FROM dossiers_dossier WHERE status = %s ORDER BY md5(code) LIMIT %s"
ALONE = """
SELECT * FROM dossiers_dossier dossier
JOIN journal_event event ON event.subject = 'dossier:' || dossier.id WHERE public_id = %(public_id)s
"""
OPEN, RETURNED = 4, 10
AT_HIS_DESK = re.compile(r'href="(/desk/dossiers/[0-9a-f-]{36}/)')


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.fill(wanted.dossiers)
        asked = ask_each(questions(product), wanted.requests)
        limit = alone(product, wanted.requests)
        tell("dossier_page", {"dossiers": wanted.dossiers, **asked, "the query alone": limit})


def questions(product: Product) -> dict[str, Question]:
    """As the officer asks who works on them, and as somebody who sees the whole province, from all over the table."""
    client, told = Client(product.address), {"in hand, to work on": _in_work(product)}
    client.sign_in(*product.officer("inspector", ""))
    for name, status in (("in hand", OPEN), ("ended", RETURNED)):
        told[name] = Question(client, [f"/board/dossiers/{each}/" for each in _ids(product, status)])
    return told


def _in_work(product: Product) -> Question:
    """What stands on the first page of a case officer's list: forms, answers, papers, colleagues."""
    client = Client(product.address)
    client.sign_in(*product.officer("case_officer", "tuphap.tanphong"))
    return Question(client, list(dict.fromkeys(AT_HIS_DESK.findall(client.get("/desk/?lane=all").text))))


def alone(product: Product, requests: int) -> dict[str, float]:
    """A dossier and its events without any product around them."""
    return bare(product, ALONE, requests, public_id=_ids(product, RETURNED)[0])


def _ids(product: Product, status: int) -> list[str]:
    with product.database() as server:
        return [str(each) for (each,) in server.execute(OF_STATUS, [status, MANY])]


if __name__ == "__main__":
    main()
