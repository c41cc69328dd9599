"""How long an officer waits for a work list, on the running product filled with invented dossiers.

bin/bench worklist [--json] [--dossiers 2000] [--requests 200]
"""

from bench.asking import ask, options
from bench.client import Client
from bench.figures import tell
from bench.product import running

PAGES = ["/desk/", "/desk/?lane=all", "/desk/?lane=late", "/desk/?lane=waiting"]


def main() -> None:
    wanted = options(__doc__ or "", dossiers=2000)
    with running() as product:
        product.manage("make_load", "--dossiers", str(wanted.dossiers), "--days", "60", "--seed", "7")
        client = Client(product.address)
        client.sign_in(*product.officer("case_officer"))
        tell("worklist", {"dossiers": wanted.dossiers, **ask(client, PAGES, wanted.requests)})


if __name__ == "__main__":
    main()
