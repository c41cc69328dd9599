"""Lives for tests: `life(workdays(7), "accepted 2/3 9:00", "supplemented 9/3 9:00")`, all in 2026."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.lib.life import Clock, Event, Kind, Life, clock
from motcua.lib.worktime import ZONE, Limit, Mode, Unit, calendar_from

HOLIDAYS = Path(__file__).parents[3] / "motcua/directory/data/holidays.json"
PROVINCE = calendar_from(json.loads(HOLIDAYS.read_text(encoding="utf-8")))


def at(text: str) -> datetime:
    """`4/3 9:00` of 2026, or `31/12/2025 9:00`."""
    day, hour = text.split()
    day = day if day.count("/") == 2 else f"{day}/2026"
    return datetime.strptime(f"{day} {hour}", "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


def event(text: str) -> Event:
    """`kind day hour`, then a mode, or `to day hour`: the end of an outage, the date of an extension."""
    kind, day, hour, *rest = text.split()
    further: dict[str, Any] = {}
    if rest and rest[0] == "to":
        further["until" if kind == "outage" else "new_due"] = at(" ".join(rest[1:]))
    elif rest:
        further["mode"] = Mode(rest[0])
    return Event(at(f"{day} {hour}"), Kind(kind), **further)


def life(limit: Limit, *events: str, **further: Any) -> Life:
    return Life(limit, tuple(event(each) for each in events), **further)


def told(limit: Limit, *events: str, as_of: str = "", **further: Any) -> Clock:
    """The clock of such a life under the national calendar."""
    return clock(life(limit, *events, **further), PROVINCE, as_of=at(as_of) if as_of else None)


def workdays(number: int) -> Limit:
    return Limit(number, Unit.WORKDAY)


def hours(number: int) -> Limit:
    return Limit(number, Unit.WORKHOUR)
