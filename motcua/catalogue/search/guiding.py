"""From something that happens in a life to its procedures, in two or three taps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.catalogue.models import LifeEvent, LifeEventStep
from motcua.catalogue.search.finding import search
from motcua.catalogue.search.results import Found

EACH = 2  # procedures at most for each of a step's words
SHOWN = 8


@dataclass(frozen=True)
class Answer:
    """One thing to tap: `step` goes into the next `guide`."""

    step: int
    label: str


@dataclass(frozen=True)
class Guided:
    """Where a path has come: what was tapped so far, then either a question with answers or procedures."""

    event: str
    title: str
    taken: tuple[Answer, ...]
    question: str
    answers: tuple[Answer, ...]
    found: tuple[Found, ...]


def life_events() -> list[tuple[str, str]]:
    """(code, title) of every path, in order."""
    return list(LifeEvent.objects.filter(is_active=True).values_list("code", "title"))


def guide(event_code: str, step_id: int | None = None) -> Guided | None:
    """The state of a path after the answer `step_id` (None: at its beginning); None if there is no such path."""
    event = LifeEvent.objects.filter(code=event_code, is_active=True).first()
    steps = {step.pk: step for step in event.steps.all()} if event else {}
    step = steps.get(step_id) if step_id else next((one for one in steps.values() if one.parent_id is None), None)
    if event is None or step is None:
        return None
    return Guided(
        event=event.code,
        title=event.title,
        taken=_taken(steps, step),
        question=step.question,
        answers=tuple(_answer(one) for one in steps.values() if one.parent_id == step.pk),
        found=found_by(step.finds),
    )


def _taken(steps: dict[int, LifeEventStep], last: LifeEventStep) -> tuple[Answer, ...]:
    taken: list[Answer] = []
    step: LifeEventStep | None = last
    while step is not None and step.answer:
        taken.append(_answer(step))
        step = steps.get(step.parent_id or 0)
    return tuple(reversed(taken))


def _answer(step: LifeEventStep) -> Answer:
    return Answer(step.pk, step.answer)


def found_by(phrases: Sequence[str]) -> tuple[Found, ...]:
    """The best of each phrase in turn, each procedure once."""
    found: dict[str, Found] = {}
    for phrase in phrases:
        for one in search(phrase, limit=EACH).items:
            found.setdefault(one.code, one)
    return tuple(found.values())[:SHOWN]
