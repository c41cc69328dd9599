"""Stretches during which the clock stands still (rulebook B.7.2-8 to 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from motcua.lib.worktime.errors import BadPause
from motcua.lib.worktime.moments import DAY, stamp


class Mode(StrEnum):
    """What happens when the wait ends: the remaining time runs on, or the full limit runs again."""

    RESUME = "resume"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Pause:
    """Waiting for someone outside: aware instants, `resumed_at` None while still waiting.

    `ground` says what is awaited, in words fit to be shown; `basis` is the act that allows the wait.
    BadPause when it ends before it begins.
    """

    stopped_at: datetime
    resumed_at: datetime | None
    mode: Mode
    ground: str
    basis: str = ""

    def __post_init__(self) -> None:
        if self.resumed_at is not None and self.resumed_at < self.stopped_at:
            raise BadPause(f"a pause from {self.stopped_at} cannot end before, at {self.resumed_at}")
        object.__setattr__(self, "mode", Mode(self.mode))


class Stop(NamedTuple):
    """A pause in whole minutes; an open one has no `resumed`."""

    stopped: int
    resumed: int | None
    restarts: bool
    ground: str
    basis: str

    def loses(self, day: int) -> bool:
        """Rule 10: the days after the stop, up to and including the day of resumption, are lost."""
        return self.stopped // DAY < day and (self.resumed is None or day <= self.resumed // DAY)

    def holds(self, moment: int) -> bool:
        """Whether the clock stands still at that minute."""
        return self.stopped <= moment and (self.resumed is None or moment < self.resumed)

    def ends_by(self, moment: int) -> bool:
        return self.resumed is not None and self.resumed <= moment


def stops_from(pauses: Iterable[Pause]) -> list[Stop]:
    """The pauses in the order in which they began."""
    return in_order(_stop(pause) for pause in pauses)


def in_order(stops: Iterable[Stop]) -> list[Stop]:
    """By the moment at which they began."""
    return sorted(stops, key=lambda stop: stop.stopped)


def _stop(pause: Pause) -> Stop:
    resumed = None if pause.resumed_at is None else stamp(pause.resumed_at)
    return Stop(stamp(pause.stopped_at), resumed, pause.mode is Mode.RESTART, pause.ground, pause.basis)
