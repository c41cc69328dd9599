"""Five times as many people come at once for a minute: how slow does it get, and how soon is it over?

bin/bench spike [--json] [--dossiers 20000] [--share 0.6] [--times 5] [--calm 60] [--rush 60] [--warm-up 60]
"""

from __future__ import annotations

import argparse
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bench.figures import spread, tell
from bench.product import running
from bench.users import Crowd, Took

USERS = 24  # on a usual day
FULL_SPEED = 20  # seconds in which the capacity is measured
WINDOW = 10  # seconds of which one p95 is told
CLOSELY = 5  # seconds, while the end of the rush is awaited
LONGEST = 120  # seconds until calm is given up
CALM_AGAIN = 1.3  # times the p95 of before


def main() -> None:
    wanted = options(__doc__ or "")
    with running() as product:
        product.fill(wanted.dossiers)
        crowd = Crowd.of(product)
        told = settle(crowd, wanted)
        before = product.memory()
        calm = windows(crowd, wanted.calm)
        rushed = rush(crowd, wanted, p95_of(calm))
        crowd.leave()
        memory = {"at_the_start": before, "at_the_end": product.memory()}
    tell("spike", {**told, **answers(crowd.took), "calm_p95_ms": calm, **rushed, "memory_mb": memory})


def settle(crowd: Crowd, wanted: argparse.Namespace) -> dict[str, Any]:
    """Measure what the machine can do with nobody thinking; then let people think so long that a share remains.

    A little less than the share, since waiting for answers takes time too.
    """
    crowd.grow(USERS)
    time.sleep(wanted.warm_up)
    begun = len(crowd.took)
    time.sleep(FULL_SPEED)
    capacity = (len(crowd.took) - begun) / FULL_SPEED
    crowd.thinking = USERS / (capacity * wanted.share)
    time.sleep(FULL_SPEED / 2)
    crowd.took.clear()
    return {"users": USERS, "acts_a_second_at_full_speed": round(capacity, 1), "thinking_s": round(crowd.thinking, 2)}


def windows(crowd: Crowd, seconds: float, width: float = WINDOW) -> list[float]:
    """The p95 of each `width` seconds, in ms."""
    told, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        since = time.monotonic()
        time.sleep(width)
        told.append(p95_ms([took for took in crowd.took if took.at >= since]))
    return told


def rush(crowd: Crowd, wanted: argparse.Namespace, before: float) -> dict[str, Any]:
    """So many times more people for a while; then the seconds until p95 is about what it was before."""
    more = replace(crowd, leaving=threading.Event(), threads=[])
    more.grow(USERS * (wanted.times - 1))  # their signing in is not yet the rush
    during = windows(crowd, wanted.rush)
    more.leaving.set()
    ended = time.monotonic()
    after: list[float] = []
    while time.monotonic() - ended < LONGEST and not (after and after[-1] <= CALM_AGAIN * before):
        after += windows(crowd, CLOSELY, CLOSELY)
    over = round(time.monotonic() - ended) if after[-1] <= CALM_AGAIN * before else None
    more.leave()
    return {"before_p95_ms": before, "rush_p95_ms": during, "after_p95_ms": after, "calm_again_after_s": over}


def p95_ms(took: Sequence[Took]) -> float:
    return spread([each.seconds for each in took])["p95_ms"] if took else 0.0


def p95_of(told: Sequence[float]) -> float:
    """The middle one of some p95."""
    return sorted(told)[len(told) // 2]


def answers(took: Sequence[Took]) -> dict[str, Any]:
    """How many, how quick, how many of them faults of ours or none at all, how many refusals, and at which act."""
    quick = spread([each.seconds for each in took]) if took else {}
    bad = {"errors": sum(each.is_error for each in took), "refused": sum(each.is_refused for each in took)}
    wrong = Counter(f"{each.act} {each.status or 'no answer'}" for each in took if each.is_error or each.is_refused)
    return {"acts": len(took), **bad, "of_these": dict(wrong), **quick}


def options(about: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--dossiers", type=int, default=20_000)
    parser.add_argument("--share", type=float, default=0.6, help="of the capacity, measured first")
    parser.add_argument("--times", type=int, default=5, help="so many times as many people in the rush")
    parser.add_argument("--calm", type=float, default=60, help="seconds before the rush")
    parser.add_argument("--rush", type=float, default=60, help="seconds")
    parser.add_argument("--warm-up", type=float, default=60, help="seconds in which each process fills its memory")
    parser.add_argument("--minutes", type=float, default=30, help="of the soak")
    return parser.parse_args()


if __name__ == "__main__":
    main()
