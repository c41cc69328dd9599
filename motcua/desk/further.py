"""Acts with a page of their own: which of them a dossier's page offers to this reader, and what stands open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier


@dataclass(frozen=True)
class Further:
    """A link to a page of its own; `note` says what stands open there, `is_pressing` that somebody waits for it."""

    label: str
    url: str
    note: str = ""
    is_pressing: bool = False


Offer = Callable[[Dossier, Actor], Further | None]
OFFERS: Sequence[Offer] = ()


def further_acts(dossier: Dossier, actor: Actor) -> list[Further]:
    """The links for this reader; at most one query an offer."""
    return [found for offer in OFFERS if (found := offer(dossier, actor))]
