"""Forecasts and the pace they rest on: derived rows, written anew by the timetable; no promise changes by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from motcua.dossiers.foreseeing import LOOKED_BACK, Foreseen, Paces, counted_paces, foresee, foreseeable
from motcua.dossiers.models import Dossier, Forecast, Pace, Task

BATCH = 500  # dossiers in one transaction


@transaction.atomic
def renew_paces(*, at: datetime) -> int:
    """Count the pace of every body that finished a step lately; how many rows there are now."""
    busy = Task.objects.filter(done_at__gte=at - LOOKED_BACK).order_by().values_list("body", flat=True).distinct()
    rows = [pace for body_id in busy for pace in counted_paces(body_id, at)]
    Pace.objects.all().delete()
    return len(Pace.objects.bulk_create(rows))


@transaction.atomic
def renew_forecasts(known: Paces, *, after: tuple[datetime, int] | None, at: datetime) -> Sequence[Foreseen]:
    """Look at the next running dossiers in the order of their due dates; those that will be late are written down."""
    found = foreseeable(at).select_related("service", "step").order_by("due_at", "pk")
    found = found.filter(due_at__gte=after[0]).exclude(due_at=after[0], pk__lte=after[1]) if after else found
    seen = foresee(list(found[:BATCH]), known, at)
    Forecast.objects.filter(dossier__in=[each.dossier.pk for each in seen if not each.is_late]).delete()
    late = [_forecast(each, at) for each in seen if each.is_late]
    Forecast.objects.bulk_create(
        late,
        update_conflicts=True,
        unique_fields=["dossier"],
        update_fields=["ends_at", "slow_at", "made_at"],
    )
    return seen


@transaction.atomic
def forget_forecasts(*, at: datetime) -> int:
    """Those that no look renewed for a day: the dossier has ended, stands still, or is late already."""
    return Forecast.objects.filter(made_at__lt=at - timedelta(days=1)).delete()[0]


def _forecast(each: Foreseen, at: datetime) -> Forecast:
    dossier: Dossier = each.dossier
    return Forecast(dossier=dossier, ends_at=each.outlook.ends_at, slow_at=each.outlook.slow_at, made_at=at)
