"""Breaches that spoil no date but must be seen: forms 04, and requests that the law allows once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from motcua.lib.life.events import Event, Kind
from motcua.lib.life.life import Life
from motcua.lib.life.renewal import Extension, extension_of, renewed
from motcua.lib.life.terms import Terms
from motcua.lib.life.waits import Wait
from motcua.lib.worktime import Line, Measure, Pause, Reason

ASKED_ONCE = "NĐ 61/2018/NĐ-CP, Điều 19.4"


class Judged(NamedTuple):
    """The form 04 that holds, if any, and what is wrong with it and the others."""

    held: Extension | None
    warnings: tuple[Line, ...]


def judged(terms: Terms, accepted_at: datetime, *, pauses: Sequence[Pause], events: Iterable[Event]) -> Judged:
    """Each form 04 by what was known when it was sent (NĐ 61/2018 Điều 19.9).

    One that is not later than the date it replaces extends nothing. Any other holds, even a second or a late one:
    it is what the applicant was told. The first date alone says who was in time, so nothing is gained by it.
    """
    held: Extension | None = None
    warnings: list[Line] = []
    extensions = [extension_of(event) for event in events if event.kind is Kind.EXTENDED]
    for number, extension in enumerate(extensions):
        known = _known_at(extension.sent_at, pauses)
        breaches = list(_breaches(extension, _Before(terms, accepted_at, held), known))
        if number:
            breaches.insert(0, extension.line(Reason.EXTENDED_AGAIN))
        if all(line.reason is not Reason.EXTENDED_TO_EARLIER for line in breaches):
            held = extension
        warnings += breaches
    return Judged(held, tuple(warnings))


def breaches_of_waiting(life: Life, waits: Sequence[Wait]) -> Iterator[Line]:
    """A second request without a basis of its own (B.4), and a result issued while somebody was waited for."""
    requests = [wait.asked for wait in waits if wait.asked.kind is Kind.SUPPLEMENT_ASKED]
    for request in requests[1:]:
        if not request.basis:
            yield _line(request, Reason.ASKED_AGAIN, name=request.ground, basis=ASKED_ONCE)
    resolved = next((event for event in life.events if event.kind is Kind.RESOLVED), None)
    open_ones = [wait for wait in waits if wait.answered_at is None and wait.asked.kind is not Kind.OUTAGE]
    if resolved and open_ones:
        yield _line(resolved, Reason.RESOLVED_WHILE_WAITING, name=open_ones[0].pause.ground)


class _Before(NamedTuple):
    """What held before an extension."""

    terms: Terms
    accepted_at: datetime
    held: Extension | None

    def due_at(self, pauses: Sequence[Pause]) -> datetime | None:
        if self.held:
            return renewed(self.terms, self.held, pauses).due_at
        return self.terms.due(self.accepted_at, pauses).due_at


def _breaches(extension: Extension, before: _Before, known: Sequence[Pause]) -> Iterator[Line]:
    old = before.due_at([pause for pause in known if pause.resumed_at is not None])
    assert old is not None  # only an open wait leaves it unknown
    is_waiting = before.due_at(known) is None
    if not is_waiting and extension.sent_at.date() > old.date() - timedelta(days=1):
        yield extension.line(Reason.EXTENDED_LATE, old)
    if extension.new_due_at <= old:
        yield extension.line(Reason.EXTENDED_TO_EARLIER)


def _known_at(moment: datetime, pauses: Iterable[Pause]) -> list[Pause]:
    """The waits that had begun; those that had not ended yet are open."""
    begun = [pause for pause in pauses if pause.stopped_at <= moment]
    return [_open(pause) if pause.resumed_at and pause.resumed_at > moment else pause for pause in begun]


def _open(pause: Pause) -> Pause:
    return replace(pause, resumed_at=None)


def _line(event: Event, reason: Reason, *, name: str, basis: str = "") -> Line:
    return Line(event.at, event.at, False, 0, Measure.DAYS, reason, name, basis)
