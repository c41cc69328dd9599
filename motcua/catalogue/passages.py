"""A long official text → paragraphs and lists, its words untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STEP = re.compile(r"(?<=[.;:!?”\"])\s+(?=bước\s+\d+\s*[:.])", re.IGNORECASE)
_BULLET = re.compile(r"^[-–—+*•●▪◦·\uf0b7\uf02d]+\s*(?=\S)")


@dataclass(frozen=True)
class Block:
    """A paragraph with the list that follows it; `text` is "" for a list without a lead."""

    text: str
    items: tuple[str, ...] = ()


def blocks(text: str | None) -> tuple[Block, ...]:
    """Split at line ends and before "Bước n:"; lines with a bullet become items."""
    found: list[tuple[str, list[str]]] = []
    for line in _lines(text or ""):
        bullet = _BULLET.match(line)
        if not bullet:
            found.append((line, []))
        elif found:
            found[-1][1].append(line[bullet.end() :])
        else:
            found.append(("", [line[bullet.end() :]]))
    return tuple(Block(lead, tuple(items)) for lead, items in found)


def _lines(text: str) -> list[str]:
    parts = [part for line in text.split("\n") for part in _STEP.split(line)]
    return [part.strip() for part in parts if part.strip()]
