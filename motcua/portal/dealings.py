"""Money, post, stop and correction of a dossier, as its owner reads of them."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.directory.actors import Actor
from motcua.dossiers.corrections import Corrections, corrections_of
from motcua.dossiers.models import Dossier, Obligation, Shipment, StopNotice
from motcua.dossiers.statuses import Money, Status

ENDED_SHORT = (Status.STOPPED, Status.WITHDRAWN)
SETTLED = (Status.RESOLVED, Status.RETURNED)


@dataclass(frozen=True)
class Dealings:
    """`due` is what is to be paid now, `known` what was paid, waived or goes back."""

    due: list[Obligation]
    known: list[Obligation]
    shipment: Shipment | None
    stop_notice: StopNotice | None
    corrections: Corrections | None


def dealings_of(dossier: Dossier, actor: Actor) -> Dealings:
    """At most four queries, and none while nothing of the kind has happened."""
    has_money = dossier.money != Money.NONE
    rows = Obligation.objects.filter(dossier=dossier).select_related("waiver")
    money = list(rows) if has_money else []
    is_settled, seen = dossier.status in SETTLED, Dossier.objects.visible_to(actor)
    return Dealings(
        due=[row for row in money if _is_due(row, dossier)],
        known=[row for row in money if row.paid_at or not row.to_pay],
        shipment=Shipment.objects.filter(dossier=dossier).last() if is_settled else None,
        stop_notice=stop_notice_of(dossier),
        corrections=corrections_of(dossier, seen) if is_settled or dossier.corrects_id else None,
    )


def _is_due(row: Obligation, dossier: Dossier) -> bool:
    is_owed = row.paid_at is None and row.to_pay > 0
    return is_owed and dossier.status == Status.AWAITING_PAYMENT


def stop_notice_of(dossier: Dossier) -> StopNotice | None:
    """Form 05, once the dossier was stopped or its withdrawal confirmed."""
    if dossier.status not in ENDED_SHORT:
        return None
    return StopNotice.objects.select_related("file").filter(dossier=dossier).first()
