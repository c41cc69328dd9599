"""Dossiers that a closed body left behind, and those whose heir somebody must choose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from motcua.directory.models import Body, Succession
from motcua.dossiers.models import Dossier, DossierQuerySet, Task
from motcua.dossiers.statuses import FINAL
from motcua.dossiers.texts import Fault, faults_in


@dataclass(frozen=True)
class Share:
    """Which successor of a split body goes on with its dossiers of these procedures, and by which decision."""

    closed_id: int
    heir_id: int
    procedures: Collection[str]
    basis: str


@dataclass(frozen=True)
class Waiting:
    """The dossiers of one procedure that wait for the choice."""

    code: str
    name: str
    number: int


def left_behind(on: date) -> DossierQuerySet:
    """Dossiers not ended, decided, held or worked on by a body that one other goes on with, by number."""
    return _at(_closed(on, heirs=Q(heirs=1)))


def waiting_for_choice(on: date) -> DossierQuerySet:
    """The same where several bodies share the work: the heir of each dossier must be chosen."""
    return _at(_closed(on, heirs=Q(heirs__gt=1)))


def shared_out(body: Body, on: date) -> list[Waiting]:
    """What a split body left behind, by procedure; empty when nothing waits. 2 queries."""
    rows = waiting_at(body, on).order_by("procedure_code").values_list("procedure_code")
    counts = rows.annotate(name=Max("title"), number=Count("pk")).values_list("procedure_code", "name", "number")
    return [Waiting(code, name, number) for code, name, number in counts]


def waiting_at(body: Body, on: date) -> DossierQuerySet:
    """The dossiers of one split body that wait for the choice."""
    is_split = body.pk in _closed(on, heirs=Q(heirs__gt=1))
    return _at([body.pk]) if is_split else Dossier.objects.none()


def share_faults(share: Share, heirs: Collection[int]) -> list[Fault]:
    """Everything wrong with the choice, as (place, sentence); `heirs` are the successors in force."""
    faults = faults_in("basis", share.basis, 200, _("Name the decision: its number and date."))
    if share.heir_id not in heirs:
        faults.insert(0, ("heir", _("Choose one of the bodies that go on with its work.")))
    if not share.procedures:
        faults.insert(0, ("procedures", _("Tick at least one procedure.")))
    return faults


def _closed(on: date, *, heirs: Q) -> list[int]:
    gone = Succession.objects.filter(on__lte=on).values("predecessor").annotate(heirs=Count("successor"))
    return list(gone.filter(heirs).values_list("predecessor", flat=True))


def _at(closed: list[int]) -> DossierQuerySet:
    beside = Task.objects.filter(body__in=closed, done_at=None).values("dossier")
    standing = Q(competent__in=closed) | Q(holder_body__in=closed) | Q(pk__in=beside)
    return Dossier.objects.exclude(status__in=FINAL).filter(standing).order_by("id")
