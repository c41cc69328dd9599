"""What one act would do to many dossiers, told before it is done: rules on values, without a query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.dossiers.errors import DossierError, NotAllowed, NotPossible
from motcua.dossiers.lifecycle import Move, after
from motcua.dossiers.models import BulkAct, Dossier, Task
from motcua.dossiers.permissions import demand, demand_side, has_side, has_step, may_assign, may_assign_side
from motcua.dossiers.statuses import Delivery

MOST = 300  # dossiers in one run
UNDONE_WITHIN = timedelta(minutes=10)
REVERSIBLE = frozenset({BulkAct.TAKE.value, BulkAct.RELEASE.value, BulkAct.ASSIGN.value})
# Handing over is the counter's.
DESK_ACTS = [(value, label) for value, label in BulkAct.choices if value != BulkAct.RETURN]
WITHOUT_WORDS = frozenset({StepKind.PROCESS.value, StepKind.REVIEW.value, StepKind.WAIT.value})  # nothing to type


@dataclass(frozen=True)
class Known:
    """What the rules ask beside the dossier: those with a draft, those whose next step asks for one, side steps.

    `posts` are those of the officer who is to get the step, `from_officer_id` is who has it.
    """

    drafted: Collection[int] = frozenset()
    asking_for_draft: Collection[int] = frozenset()
    sides: Mapping[int, list[Task]] = field(default_factory=dict)
    posts: Collection[tuple[int, str]] = frozenset()
    from_officer_id: int | None = None


class ByPost(DossierError):
    """What the post is to bring is handed over on its own page, with what the post says."""

    def __str__(self) -> str:
        return _("The applicant wants this result by public post: open the dossier.")


def demand_at_counter(dossier: Dossier) -> None:
    """Only what is fetched at the counter is handed over together with others."""
    if dossier.delivery == Delivery.POST:
        raise ByPost


def why_not(act: str, dossier: Dossier, known: Known, by: Actor) -> str:
    """Why the act would be refused, in the reader's words; empty when it would be done."""
    try:
        return _RULES[act](dossier, known, by)
    except DossierError as refusal:
        return str(refusal)


def own_side(dossier: Dossier, sides: list[Task], by: Actor) -> Task | None:
    """The step beside the others that is the actor's, when the one at which the dossier stands is not."""
    if has_step(dossier, by) and dossier.holder_id in (None, by.officer_id):
        return None
    return next((task for task in sides if has_side(task, by) and task.officer_id in (None, by.officer_id)), None)


def _take(dossier: Dossier, known: Known, by: Actor) -> str:
    holder = _holder_of_own_step(dossier, known, by)
    return _("You have this step already.") if holder == by.officer_id else ""


def _release(dossier: Dossier, known: Known, by: Actor) -> str:
    holder = _holder_of_own_step(dossier, known, by)
    return "" if holder else _("Nobody has taken this step.")


def _complete(dossier: Dossier, known: Known, by: Actor) -> str:
    after(dossier.status, Move.STEP)
    if side := own_side(dossier, known.sides.get(dossier.pk, []), by):
        return "" if side.step.kind in WITHOUT_WORDS else str(NotPossible(dossier.life, Move.STEP))
    _demand_kind(dossier, WITHOUT_WORDS, by)
    if dossier.pk in known.asking_for_draft and dossier.pk not in known.drafted:
        return _("Draft the decision first: the signatory needs something to sign.")
    return ""


def _approve(dossier: Dossier, known: Known, by: Actor) -> str:
    after(dossier.status, Move.STEP)
    _demand_kind(dossier, {StepKind.SIGN.value}, by)
    return "" if dossier.pk in known.drafted else _("There is no draft decision to approve yet.")


def _assign(dossier: Dossier, known: Known, by: Actor) -> str:
    after(dossier.status, Move.STEP)
    holder = known.from_officer_id or dossier.holder_id
    stands = dossier.step is not None and dossier.holder_id == holder
    sides = [task for task in known.sides.get(dossier.pk, []) if task.officer_id == holder is not None]
    if not stands and not sides:
        return _("The officer no longer has a step of this dossier.")
    if (stands and not may_assign(dossier, by)) or not all(may_assign_side(task, dossier, by) for task in sides):
        raise NotAllowed
    steps = [(task.body_id, task.step.role) for task in sides]
    if stands and dossier.step and dossier.holder_body_id:
        steps.append((dossier.holder_body_id, dossier.step.role))
    return "" if set(steps) <= set(known.posts) else _("The officer does not hold the role of this step.")


def _return(dossier: Dossier, known: Known, by: Actor) -> str:
    after(dossier.status, Move.RETURN)
    demand(Move.RETURN, dossier, by)
    demand_at_counter(dossier)
    return ""


def _demand_kind(dossier: Dossier, kinds: Collection[str], by: Actor) -> None:
    demand(Move.STEP, dossier, by)
    if dossier.step is None or dossier.step.kind not in kinds:
        raise NotPossible(dossier.life, Move.STEP)


def _holder_of_own_step(dossier: Dossier, known: Known, by: Actor) -> int | None:
    after(dossier.status, Move.STEP)
    if side := own_side(dossier, known.sides.get(dossier.pk, []), by):
        demand_side(side, by)
        return side.officer_id
    demand(Move.STEP, dossier, by)
    return dossier.holder_id


_RULES = {
    BulkAct.TAKE.value: _take,
    BulkAct.RELEASE.value: _release,
    BulkAct.ASSIGN.value: _assign,
    BulkAct.COMPLETE.value: _complete,
    BulkAct.APPROVE.value: _approve,
    BulkAct.RETURN.value: _return,
}
