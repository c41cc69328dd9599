"""The stretches of a life during which its clock stands still (rulebook B.7.2-8)."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.lib.life.events import ANSWERS, USUAL_MODE, Event, Kind
from motcua.lib.life.life import Life
from motcua.lib.worktime import Awaited, Mode, Pause

_AWAITED = {
    Kind.SUPPLEMENT_ASKED: Awaited.SUPPLEMENT,
    Kind.PAYMENT_ASKED: Awaited.PAYMENT,
    Kind.CONSENT_ASKED: Awaited.CONSENT,
    Kind.OUTSIDE_BEGUN: Awaited.OUTSIDE,
    Kind.OUTAGE: Awaited.OUTAGE,
}


@dataclass(frozen=True, slots=True)
class Wait:
    """What was asked, and when the answer came; `answered_at` is None while it has not."""

    asked: Event
    answered_at: datetime | None

    @property
    def pause(self) -> Pause:
        """The wait as working time counts it; an outage lets the rest run on."""
        mode = self.asked.mode or USUAL_MODE.get(self.asked.kind, Mode.RESUME)
        ground = self.asked.ground or _AWAITED[self.asked.kind]
        return Pause(self.asked.at, self.answered_at, mode, ground, self.asked.basis)


def waits_of(life: Life) -> list[Wait]:
    """Requests made after acceptance and all outages, in the order in which they began.

    What was asked before acceptance stopped no clock: none had begun to run. Each answer ends the oldest open
    request of its kind, so several notices of payment are paid one by one.
    """
    open_ones: dict[Kind, deque[Event]] = defaultdict(deque)
    found: list[Wait] = []
    for event in _that_count(life):
        if event.kind is Kind.OUTAGE:
            found.append(Wait(event, event.until))
        elif event.kind in USUAL_MODE:
            open_ones[event.kind].append(event)
        elif (asked := ANSWERS.get(event.kind)) in USUAL_MODE:
            found.append(Wait(open_ones[asked].popleft(), event.at))
    found += [Wait(event, None) for events in open_ones.values() for event in events]
    return sorted(found, key=lambda wait: wait.asked.at)


def _that_count(life: Life) -> Iterator[Event]:
    is_accepted = False
    for event in life.events:
        is_accepted = is_accepted or event.kind is Kind.ACCEPTED
        if is_accepted or event.kind is Kind.OUTAGE:
            yield event
