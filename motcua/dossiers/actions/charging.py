"""What the legs of late dossiers bear, written down when they end: derived from other rows, so it can be redone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from motcua.dossiers.lateness import Leg, Reckoning
from motcua.dossiers.legs import reckonings
from motcua.dossiers.models import Charge, Dossier, DossierQuerySet
from motcua.journal.models import Event

EPOCH = datetime.fromtimestamp(0, UTC)
BATCH = 500  # dossiers in one transaction
ENDED = Coalesce("resolved_at", "ended_at")


@transaction.atomic(savepoint=False)
def charge_lateness(event: Event) -> None:
    """A dossier has ended: write down who bears its lateness, if there is any; told twice, it changes nothing."""
    charge([int(event.subject.split(":")[1])])


@transaction.atomic
def charge(dossier_ids: Sequence[int]) -> int:
    """Reckon these dossiers anew; the charges written. Those that ended in time have none."""
    # The rows are locked in order: two writers of the same dossier take turns.
    dossiers = list(Dossier.objects.filter(pk__in=dossier_ids).order_by("pk").select_for_update(of=("self",)))
    Charge.objects.filter(dossier__in=dossiers).delete()
    late = charged_dossiers().filter(pk__in=[dossier.pk for dossier in dossiers])
    return len(Charge.objects.bulk_create(reckoned_charges(late)))


def charged_dossiers() -> DossierQuerySet:
    """Those that ended after their first date; of a linked group each part is charged, the whole is not again."""
    ended = Dossier.objects.alias(end=ENDED).filter(accepted_at__isnull=False, end__gt=F("first_due_at"))
    return ended.filter(branches=None)


def next_to_charge(after: int, size: int = BATCH) -> list[int]:
    """The next dossiers behind a number that bear charges, or have some written down."""
    late = Q(pk__in=charged_dossiers().values("pk")) | Q(charges__isnull=False)
    found = Dossier.objects.filter(late, pk__gt=after)
    return list(found.order_by("pk").distinct().values_list("pk", flat=True)[:size])


def differing(dossier_ids: Sequence[int]) -> list[int]:
    """The dossiers whose written charges are not what a new reckoning gives."""
    late = charged_dossiers().filter(pk__in=dossier_ids)
    there = _marks(Charge.objects.filter(dossier__in=dossier_ids))
    return sorted({number for number, _what in there ^ _marks(reckoned_charges(late))})


def reckoned_charges(dossiers: DossierQuerySet) -> list[Charge]:
    """The charges of ended dossiers, not yet kept."""
    reckoned = reckonings(list(dossiers), EPOCH)  # of an ended dossier the moment of asking says nothing
    return [_charge(each, leg, minutes) for each in reckoned for leg, minutes in each.charged()]


def _charge(reckoned: Reckoning, leg: Leg, minutes: int) -> Charge:
    assert reckoned.ended_at is not None
    return Charge(
        dossier_id=reckoned.dossier_id,
        leg=leg.key,
        cause=leg.cause,
        body_id=leg.body_id,
        officer_id=leg.officer_id,
        over=leg.over,
        minutes=minutes,
        ended_at=reckoned.ended_at,
    )


def _marks(charges: Iterable[Charge]) -> set[tuple[int, tuple[object, ...]]]:
    fields = ("leg", "cause", "body_id", "officer_id", "over", "minutes", "ended_at")
    return {(row.dossier_id, tuple(getattr(row, name) for name in fields)) for row in charges}
