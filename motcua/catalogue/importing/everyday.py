"""The everyday words and guided paths that the product brings; what was changed here is left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from motcua.catalogue.models import EverydayWord, LifeEvent, LifeEventStep, WordKind

DATA = Path(__file__).resolve().parents[1] / "data"
WORDS, EVENTS = DATA / "everyday-words.json", DATA / "life-events.json"


@transaction.atomic
def seed_everyday(words: Path = WORDS, events: Path = EVENTS) -> dict[str, int]:
    """Bring rows in line with the files; {"words", "life_events"}: how many stand afterwards.

    Rows that somebody changed here stay as they are; rows the files no longer hold go.
    """
    _seed_words(json.loads(words.read_text())["rows"])
    _seed_events(json.loads(events.read_text())["events"])
    return {"words": EverydayWord.objects.count(), "life_events": LifeEvent.objects.count()}


def _seed_words(rows: Sequence[Mapping[str, Any]]) -> None:
    own = set(EverydayWord.objects.filter(is_own=True).values_list("kind", "words"))
    EverydayWord.objects.filter(is_own=False).delete()
    EverydayWord.objects.bulk_create(
        EverydayWord(**row) for row in rows if (row.get("kind", WordKind.MEANS), row["words"]) not in own
    )


def _seed_events(events: Sequence[Mapping[str, Any]]) -> None:
    own = set(LifeEvent.objects.filter(is_own=True).values_list("code", flat=True))
    LifeEvent.objects.filter(is_own=False).delete()
    for no, event in enumerate(events, 1):
        if event["code"] not in own:
            row = LifeEvent.objects.create(
                code=event["code"], no=no, title=event["title"], words=event.get("words", "")
            )
            _seed_step(row, None, 1, event)


def _seed_step(event: LifeEvent, parent: LifeEventStep | None, no: int, step: Mapping[str, Any]) -> None:
    row = LifeEventStep.objects.create(
        event=event,
        parent=parent,
        no=no,
        answer=step.get("answer", ""),
        question=step.get("question", ""),
        finds=step.get("finds", []),
    )
    for number, answer in enumerate(step.get("answers", []), 1):
        _seed_step(event, row, number, answer)
