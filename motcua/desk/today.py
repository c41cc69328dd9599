"""What the day brings, on top of the work list: numbers that open their lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.desk.asked import address_of
from motcua.desk.doors import LEADERS
from motcua.directory.actors import Actor
from motcua.dossiers.worklist import Day, Filters, Lane

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


def lane_of_the_day(actor: Actor) -> Lane:
    """An officer's own steps, a head's whole house."""
    return Lane.ALL if actor.has_role(LEADERS) else Lane.NOW


def tiles_of_the_day(lane: Lane, numbers: Mapping[Day, str]) -> list[Tile]:
    """What was counted of the lane when asked, whatever ran or did not run at night; none where nothing was asked."""
    words = day_words()
    return [Tile(number, words[day], _url(lane, day), _tone(day, number)) for day, number in numbers.items()]


def _url(lane: Lane, day: Day) -> str:
    return f"?{address_of(Filters(lane=lane, due=day.value))}"


def _tone(day: Day, number: str) -> str:
    return TONES[day] if number != "0" else "done"
