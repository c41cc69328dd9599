"""Steps side by side and branches on what is drafted: the linter's rules about the shape of a route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from motcua.catalogue.drawn import Problem, Step
from motcua.catalogue.models.routes import OnOutcome, StepKind

BRANCHES = (OnOutcome.GRANTED, OnOutcome.REFUSED)
DRAFTING = frozenset({StepKind.PROCESS, StepKind.REVIEW})  # where a draft comes to be, before its signature
DECIDING = frozenset({StepKind.SUBMIT, StepKind.SIGN, StepKind.ISSUE})
COUNTER = frozenset({StepKind.RECEIVE, StepKind.RETURN})
BESIDE_NOTHING = COUNTER | {StepKind.COUNCIL}


def branch_of(steps: Sequence[Step], outcome: str) -> list[Step]:
    """The steps that a dossier with this draft passes."""
    return [step for step in steps if step.on_outcome in (OnOutcome.ANY, outcome)]


def groups(steps: Sequence[Step]) -> Iterator[Problem]:
    left: set[int] = set()
    for before, step in pairwise(steps):
        if before.group is not None and before.group != step.group:
            left.add(before.group)
        if step.group in left:
            yield Problem(
                "scattered_group",
                _("Step %(no)s runs side by side with steps that are already over.") % {"no": step.no},
                step.no,
            )


def together(steps: Sequence[Step]) -> Iterator[Problem]:
    """A council and the counter work alone; of steps side by side one at most decides, after the others."""
    deciding: set[int] = set()
    for step in steps:
        if step.group is not None and step.kind in BESIDE_NOTHING:
            sentence = _("Step %(no)s is of a kind that does not run beside others.")
            yield Problem("never_beside", sentence % {"no": step.no}, step.no)
        if step.group is not None and step.kind in DECIDING:
            if step.group in deciding:
                sentence = _("Step %(no)s decides beside another step that decides.")
                yield Problem("two_decide", sentence % {"no": step.no}, step.no)
            deciding.add(step.group)


def branches(steps: Sequence[Step]) -> Iterator[Problem]:
    """A way forks only where something has been drafted, and never at the counter."""
    is_drafted = False
    for step in steps:
        if step.on_outcome not in OnOutcome.values:
            yield Problem("unknown_outcome", _("Step %(no)s names an unknown outcome.") % {"no": step.no}, step.no)
        elif step.on_outcome and step.kind in COUNTER:
            sentence = _("Step %(no)s is for every outcome: reception and return have no branches.")
            yield Problem("branch_at_counter", sentence % {"no": step.no}, step.no)
        elif step.on_outcome and not is_drafted:
            sentence = _("Step %(no)s depends on the draft, but nothing has been drafted before it.")
            yield Problem("branch_too_early", sentence % {"no": step.no}, step.no)
        is_drafted = is_drafted or (step.kind in DRAFTING and not step.on_outcome)


def ends(steps: Sequence[Step]) -> Iterator[Problem]:
    """Each branch is signed; that some step signs at all is another rule."""
    if not any(step.kind == StepKind.SIGN for step in steps):
        return
    for outcome in BRANCHES:
        if not any(step.kind == StepKind.SIGN for step in branch_of(steps, outcome)):
            sentence = _("No step signs when the draft is “%(outcome)s”: the dossier could not end.")
            yield Problem("branch_unsigned", sentence % {"outcome": outcome.label})
