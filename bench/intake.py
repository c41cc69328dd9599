"""How many dossiers a second the counter takes in through HTTP, beside what the database alone would take.

bin/bench intake [--json] [--seconds 20] [--clients 4]
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from typing import Any

from bench.figures import spread, tell
from bench.limit import database_alone
from bench.product import Product, running
from bench.receiving import Counter

WARM_UP = 3  # seconds not counted


def main() -> None:
    options = _options()
    with running() as product:
        username, password = product.officer("reception_officer")
        figures = measure(product, username, password, options)
        figures |= {"waiting_jobs_after": jobs(product)}
        if product.is_ours:  # pgbench writes rows that no journal would stand for
            limit = database_alone(product, clients=options.clients, seconds=max(5, options.seconds // 2))
            share = round(figures["dossiers_per_s"] / limit, 3)
            figures |= {"database_alone_per_s": limit, "share_of_database": share}
    tell("intake", figures)


def measure(product: Product, username: str, password: str, options: argparse.Namespace) -> dict[str, Any]:
    """Four receptionists, each on a connection of her own."""
    results: multiprocessing.Queue[list[float] | str] = multiprocessing.Queue()
    until = time.time() + 6 + WARM_UP + options.seconds
    arguments = [
        (product.address, username, password, desk, until - options.seconds, until) for desk in range(options.clients)
    ]
    desks = [multiprocessing.Process(target=work, args=(*each, results)) for each in arguments]
    for desk in desks:
        desk.start()
    took = [second for _ in desks for second in _seconds(results.get())]
    for desk in desks:
        desk.join()
    rate = {"clients": options.clients, "seconds": options.seconds, "dossiers": len(took)}
    return {**rate, "dossiers_per_s": round(len(took) / options.seconds, 1), **spread(took)}


def work(address: str, username: str, password: str, desk: int, since: float, until: float, results: Any) -> None:
    """One receptionist until the time is up; only what ends inside the counted time is counted."""
    try:
        results.put(_work(Counter.open(address, username, password), desk * 25_000, since, until))
    except Exception as fault:  # told to whoever waits for the figures
        results.put(repr(fault))


def _work(counter: Counter, number: int, since: float, until: float) -> list[float]:
    took = []
    while time.time() < until:
        number += 1
        seconds = counter.receive(number)
        if since <= time.time() <= until:
            took.append(seconds)
    return took


def _seconds(told: list[float] | str) -> list[float]:
    if isinstance(told, str):
        raise RuntimeError(told)
    return told


def jobs(product: Product) -> int:
    """Reactions not yet carried when the last dossier was in; those of pgbench are put off for a year."""
    import psycopg

    with psycopg.connect(product.database_url()) as connection:
        found = connection.execute(
            "SELECT count(*) FROM public.procrastinate_jobs "
            "WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()"
        ).fetchone()
    return int(found[0]) if found else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--clients", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    main()
