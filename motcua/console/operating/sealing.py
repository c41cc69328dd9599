"""The journal's sealing: until when its days are closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Max
from django.utils.timezone import make_aware

from motcua.journal.models import Digest


def sealed_until() -> datetime | None:
    """The end of the last day that has its digest; None before the first; 1 query."""
    last = Digest.objects.aggregate(on=Max("on"))["on"]
    return make_aware(datetime.combine(last + timedelta(days=1), time.min)) if last else None
