"""A step of an internal process as somebody draws it, and what may be wrong with one: values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """One step as drawn; `hours` of work, 8 to a day; steps of one `group` run side by side.

    `on_outcome` is "" or the only drafted outcome with which a dossier passes the step.
    """

    no: int
    name: str
    role: str
    unit: str
    hours: Decimal
    kind: str
    group: int | None = None
    unit_name: str = ""
    on_outcome: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is broken: its name for programs, its sentence for people, the step when it is about one."""

    name: str
    sentence: str
    step: int | None = None
