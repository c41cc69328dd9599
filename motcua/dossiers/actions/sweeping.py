"""Scans sent for a dossier that never came to be are not kept (Law 91/2025/QH15: no longer than needed)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.documents.models import File
from motcua.dossiers.models import Presence

KEPT_FOR = timedelta(days=2)  # time enough to send a refused form again
PRESENCE_KEPT_FOR = timedelta(days=1)


@transaction.atomic
def forget_unclaimed_files(*, at: datetime) -> int:
    """Forget files that no row of any table names; the nightly sweep then takes their bytes."""
    unclaimed = File.objects.filter(created_at__lt=at - KEPT_FOR)
    for claim in _claims():
        rows = claim.related_model._base_manager.filter(**{claim.field.name: OuterRef("pk")})
        unclaimed = unclaimed.exclude(Exists(rows))
    return unclaimed.delete()[0]


@transaction.atomic
def forget_presences(*, at: datetime) -> int:
    """Who had which dossier open is nobody's business the day after."""
    return Presence.objects.filter(seen_at__lt=at - PRESENCE_KEPT_FOR).delete()[0]


def _claims() -> list[Any]:
    """Every foreign key to a file, whatever floor it stands on: a table made tomorrow keeps its files too."""
    fields = File._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete]
