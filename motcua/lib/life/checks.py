"""What makes a list of events no life at all; every fault names its event, counted from 1."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from motcua.lib.life.events import (
    ALL_ENDINGS,
    ANSWERS,
    BEFORE_ACCEPTANCE,
    BEGINNINGS,
    USUAL_MODE,
    Event,
    Kind,
)
from motcua.lib.worktime import Limit
from motcua.lib.worktime.moments import stamp

# Facts that may still come in when the life is over: the visit to the counter, an opinion that came too late.
_AFTERWARDS = frozenset({Kind.RETURNED, Kind.CONSULTATION_ANSWERED})


class BadLife(ValueError):
    """The events are no life: `faults` holds a sentence for each thing that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def faults_in(events: Sequence[Event]) -> Iterator[str]:
    """Everything that is wrong with the events, each and together."""
    if not events:
        yield "events: there are none"
    numbered = list(enumerate(events, start=1))
    for number, event in numbered:
        yield from event_faults(number, event)
    yield from order_faults((number, event.at) for number, event in numbered if not moment_fault(event.at))
    yield from sequence_faults((number, event.kind) for number, event in numbered)


def limit_faults(limit: Limit, cut_limit: Limit | None) -> Iterator[str]:
    """A cut limit may not be the longer; in another unit it cannot be told."""
    if cut_limit and cut_limit.unit is limit.unit and cut_limit.value > limit.value:
        yield f"cut_limit: {cut_limit.value} {cut_limit.unit} is longer than the limit of {limit.value}"


def event_faults(number: int, event: Event) -> Iterator[str]:
    """What is wrong with one event, whatever happened around it."""
    moments = {"at": event.at, "until": event.until, "new_due": event.new_due}
    unclear = {name: fault for name, at in moments.items() if at is not None and (fault := moment_fault(at))}
    yield from (f"event {number}: {name}: {fault}" for name, fault in unclear.items())
    yield from (f"event {number}: {fault}" for fault in _field_faults(event))
    if not unclear:
        late = [name for name, at in moments.items() if at is not None and at < event.at]
        yield from (f"event {number}: {name} is earlier than at" for name in late)


def moment_fault(at: datetime) -> str:
    """Why the instant cannot be counted from; empty when it can."""
    try:
        stamp(at)
    except ValueError as fault:
        return str(fault)
    return ""


def as_of_faults(as_of: datetime | None, moments: Iterable[datetime]) -> list[str]:
    """Why the life cannot be looked at from that moment; `moments` are aware."""
    if as_of is None:
        return []
    if fault := moment_fault(as_of):
        return [f"as_of: {fault}"]
    return ["as_of: the last event is later than that"] if any(at > as_of for at in moments) else []


def order_faults(moments: Iterable[tuple[int, datetime]]) -> Iterator[str]:
    """Each event happens when the one before it does, or later; the instants are aware."""
    for (before, earlier), (number, at) in pairwise(moments):
        if at < earlier:
            yield f"event {number}: it happened before event {before}; put the events in order of time"


def sequence_faults(kinds: Iterable[tuple[int, Kind | None]]) -> Iterator[str]:
    """What cannot follow from what; None stands for an event that could not be read."""
    walk = _Walk()
    for number, kind in kinds:
        yield from (f"event {number}: {fault}" for fault in walk.step(number, kind))


class _Walk:
    """Walks through the events, and remembers what has been."""

    def __init__(self) -> None:
        self.numbers: dict[Kind, int] = {}
        self.open: dict[Kind, int] = {}
        self.ended_by = 0
        self.is_sure = True

    def step(self, number: int, kind: Kind | None) -> list[str]:
        if kind is None:
            # The unread event may have been the acceptance or the question that is missed later on.
            self.is_sure = False
            return []
        fault = self._misplaced(kind) or self._unasked(kind)
        self._remember(number, kind)
        return [fault] if fault else []

    def _misplaced(self, kind: Kind) -> str:
        if self.ended_by and not self._may_come_afterwards(kind):
            return f"{kind} after the end of the life (event {self.ended_by})"
        if kind in BEGINNINGS and kind in self.numbers:
            return f"{kind} a second time, after event {self.numbers[kind]}"
        accepted_by = self.numbers.get(Kind.ACCEPTED)
        if kind in BEGINNINGS and accepted_by:
            return f"{kind} after the acceptance (event {accepted_by})"
        is_early = kind not in BEFORE_ACCEPTANCE and accepted_by is None
        return f"{kind} before the acceptance" if is_early and self.is_sure else ""

    def _may_come_afterwards(self, kind: Kind) -> bool:
        is_new = kind is not Kind.RETURNED or kind not in self.numbers
        return kind in _AFTERWARDS and is_new and Kind.ACCEPTED in self.numbers

    def _unasked(self, kind: Kind) -> str:
        asked = ANSWERS.get(kind)
        is_unasked = asked is not None and not self.open.get(asked) and self.is_sure
        return f"{kind} without a {asked} before it that is still open" if is_unasked else ""

    def _remember(self, number: int, kind: Kind) -> None:
        self.numbers.setdefault(kind, number)
        if kind is Kind.ACCEPTED:
            # Accepted means complete: what was asked for before has come.
            self.open.clear()
        if kind in ANSWERS.values():
            self.open[kind] = self.open.get(kind, 0) + 1
        if asked := ANSWERS.get(kind):
            self.open[asked] = max(0, self.open.get(asked, 0) - 1)
        if kind in ALL_ENDINGS and not self.ended_by:
            self.ended_by = number


def _field_faults(event: Event) -> Iterator[str]:
    if event.mode is not None and event.kind not in USUAL_MODE:
        yield f"mode does not belong to {event.kind}"
    if event.until is not None and event.kind is not Kind.OUTAGE:
        yield f"until does not belong to {event.kind}"
    if (event.new_due is None) is (event.kind is Kind.EXTENDED):
        yield "new_due is missing" if event.new_due is None else f"new_due does not belong to {event.kind}"
