"""The journal of an invented life: the same chain as that of a real one, without its jobs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.dossiers import facts
from motcua.dossiers.demo.copying import Sheet
from motcua.dossiers.demo.lives import Life, Told, World
from motcua.dossiers.statuses import Outcome
from motcua.journal.chain import FIRST, of_spelled, spelled
from motcua.journal.models import Event

NOT_MET = "Không đáp ứng điều kiện theo quy định."


def sheet() -> Sheet:
    own = ("subject", "sequence", "kind", "payload", "actor", "at", "previous", "hash")
    return Sheet(Event, *own)


def told(life: Life, world: World, number: str) -> Iterator[Told]:
    """What happened, with the result and its return at the end; `number` is that of the decision."""
    yield from life.told
    if not life.resolved_at:
        return
    granted, refused = facts.Granted(life.outcome, number, 0), facts.Refused(NOT_MET, number, 0)
    last = f"officer:{life.legs[-1].officer_id}"
    yield refused if life.outcome == Outcome.REFUSED else granted, last, life.resolved_at
    if life.ended_at:
        clerk = world.staff.one(world.luck, life.service.one_stop_id, "return_officer")
        yield facts.Returned(life.delivery, "applicant"), f"officer:{clerk}", life.ended_at


def add_events(events: Sheet, subject: str, happened: Iterator[Told], request_id: int | None) -> None:
    """Chain them; what was asked of the applicant gets the number of its row."""
    previous = FIRST
    for sequence, (fact, actor, at) in enumerate(happened, 1):
        payload: dict[str, Any] = vars(fact)  # every value of these facts is plain
        if "request_id" in payload:
            payload = payload | {"request_id": request_id}
        text = spelled(payload)
        mark = of_spelled(subject, sequence, fact.kind, text, actor=actor, at=at, previous=previous)
        events.add(subject, sequence, fact.kind, text, actor, at, previous, mark)
        previous = mark
