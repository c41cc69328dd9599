"""When the clock of a dossier stands still: by its status, or by its stage alone."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from motcua.dossiers.statuses import STANDING_STILL, WAITING

STANDS_STILL = Q(stage__in=sorted(STANDING_STILL))  # of what is in progress


def is_late(now: datetime) -> Q:
    """Of what is running: that said twice, the server expects so few rows that it sorts all of them."""
    return Q(due_at__lt=now) & ~STANDS_STILL


def stands_still(status: int, stage: str) -> bool:
    """Whether the clock waits: for papers, for money, for a consent, or for another agency."""
    return status in WAITING or stage in STANDING_STILL
