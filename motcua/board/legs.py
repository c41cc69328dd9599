"""Whose the lateness is: each step's own overrun, and its share of the whole (rulebook F.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language

from motcua.catalogue.models import StepKind
from motcua.directory.calendars import calendar_for
from motcua.dossiers.models import Dossier, Task
from motcua.lib.worktime import Measure, working_minutes_between
from motcua.lib.worktime.words import amount


@dataclass(frozen=True)
class Leg:
    """A step gone through or open; `over` is how long beyond its own limit, `share` per cent of all such time."""

    task: Task
    over: str
    share: int


def legs_of(dossier: Dossier, now: datetime) -> list[Leg]:
    """The steps in order; one query besides the calendars."""
    tasks = list(dossier.tasks.select_related("step", "body", "officer"))
    over = [overrun(task, now) for task in tasks]
    return [
        Leg(task, amount(minutes, Measure.MINUTES, "en" if get_language() == "en" else "vi"), share)
        for task, minutes, share in zip(tasks, over, shared(over), strict=True)
    ]


def overrun(task: Task, now: datetime) -> int:
    """Working minutes by which the step went beyond its limit; none when it kept it."""
    end = task.done_at or now
    # The leg of reception is due when it begins: it has no limit of its own yet.
    if end <= task.due_at or task.step.kind == StepKind.RECEIVE:
        return 0
    return working_minutes_between(localtime(task.due_at), localtime(end), calendar_for(task.body_id))


def shared(over: Sequence[int]) -> list[int]:
    """Per cent of the lateness charged to each leg, in proportion to its own overrun; a leg in time gets none."""
    whole = sum(over)
    return [round(100 * each / whole) if whole else 0 for each in over]
