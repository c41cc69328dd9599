"""A further request that was drafted, and overtaken by another act: it falls away, and stands in nobody's way."""

from datetime import datetime

from django.db import transaction

from motcua.directory.actors import SYSTEM, Actor
from motcua.dossiers.actions.moving import keep
from motcua.dossiers.facts import SupplementDropped
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.journal.recording import record

OVERTAKEN = "Hồ sơ đã chuyển sang bước sau, yêu cầu này không còn gửi đi được."  # in the journal


def drop_drafted(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """The dossier has gone past the point where a drafted request could go out; part of the act that does it."""
    request = SupplementRequest.objects.drafted().filter(dossier=dossier).first()
    if request is None:
        return
    request.dropped_at = at
    request.save(update_fields=["dropped_at"])
    record(SupplementDropped(request_id=request.pk, reason=OVERTAKEN), subject=dossier.subject, by=by.key, at=at)


@transaction.atomic
def drop_overtaken(request_id: int, *, at: datetime) -> None:
    """Free what no act freed; nothing when somebody decided on it meanwhile."""
    dossier = Dossier.objects.lock(SupplementRequest.objects.values_list("dossier", flat=True).get(pk=request_id))
    if SupplementRequest.objects.overtaken().filter(pk=request_id).exists():
        drop_drafted(dossier, by=SYSTEM, at=at)
        keep(dossier)
