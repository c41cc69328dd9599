"""The graph of a linked group, and what a list of procedures received anywhere may hold: rules on values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.drawn import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One procedure of a group as drawn; `follows` is the handling that carries the group's own limit."""

    no: int
    name: str
    procedure_code: str
    agency: str
    depends_on: tuple[int, ...] = ()
    is_optional: bool = False
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found before a procedure is received away from its competent body (R48)."""

    data_at_hand: bool
    needs_field_check: bool


def wrong_with_parts(parts: Sequence[Part]) -> list[Problem]:
    """Everything that keeps the parts from being a graph that every dossier can walk."""
    return list(_problems(parts))


def order_of(parts: Sequence[Part]) -> list[int]:
    """The numbers so that each comes after those it depends on; what turns in a circle is left out."""
    placed: list[int] = []
    waiting = {part.no: set(part.depends_on) for part in parts}
    while free := [no for no, before in waiting.items() if before <= set(placed)]:
        placed += free
        waiting = {no: before for no, before in waiting.items() if no not in free}
    return placed


def excluded_because(found: Assessment) -> list[tuple[str, str]]:
    """Why a procedure may not be on the list, as (question, sentence); none when it may."""
    faults = []
    if not found.data_at_hand:
        sentence = _("The data must be at hand in databases, else another office cannot check the papers.")
        faults.append(("data_at_hand", sentence))
    if found.needs_field_check:
        sentence = _("A procedure that needs a check on the spot is received by its competent body alone.")
        faults.append(("needs_field_check", sentence))
    return faults


def _problems(parts: Sequence[Part]) -> Iterator[Problem]:
    numbers = [part.no for part in parts]
    optional = {part.no for part in parts if part.is_optional}
    if len(parts) < 2:
        yield Problem("too_few_parts", _("A linked group has at least two procedures."))
    if len(set(numbers)) < len(numbers):
        yield Problem("part_twice", _("A number is used twice."))
    if unknown := {no for part in parts for no in part.depends_on} - set(numbers):
        named = ", ".join(map(str, sorted(unknown)))
        yield Problem("unknown_part", _("No procedure of the group has the number %(named)s.") % {"named": named})
    elif len(order_of(parts)) < len(set(numbers)):
        yield Problem("circle", _("The procedures wait for one another in a circle: none could begin."))
    if any(optional & set(part.depends_on) for part in parts):
        yield Problem("waits_for_optional", _("A procedure waits for one that the applicant may leave out."))
