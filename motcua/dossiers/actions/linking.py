"""Linked procedures: a parent for the applicant, a child for each agency, begun and ended as the graph says (B.9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import SYSTEM, Actor
from motcua.dossiers import grouping
from motcua.dossiers.actions.children import begin_child
from motcua.dossiers.actions.moving import PLACE, close, keep, leave, moved, rule_of
from motcua.dossiers.errors import NotAllowed, NotPossible, Stale
from motcua.dossiers.facts import (
    BranchAcknowledged,
    BranchBegun,
    BranchCalledOff,
    BranchDone,
    BranchFailed,
    GroupFailed,
    GroupSettled,
    Transferred,
)
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.linking import CALLED_OFF, consequence_of, doomed, outcome_of, ready
from motcua.dossiers.models import Branch, BranchState, Dossier, Obligation
from motcua.dossiers.permissions import may_acknowledge
from motcua.dossiers.refunding import may_go_back
from motcua.dossiers.statuses import Outcome, Stage, Status
from motcua.journal.recording import record

BY_THE_WHOLE = 0  # in place of a branch's number: the whole group ended


def open_branches(dossier: Dossier, chosen: Collection[int]) -> None:
    """Write down what a new dossier of a group consists of; nothing begins yet."""
    rule = rule_of(dossier)
    asked = {part.no for part in grouping.parts_asked(rule, chosen)}
    Branch.objects.bulk_create(
        Branch(
            parent=dossier,
            no=part.no,
            name=part.name,
            depends_on=list(part.depends_on),
            state=BranchState.WAITING if part.no in asked else BranchState.NOT_CHOSEN,
        )
        for part in rule.parts
    )


def begin_group(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    """Pass a group on: the one-stop unit watches over the whole, the agencies get the parts that need not wait."""
    moved(dossier, Move.TRANSFER)
    leave(dossier, by=by, at=at)
    dossier.holder_body_id, dossier.stage = dossier.receiving_id, Stage.NONE
    dossier.holder_id, dossier.step_id, dossier.step_due_at = None, None, None
    keep(dossier, *PLACE)
    assert dossier.due_at is not None
    fact = Transferred(step_id=0, body_id=dossier.competent_id, due_at=dossier.due_at.isoformat())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    _begin_ready(dossier, _branches(dossier), by=by, at=at)
    return dossier


@transaction.atomic
def acknowledge(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The next agency says that it has its part (within 2 working hours, NĐ 301/2026); twice is once."""
    branch = Branch.objects.filter(child=dossier_id).first()
    if branch is None:
        raise NotAllowed
    parent = Dossier.objects.lock(branch.parent_id)  # before the child, as everywhere: nobody waits in a circle
    child = Dossier.objects.lock(dossier_id)
    if not may_acknowledge(child, by):
        raise NotAllowed
    branch.refresh_from_db()
    if branch.acknowledged_at:
        return child
    if version is not None and version != child.version:
        raise Stale
    if branch.state != BranchState.OPEN:
        raise NotPossible(child.life, Move.STEP)
    branch.acknowledged_at = at
    branch.save(update_fields=["acknowledged_at"])
    fact = BranchAcknowledged(branch_no=branch.no, body_id=child.competent_id)
    record(fact, subject=parent.subject, by=by.key, at=at)
    return child


def follow_branch(child: Dossier, *, at: datetime) -> None:
    """A child has moved: what it ends ends, what waited for it begins, and the whole when nothing is left."""
    assert child.parent_id is not None
    parent = Dossier.objects.lock(child.parent_id)
    branches = _branches(parent)
    branch = next(branch for branch in branches if branch.child_id == child.pk)
    if branch.state == BranchState.OPEN:
        _end(parent, branch, child, at)
    if parent.status == Status.IN_PROGRESS:
        _call_off(parent, branches, doomed(branches), at)
        _begin_ready(parent, branches, by=SYSTEM, at=at)
        _settle(parent, branches, at)


def call_off_waiting(parent: Dossier, *, at: datetime) -> list[Dossier]:
    """The whole has ended without its parts: those that wait will not begin; gives the children still open."""
    branches = _branches(parent)
    waiting = [branch.no for branch in branches if branch.state == BranchState.WAITING]
    _call_off(parent, branches, dict.fromkeys(waiting, BY_THE_WHOLE), at)
    return [branch.child for branch in branches if branch.state == BranchState.OPEN and branch.child]


def _branches(parent: Dossier) -> list[Branch]:
    return list(Branch.objects.filter(parent=parent).select_related("child").order_by("no"))


def _begin_ready(parent: Dossier, branches: list[Branch], *, by: Actor, at: datetime) -> None:
    parts = {part.no: part for part in rule_of(parent).parts}
    by_no = {branch.no: branch for branch in branches}
    for no in ready(branches):
        service = grouping.service_of(parts[no], parent.service, at)
        before = [by_no[each].child_id or 0 for each in parts[no].depends_on]
        child = begin_child(parent, parts[no], service, before=before, by=by, at=at)
        branch = by_no[no]
        branch.state, branch.child, branch.service, branch.sent_at = BranchState.OPEN, child, service, at
        branch.save(update_fields=["state", "child", "service", "sent_at"])
        fact = BranchBegun(branch_no=no, child_id=child.pk, body_id=child.competent_id)
        record(fact, subject=parent.subject, by=by.key, at=at)


def _end(parent: Dossier, branch: Branch, child: Dossier, at: datetime) -> None:
    consequence = consequence_of(child.status, child.outcome)
    if consequence is None:
        return
    branch.state, branch.child = consequence.state, child
    branch.save(update_fields=["state"])
    told = BranchDone if consequence.state == BranchState.DONE else BranchFailed
    outcome = child.outcome or child.life.name.lower()
    fact = told(branch_no=branch.no, child_id=child.pk, outcome=outcome)
    record(fact, subject=parent.subject, by=SYSTEM.key, at=at)
    if consequence.is_refunded:
        _pay_back(branch, parent, at)


def _call_off(parent: Dossier, branches: list[Branch], called_off: dict[int, int], at: datetime) -> None:
    for branch in branches:
        if branch.no not in called_off:
            continue
        branch.state = CALLED_OFF.state
        branch.save(update_fields=["state"])
        fact = BranchCalledOff(branch_no=branch.no, because_of=called_off[branch.no])
        record(fact, subject=parent.subject, by=SYSTEM.key, at=at)
        _pay_back(branch, parent, at)


def _pay_back(branch: Branch, parent: Dossier, at: datetime) -> None:
    """What was paid for a part that is not settled goes back as its law says; the cashier gives it (`refund`)."""
    paid = Obligation.objects.filter(branch=branch, paid_at__isnull=False, refundable_at=None)
    rows = [row.pk for row in paid.select_related("branch__service") if may_go_back(row, parent)]
    Obligation.objects.filter(pk__in=rows).update(refundable_at=at)


def _settle(parent: Dossier, branches: list[Branch], at: datetime) -> None:
    ended = [(branch.state, branch.child.outcome if branch.child else "") for branch in branches]
    if not (outcome := outcome_of(ended)):
        return
    fact: GroupFailed | GroupSettled = GroupSettled(outcome=outcome)
    if outcome == Outcome.REFUSED:
        fact = GroupFailed(ground=_("None of the linked procedures led to a result."))
    moved(parent, Move.REFUSE if outcome == Outcome.REFUSED else Move.GRANT)
    close(parent, at, is_final=False)
    parent.outcome, parent.resolved_at = outcome, at
    keep(parent, *PLACE, "outcome", "resolved_at")
    record(fact, subject=parent.subject, by=SYSTEM.key, at=at)
