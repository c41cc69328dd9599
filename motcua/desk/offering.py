"""What an offer is; apart from their table, so that the modules which make offers need not import it."""

from __future__ import annotations

from collections.abc import Callable
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
