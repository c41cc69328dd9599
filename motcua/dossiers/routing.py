"""Which step comes next, which run beside it, and whose they are: arithmetic on a published route."""

from collections.abc import Sequence

from motcua.catalogue.models import OnOutcome, Service, StepKind, StepUnit
from motcua.catalogue.services import PublishedStep, published
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Outcome

Steps = Sequence[PublishedStep]
OUTSIDE_THE_AGENCY = frozenset({StepKind.RECEIVE.value, StepKind.RETURN.value})
# Of steps side by side these are the last at which a dossier stands: who decides hears the others first.
DECIDING = frozenset({StepKind.SUBMIT.value, StepKind.SIGN.value, StepKind.ISSUE.value})
PASSED_WITH = {
    OnOutcome.ANY.value: frozenset(Outcome.values),
    OnOutcome.GRANTED.value: frozenset({Outcome.GRANTED.value, Outcome.PARTLY.value}),
    OnOutcome.REFUSED.value: frozenset({Outcome.REFUSED.value}),
}


def steps_of(dossier: Dossier) -> tuple[PublishedStep, ...]:
    """The route that the dossier walks: as it was received, or as a decision switched it; kept, so no query."""
    return published(dossier.route_handling_id or dossier.handling_id).steps


def first_step(steps: Steps) -> PublishedStep:
    """The step at which the agency begins; a published route has one (the linter saw to it)."""
    return _main(steps, _agency(steps)[0], "")


def step_after(steps: Steps, step_id: int, outcome: str = "") -> PublishedStep | None:
    """The agency's next step with this draft, or None when what follows is the return.

    Of steps side by side it is the one at which the dossier stands.
    """
    here = by_id(steps, step_id)
    later = [step for step in _agency(steps) if step.no > here.no and not _beside(here, step)]
    following = next((step for step in later if passes(step, outcome)), None)
    return _main(steps, following, outcome) if following else None


def asks_for_draft(steps: Steps, step_id: int) -> bool:
    """Whether a draft must stand before the step is left: it is signed next, or the way depends on it."""
    here = by_id(steps, step_id)
    later = (step for step in _agency(steps) if step.no > here.no and not _beside(here, step))
    following = next(later, None)
    is_signed_beside = any(_beside(here, step) and step.kind == StepKind.SIGN for step in steps)
    is_next = following is not None and (following.kind == StepKind.SIGN or bool(following.on_outcome))
    return is_next or (is_signed_beside and here.kind != StepKind.SIGN)


def steps_before(steps: Steps, step_id: int, outcome: str = "") -> list[PublishedStep]:
    """The agency's earlier steps, each group once, the nearest last; empty at the first."""
    here = by_id(steps, step_id)
    earlier = [step for step in _agency(steps) if step.no < here.no and not _beside(here, step)]
    return [step for step in earlier if passes(step, outcome) and step is _main(steps, step, outcome)]


def step_before(steps: Steps, step_id: int, outcome: str = "") -> PublishedStep | None:
    """The agency's step before, or None at its first."""
    earlier = steps_before(steps, step_id, outcome)
    return earlier[-1] if earlier else None


def entries(steps: Steps) -> list[PublishedStep]:
    """The agency's steps at which a dossier may come to stand, each group once."""
    return [step for step in _agency(steps) if step is _main(steps, step, step.on_outcome)]


def sides_of(steps: Steps, main: PublishedStep, outcome: str = "") -> list[PublishedStep]:
    """The steps that run beside this one, in the order in which the dossier would come to stand at them."""
    others = [step for step in _agency(steps) if _beside(main, step) and passes(step, outcome)]
    return sorted(others, key=standing)


def standing(step: PublishedStep) -> tuple[bool, bool, int]:
    """The order in which a dossier stands at the steps of a group: work first, then what another agency does outside.

    So the clock runs while anybody here works, and stands still when only the other agency is left.
    """
    return step.kind in DECIDING, step.kind == StepKind.WAIT, step.no


def passes(step: PublishedStep, outcome: str) -> bool:
    """Whether a dossier with this draft ("" without one) goes through the step."""
    return outcome in PASSED_WITH[step.on_outcome]


def body_of(step: PublishedStep, service: Service) -> int:
    """The body that a step belongs to in a service."""
    if step.unit == StepUnit.ONE_STOP:
        return service.one_stop_id
    if step.unit == StepUnit.DIVISION and service.division_id:
        return service.division_id
    return service.competent_id


def by_id(steps: Steps, step_id: int) -> PublishedStep:
    """The step of this number; StopIteration when it is of another route."""
    return next(step for step in steps if step.id == step_id)


def _agency(steps: Steps) -> list[PublishedStep]:
    return [step for step in steps if step.kind not in OUTSIDE_THE_AGENCY]


def _main(steps: Steps, step: PublishedStep, outcome: str) -> PublishedStep:
    together = [one for one in _agency(steps) if one is step or _beside(step, one)]
    return min((one for one in together if passes(one, outcome)), key=standing, default=step)


def _beside(step: PublishedStep, other: PublishedStep) -> bool:
    return step.group is not None and step.group == other.group and step.id != other.id
