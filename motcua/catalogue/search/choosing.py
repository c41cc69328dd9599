"""What people file most, as counts."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Sum

from motcua.catalogue.models import ProcedureUse

FILINGS_OF = timedelta(days=90)


def filed_most(*body_ids: int, on: date, limit: int = 6, at_least: int = 1) -> list[tuple[str, str]]:
    """(code, name) of what was filed most at these bodies in the ninety days before, so many times at least."""
    uses = ProcedureUse.objects.filter(body__in=body_ids, how=ProcedureUse.How.FILED)
    recent = uses.filter(on__gt=on - FILINGS_OF, on__lte=on).values("procedure").annotate(times=Sum("count"))
    counted = recent.filter(times__gte=at_least).order_by("-times", "procedure")
    return list(counted.values_list("procedure__code", "procedure__name")[:limit])
