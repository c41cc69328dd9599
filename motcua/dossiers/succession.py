"""Dossiers that a closed body left behind, and those whose heir somebody must choose."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from motcua.directory.models import Succession
from motcua.dossiers.models import Dossier, DossierQuerySet, Task
from motcua.dossiers.statuses import FINAL


def left_behind(on: date) -> DossierQuerySet:
    """Dossiers not ended, decided, held or worked on by a body that one other goes on with, by number."""
    return _at(_closed(on, heirs=Q(heirs=1)))


def waiting_for_choice(on: date) -> DossierQuerySet:
    """The same where several bodies share the work: the heir of each dossier must be chosen."""
    return _at(_closed(on, heirs=Q(heirs__gt=1)))


def _closed(on: date, *, heirs: Q) -> list[int]:
    gone = Succession.objects.filter(on__lte=on).values("predecessor").annotate(heirs=Count("successor"))
    return list(gone.filter(heirs).values_list("predecessor", flat=True))


def _at(closed: list[int]) -> DossierQuerySet:
    beside = Task.objects.filter(body__in=closed, done_at=None).values("dossier")
    standing = Q(competent__in=closed) | Q(holder_body__in=closed) | Q(pk__in=beside)
    return Dossier.objects.exclude(status__in=FINAL).filter(standing).order_by("id")
