"""Charging lateness elsewhere: a recorded decision beside the reckoned charge, which nobody can edit (F.5)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory.actors import Actor
from motcua.directory.models import Body
from motcua.dossiers.actions.moving import keep, unchanged
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.facts import LatenessRecharged
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Dossier, Recharge
from motcua.dossiers.recharging import Elsewhere, may_recharge, recharge_faults
from motcua.journal.recording import record


@transaction.atomic
def recharge(dossier_id: int, said: Elsewhere, *, by: Actor, at: datetime, version: int | None = None) -> Recharge:
    """Decide that a leg's share is charged elsewhere; a later decision on the same leg takes its place."""
    dossier = unchanged(dossier_id, version=version)
    _demand(dossier, said, by, at)
    assert by.officer_id is not None
    decided = Recharge.objects.create(
        dossier=dossier,
        leg=said.leg,
        cause=said.cause,
        body_id=said.body_id,
        ground=said.ground.strip(),
        basis=said.basis.strip(),
        decided_by_id=by.officer_id,
        decided_at=at,
    )
    keep(dossier)
    fact = LatenessRecharged(said.leg, said.cause, said.body_id, decided.ground, decided.basis)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return decided


def _demand(dossier: Dossier, said: Elsewhere, by: Actor, at: datetime) -> None:
    charged = [leg for leg, _minutes in reckoning_of(dossier, at).charged()] if dossier.accepted_at else []
    if by.officer_id is None or not any(may_recharge(leg, by) for leg in charged):
        raise NotAllowed
    leg = next((leg for leg in charged if leg.key == said.leg), None)
    if leg and not may_recharge(leg, by):
        raise NotAllowed
    bodies = Body.objects.in_force(localtime(at).date()).filter(pk=said.body_id or 0).values_list("pk", flat=True)
    if faults := recharge_faults(said, leg, bodies):
        raise Incomplete(faults)
