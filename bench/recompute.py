"""How long all open dossiers take to be counted again after a day off was added, and after a kill -9 on the way.

bin/bench recompute [--json] [--dossiers 20000; 0: as the folder stands]
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

from bench.asking import options
from bench.figures import tell
from bench.product import REPOSITORY, Product, plain_environment, running

LOAD_DAYS = 6  # so recent that most are still open
SAID = re.compile(r"(\d+) open dossiers looked at, (\d+) due dates moved, ([\d.]+) s")
BEFORE_THE_KILL = 1.5  # seconds of work, after the seconds that a command takes to begin
DAY_OFF = """
from datetime import date
from django.utils.timezone import now
from motcua.directory.actions import add_calendar_day
from motcua.directory.actors import SYSTEM
from motcua.directory.models import CalendarDay
add_calendar_day(
    CalendarDay(on=date.fromisoformat({on!r}), kind="local_off", name="Bão", basis="measuring"), by=SYSTEM, at=now()
)
"""


def main() -> None:
    wanted = options(__doc__ or "", dossiers=20_000)
    with running() as product:
        if not product.is_ours:
            sys.exit("measuring adds days off to the calendar: only in a copy of its own")
        if wanted.dossiers:  # 0: what the folder holds
            product.manage("make_load", "--dossiers", str(wanted.dossiers), "--days", str(LOAD_DAYS), "--seed", "7")
    # From here on without pages and worker: they would carry the run on, and spoil both the figure and the kill.
    whole = measured(product, days_ahead=1)
    product.manage("shell", "-c", DAY_OFF.format(on=_workday(4)))
    kill(product)
    rest = _read(product.manage("recompute_deadlines"))
    tell("recompute", {"dossiers": wanted.dossiers, **whole, "after_a_kill": rest, "chains": chains(product)})


def measured(product: Product, days_ahead: int) -> dict[str, Any]:
    """One whole run after one day off."""
    product.manage("shell", "-c", DAY_OFF.format(on=_workday(days_ahead)))
    run = _read(product.manage("recompute_deadlines"))
    a_second = round(run["looked_at"] / run["seconds"]) if run["seconds"] else 0
    return {**run, "a_second": a_second, "minutes_for_a_million": round(1e6 / a_second / 60, 1) if a_second else None}


def kill(product: Product) -> None:
    """Begin a run and end it as a power cut would."""
    environment = {**plain_environment(), "MOTCUA_DATA": str(product.data), "MOTCUA_MODE": "demo"}
    command = [sys.executable, str(REPOSITORY / "bin" / "manage"), "recompute_deadlines", "--batch", "200"]
    run = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    run.stderr.read(1)  # the first batch is done
    time.sleep(BEFORE_THE_KILL)
    run.send_signal(signal.SIGKILL)
    run.wait()


def chains(product: Product) -> str:
    """What the journal's own check says afterwards."""
    return product.manage("verify_journal").strip().splitlines()[-1]


def _read(said: str) -> dict[str, Any]:
    found = SAID.search(said)
    if found is None:
        raise RuntimeError(f"the command said nothing that can be read: {said}")
    return {"looked_at": int(found[1]), "moved": int(found[2]), "seconds": float(found[3])}


def _workday(ahead: int) -> str:
    """A coming day from Monday to Friday, so many days ahead at least."""
    on = date.today() + timedelta(days=ahead)
    while on.weekday() > 4:
        on += timedelta(days=1)
    return on.isoformat()


if __name__ == "__main__":
    main()
