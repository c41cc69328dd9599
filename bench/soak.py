"""Half an hour of mixed work at a share of the capacity, then a rush: is it as quick and as small at the end?

bin/bench soak [--json] [--minutes 30] [--share 0.6] [--dossiers 20000] [--times 5] [--rush 60] [--warm-up 60]
"""

from __future__ import annotations

from bench.figures import tell
from bench.product import running
from bench.spike import answers, options, p95_of, rush, settle, windows
from bench.users import Crowd


def main() -> None:
    wanted = options(__doc__ or "")
    with running() as product:
        product.fill(wanted.dossiers)
        crowd = Crowd.of(product)
        told = settle(crowd, wanted)
        before = product.memory()
        steady = windows(crowd, 60 * wanted.minutes)
        done, memory = answers(crowd.took), {"at_the_start": before, "at_the_end": product.memory()}
        rushed = rush(crowd, wanted, p95_of(steady))
        crowd.leave()
    rushed |= {"with_the_rush": answers(crowd.took)}
    rate = round(done["acts"] / (60 * wanted.minutes), 1)
    tell("soak", {**told, "acts_a_second": rate, **done, "p95_of_each_10_s": steady, "memory_mb": memory, **rushed})


if __name__ == "__main__":
    main()
