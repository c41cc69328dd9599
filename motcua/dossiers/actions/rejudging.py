"""What ended while a failure lasted is judged again once its end is known (rulebook B.7.2-8, F.5 "excluded")."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.actors import SYSTEM
from motcua.dossiers.actions.charging import ENDED, charge
from motcua.dossiers.actions.moving import keep
from motcua.dossiers.actions.promising import PROMISED, renew_promise
from motcua.dossiers.facts import DueRecomputed
from motcua.dossiers.models import Dossier, DossierQuerySet, Outage
from motcua.dossiers.outages import ground_of
from motcua.journal.models import Event
from motcua.journal.recording import record


@transaction.atomic(savepoint=False)
def judge_again(event: Event) -> None:
    """An outage has an end, or another one than was said: told twice, it finds nothing left to move.

    Only what ended before any end was known: no other closed dossier ever changes (B.7.2-15).
    """
    outage = Outage.objects.get(pk=int(event.subject.split(":")[1]))
    numbers = ended_in(outage).order_by("pk").values_list("pk", flat=True)
    moved = [pk for pk in list(numbers) if _moved(pk, outage, event.at)]
    charge(moved)


def ended_in(outage: Outage) -> DossierQuerySet:
    """What ended after the outage was declared and before anybody said that it was over."""
    ends = Event.objects.filter(subject=outage.subject, kind="OutageEnded").order_by("sequence")
    since, until = max(outage.starts_at, outage.declared_at), ends.values_list("at", flat=True)[0]
    accepted = Dossier.objects.alias(settled_at=ENDED).filter(accepted_at__isnull=False)
    return accepted.filter(settled_at__gte=since, settled_at__lte=until)


def _moved(pk: int, outage: Outage, at: datetime) -> bool:
    dossier = Dossier.objects.lock(pk)
    before, told = (dossier.first_due_at, dossier.due_at), dossier.due_at
    renew_promise(dossier)
    if (dossier.first_due_at, dossier.due_at) == before:
        return False
    assert told is not None and dossier.due_at is not None
    keep(dossier, *PROMISED)
    fact = DueRecomputed(told.isoformat(), dossier.due_at.isoformat(), ground_of(outage))
    record(fact, subject=dossier.subject, by=SYSTEM.key, at=at)
    return True
