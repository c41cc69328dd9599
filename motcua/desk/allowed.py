"""What this officer may do to this dossier as it stands: what a page offers is what the verbs accept."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.permissions import has_step, may, may_assign

COMPLETED = frozenset({StepKind.PROCESS.value, StepKind.REVIEW.value, StepKind.WAIT.value, StepKind.VERIFY.value})
DRAFTED = frozenset({StepKind.PROCESS.value, StepKind.REVIEW.value, StepKind.SIGN.value})


@dataclass(frozen=True)
class Allowed:
    """Each act by the noun of its address."""

    hold: bool = False
    release: bool = False
    completion: bool = False
    send_back: bool = False
    decision: bool = False
    approval: bool = False
    refusal: bool = False
    result: bool = False
    assignment: bool = False
    withdrawal: bool = False
    side: bool = False  # a step beside the one at which the dossier stands

    @property
    def is_mine(self) -> bool:
        """Whether the open step is the reader's to do."""
        return any((self.hold, self.release, self.completion, self.decision, self.result))


def allowed(dossier: Dossier, decision: Decision | None, actor: Actor) -> Allowed:
    """The acts open now; no query but for the published route, which is kept."""
    is_shut = dossier.awaits_consent or not allows(dossier.status, Move.STEP)
    if dossier.step is None or is_shut:
        return Allowed(withdrawal=_withdrawal(dossier, decision, actor))
    mine = has_step(dossier, actor) and dossier.holder_id in (None, actor.officer_id)
    kind, signed = dossier.step.kind, bool(decision and decision.approved_at)
    return Allowed(
        hold=mine and dossier.holder_id is None,
        release=mine and dossier.holder_id is not None,
        completion=mine and kind in COMPLETED,
        send_back=mine and _has_step_before(dossier),
        decision=mine and kind in DRAFTED,
        approval=mine and kind == StepKind.SIGN and decision is not None,
        refusal=mine and kind == StepKind.SIGN,
        result=mine and kind == StepKind.ISSUE and signed,
        assignment=may_assign(dossier, actor),
        withdrawal=_withdrawal(dossier, decision, actor),
    )


def _has_step_before(dossier: Dossier) -> bool:
    return routing.step_before(routing.steps_of(dossier), dossier.step_id or 0) is not None


def _withdrawal(dossier: Dossier, decision: Decision | None, actor: Actor) -> bool:
    """The applicant asked, nothing is signed, and the actor may answer."""
    asked = dossier.withdrawal_asked_at is not None and allows(dossier.status, Move.WITHDRAW)
    return asked and not (decision and decision.approved_at) and may(Move.WITHDRAW, dossier, actor)
