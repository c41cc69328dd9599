"""The procedures of a linked group as the console reads them."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalogue.models import Handling, LinkedPart
from motcua.catalogue.services import limit_of
from motcua.catalogue.terms import limit_words


@dataclass(frozen=True)
class PartLine:
    """One procedure; `limit` is that of the group's own handling, "" where the procedure keeps its own."""

    part: LinkedPart
    limit: str


def part_lines(handling: Handling) -> list[PartLine]:
    """In their order, none for a procedure by itself; 1 query."""
    parts = handling.parts.select_related("follows")
    return [PartLine(part, limit_words(limit_of(part.follows)) if part.follows else "") for part in parts]
