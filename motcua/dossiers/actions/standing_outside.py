"""Clocks that still run at a step of another agency: the dossier came there before such steps stopped them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from motcua.catalogue.models import StepKind
from motcua.directory.actors import SYSTEM
from motcua.dossiers.actions.moving import keep
from motcua.dossiers.actions.outside import begin_outside, told_outside
from motcua.dossiers.models import Dossier, DossierQuerySet, Pause, PauseKind, Task
from motcua.dossiers.routing import DECIDING
from motcua.dossiers.statuses import Stage, Status
from motcua.journal.recording import record


def left_running() -> DossierQuerySet:
    """Dossiers at such a step, nobody at work beside, whose clock was not stopped."""
    waited = Pause.objects.filter(dossier=OuterRef("pk"), kind=PauseKind.OUTSIDE, resumed_at=None)
    beside = Task.objects.filter(dossier=OuterRef("pk"), done_at=None, is_side=True).exclude(step__kind__in=DECIDING)
    there = Dossier.objects.filter(status=Status.IN_PROGRESS, step__kind=StepKind.WAIT)
    return there.exclude(stage=Stage.AWAITING_CONSENT).filter(~Exists(waited), ~Exists(beside))


@transaction.atomic
def stop_left_running(dossier_id: int, *, at: datetime) -> bool:
    """Stop the clock from the moment at which the dossier came to stand there; False when it has moved meanwhile."""
    dossier = Dossier.objects.lock(dossier_id)
    if not left_running().filter(pk=dossier_id).exists():
        return False
    dossier.stage = Stage.AWAITING_OUTSIDE
    begin_outside(dossier, _since(dossier))
    keep(dossier, "stage")
    record(*told_outside(dossier), subject=dossier.subject, by=SYSTEM.key, at=at)
    return True


def _since(dossier: Dossier) -> datetime:
    """When its open step was received; one that ran beside others stood alone once the last of them was done."""
    tasks = Task.objects.filter(dossier=dossier)
    received_at = tasks.get(done_at=None, is_side=False).received_at
    last: datetime | None = tasks.aggregate(last=Max("done_at"))["last"]
    return max(received_at, last) if last else received_at
