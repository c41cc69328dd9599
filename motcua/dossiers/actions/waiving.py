"""A sum that was asked for need not be paid, or not all of it: a decision on a ground of law (rulebook E.5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import fresh, keep, moved
from motcua.dossiers.actions.outside import told_outside
from motcua.dossiers.actions.pausing import RESUMED, run_clock
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import FeeReduced, FeeWaived
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Obligation, PauseKind, Waiver
from motcua.dossiers.permissions import may_waive
from motcua.dossiers.statuses import Money
from motcua.dossiers.waiving import Relief, relief_faults
from motcua.journal.recording import record


@transaction.atomic
def waive(
    dossier_id: int, said: Relief, *, obligation_id: int, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """The head frees the applicant of a sum or of a part of it; freed of all, the clock runs again at once."""
    dossier = fresh(dossier_id, Move.PAY, version=version)
    if not may_waive(dossier, by):
        raise NotAllowed
    row = Obligation.objects.filter(dossier=dossier, pk=obligation_id, paid_at=None, waiver=None).first()
    if row is None:
        raise NotPossible(dossier.life, Move.PAY)
    if faults := relief_faults(said, row.amount):
        raise Incomplete(faults)
    waiver = _written(row, said, by=by, at=at)
    if row.amount == waiver.amount:
        return _go_on(dossier, waiver, by=by, at=at)
    keep(dossier)
    fact = FeeReduced(obligation_id, waiver.amount, waiver.basis)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _written(row: Obligation, said: Relief, *, by: Actor, at: datetime) -> Waiver:
    assert said.amount and by.officer_id is not None
    return Waiver.objects.create(
        obligation=row,
        amount=said.amount,
        ground=said.ground,
        facts=said.facts.strip(),
        basis=said.basis.strip(),
        decided_by_id=by.officer_id,
        decided_at=at,
    )


def _go_on(dossier: Dossier, waiver: Waiver, *, by: Actor, at: datetime) -> Dossier:
    """Nothing is due any more; what was paid before keeps the axis of money at "paid"."""
    moved(dossier, Move.PAY)
    due_at = run_clock(dossier, PauseKind.PAYMENT, at=at)
    has_paid = Obligation.objects.filter(dossier=dossier, paid_at__isnull=False).exists()
    dossier.money = Money.PAID if has_paid else Money.WAIVED
    keep(dossier, *RESUMED, "money")
    fact = FeeWaived(waiver.obligation_id, waiver.amount, waiver.basis, due_at.isoformat())
    record(fact, *told_outside(dossier), subject=dossier.subject, by=by.key, at=at)
    return dossier
