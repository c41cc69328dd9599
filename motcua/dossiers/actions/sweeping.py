"""Scans sent for a dossier that never came to be are not kept (Law 91/2025/QH15: no longer than needed)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.documents.models import File
from motcua.dossiers.models import Decision, DraftFile, PaperFile

KEPT_FOR = timedelta(days=2)  # time enough to send a refused form again


@transaction.atomic
def forget_unclaimed_files(*, at: datetime) -> int:
    """Forget files that belong to no dossier, draft or decision; the nightly sweep then takes their bytes."""
    claims = (PaperFile, DraftFile, Decision)
    unclaimed = File.objects.filter(created_at__lt=at - KEPT_FOR)
    for claim in claims:
        unclaimed = unclaimed.exclude(Exists(claim.objects.filter(file=OuterRef("pk"))))
    return unclaimed.delete()[0]
