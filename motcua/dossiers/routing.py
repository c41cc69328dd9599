"""Which step comes next, and whose it is: arithmetic on a published route."""

from collections.abc import Sequence

from motcua.catalogue.models import Service, StepKind, StepUnit
from motcua.catalogue.services import PublishedStep

OUTSIDE_THE_AGENCY = frozenset({StepKind.RECEIVE.value, StepKind.RETURN.value})


def first_step(steps: Sequence[PublishedStep]) -> PublishedStep:
    """The step at which the agency begins; a published route has one (the linter saw to it)."""
    return next(step for step in steps if step.kind not in OUTSIDE_THE_AGENCY)


def step_after(steps: Sequence[PublishedStep], step_id: int) -> PublishedStep | None:
    """The agency's next step, or None when what follows is the return."""
    no = by_id(steps, step_id).no
    return next((step for step in steps if step.no > no and step.kind not in OUTSIDE_THE_AGENCY), None)


def step_before(steps: Sequence[PublishedStep], step_id: int) -> PublishedStep | None:
    """The agency's step before, or None at its first."""
    no = by_id(steps, step_id).no
    earlier = [step for step in steps if step.no < no and step.kind not in OUTSIDE_THE_AGENCY]
    return earlier[-1] if earlier else None


def body_of(step: PublishedStep, service: Service) -> int:
    """The body that a step belongs to in a service."""
    if step.unit == StepUnit.ONE_STOP:
        return service.one_stop_id
    if step.unit == StepUnit.DIVISION and service.division_id:
        return service.division_id
    return service.competent_id


def by_id(steps: Sequence[PublishedStep], step_id: int) -> PublishedStep:
    """The step of this number; StopIteration when it is of another route."""
    return next(step for step in steps if step.id == step_id)
