"""What an invented life is made of: its legs, its wait, what was told; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from motcua.catalogue.models import Service
from motcua.catalogue.services import Published, PublishedStep
from motcua.dossiers.clock import Known
from motcua.journal.facts import Fact
from motcua.lib.worktime import Mode

Told = tuple[Fact, str, datetime]  # what, the actor's key, when


@dataclass(slots=True)
class Leg:
    """One step gone through, or the one in hand when `done_at` is None."""

    step: PublishedStep
    body_id: int
    officer_id: int | None
    received_at: datetime
    due_at: datetime
    done_at: datetime | None
    is_taken: bool = True
    is_broken_off: bool = False  # ended by a wait for the applicant


@dataclass(frozen=True)
class Wait:
    """The applicant was asked to complete the dossier; `resumed_at` None: has not answered yet."""

    asked_by: int
    mode: Mode
    stopped_at: datetime
    resumed_at: datetime | None
    answer_by: datetime | None


@dataclass(frozen=True)
class OutsideWait:
    """Another agency did its part at a step outside the clock; `resumed_at` None: still does."""

    stopped_at: datetime
    resumed_at: datetime | None


@dataclass
class Life:
    """What happened, and when, to one dossier up to `now`."""

    service: Service
    rule: Published
    person_id: int
    channel: str
    delivery: str
    lodged_at: datetime
    told: list[Told] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    wait: Wait | None = None
    outside: list[OutsideWait] = field(default_factory=list)
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    outcome: str = ""
    resolved_at: datetime | None = None
    ended_at: datetime | None = None

    def tell(self, fact: Fact, actor: str, at: datetime) -> None:
        self.told.append((fact, actor, at))

    @property
    def waits(self) -> list[Wait | OutsideWait]:
        """Every stretch in which its clock stood still, in order."""
        own = [self.wait] if self.wait else []
        return sorted([*own, *self.outside], key=lambda wait: wait.stopped_at)

    @property
    def is_waiting(self) -> bool:
        return self.wait is not None and self.wait.resumed_at is None

    @property
    def in_hand(self) -> Leg | None:
        """The leg at which the dossier stands, one broken off while it waits too."""
        last = self.legs[-1] if self.legs else None
        return last if last and (last.done_at is None or self.is_waiting) else None


@dataclass(frozen=True)
class Staff:
    """Who serves where: (body id, role) → officer ids."""

    posts: dict[tuple[int, str], list[int]]

    def one(self, luck: Random, body_id: int, role: str) -> int | None:
        there = self.posts.get((body_id, role))
        return luck.choice(there) if there else None


@dataclass
class World:
    """What the lives of a batch share: chance, staff, the moment at which they are told, promises known."""

    luck: Random
    staff: Staff
    now: datetime
    known: Known
