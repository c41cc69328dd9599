"""Facts for the worker's test, and what follows from them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from motcua.journal.facts import Fact
from motcua.journal.models import Event
from motcua.journal.recording import record


@dataclass(frozen=True)
class Rung(Fact):
    """Somebody rang."""


@dataclass(frozen=True)
class Heard(Fact):
    """Somebody heard it."""

    late_by: float


@dataclass(frozen=True)
class Told(Fact):
    """And told it."""


def hear(event: Event) -> None:
    record(Heard((timezone.now() - event.at).total_seconds()), subject="worker-test", by="system", at=timezone.now())


def tell(event: Event) -> None:
    record(Told(), subject="worker-test", by="system", at=timezone.now())


@transaction.atomic
def ring() -> None:
    record(Rung(), subject="worker-test", by="system", at=timezone.now())


REACTIONS = {Rung: [hear], Heard: [tell], Told: []}
