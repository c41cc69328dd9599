"""What the day brings, on top of the work list: numbers that open their lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.desk.asked import address_of
from motcua.desk.doors import LEADERS
from motcua.directory.actors import Actor
from motcua.dossiers.worklist import Day, Filters, Lane, of_the_day

TONES = {Day.RESULT: "due-soon", Day.STEP: "waiting", Day.NEWLY_LATE: "late"}


@dataclass(frozen=True)
class Tile:
    number: str
    label: str
    url: str
    tone: str


def day_words() -> dict[str, str]:
    return {
        Day.RESULT: _("Results due today"),
        Day.STEP: _("Steps due today"),
        Day.NEWLY_LATE: _("Late since yesterday"),
    }


def tiles_of_the_day(actor: Actor, now: datetime) -> list[Tile]:
    """Of an officer's own steps, of a head's whole house; one query each, whatever ran or did not run at night."""
    lane = Lane.ALL if actor.has_role(LEADERS) else Lane.NOW
    numbers, words = of_the_day(actor, lane, now), day_words()
    return [Tile(numbers[day], words[day], _url(lane, day), _tone(day, numbers[day])) for day in Day]


def _url(lane: Lane, day: Day) -> str:
    return f"?{address_of(Filters(lane=lane, due=day.value))}"


def _tone(day: Day, number: str) -> str:
    return TONES[day] if number != "0" else "done"
