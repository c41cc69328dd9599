"""Settling at the counter in one sitting ("4 tại chỗ", B.4): whether one officer can walk a route there."""

from __future__ import annotations

from collections.abc import Collection

from motcua.catalogue.models import Service, StepKind
from motcua.catalogue.services import PublishedStep
from motcua.dossiers.routing import Steps, body_of, first_step, step_after
from motcua.dossiers.statuses import Outcome

IN_ONE_SITTING = frozenset({StepKind.PROCESS.value, StepKind.REVIEW.value, StepKind.SIGN.value, StepKind.ISSUE.value})


def walked(steps: Steps, outcome: str = Outcome.GRANTED) -> list[PublishedStep]:
    """The agency's steps with this outcome; a refusal ends where it is signed (M18)."""
    way: list[PublishedStep] = []
    step: PublishedStep | None = first_step(steps)
    while step is not None:
        way.append(step)
        is_over = outcome == Outcome.REFUSED and step.kind == StepKind.SIGN
        step = None if is_over else step_after(steps, step.id, outcome)
    return way


def may_settle_now(steps: Steps, service: Service, posts: Collection[tuple[int, str]]) -> bool:
    """Whether every step to a granted result can be done in one sitting, in posts held or lent."""
    way = walked(steps)
    is_short = all(step.kind in IN_ONE_SITTING and step.group is None for step in way)
    return is_short and all((body_of(step, service), step.role) in posts for step in way)
