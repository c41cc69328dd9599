"""The conditions in force on a list, each as a word that takes it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.desk.asked import NOBODY, address_of
from motcua.desk.choices import Choices
from motcua.desk.today import day_words
from motcua.dossiers.worklist import Filters


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


def chips_of(filters: Filters, choices: Choices) -> list[Chip]:
    """One chip for each filter that narrows the list; the lane is not one."""
    officer = NOBODY if filters.is_untaken else str(filters.officer_id or "")
    said: list[tuple[str, str, dict[str, Any]]] = [
        (_("Words"), filters.words, {"words": ""}),
        (_("Procedure"), filters.procedure_code, {"procedure_code": ""}),
        (_("Status"), _word(choices.statuses, filters.status), {"status": None}),
        (_("Step"), _word(choices.steps, filters.step_kind), {"step_kind": ""}),
        (_("Body"), _word(choices.bodies, filters.body_id), {"body_id": None}),
        (_("Officer"), _word(choices.officers, officer), {"officer_id": None, "is_untaken": False}),
        (_("Day"), day_words().get(filters.due, ""), {"due": ""}),
    ]
    return [Chip(f"{name}: {value}", f"?{address_of(filters, **gone)}") for name, value, gone in said if value]


def is_narrowed(filters: Filters) -> bool:
    """Whether one of the seldom used conditions is in force, so that their fold stands open."""
    seldom = (filters.procedure_code, filters.status, filters.body_id, filters.officer_id, filters.step_kind)
    return filters.is_untaken or any(value not in ("", None) for value in seldom)


def _word(options: list[tuple[str, str]], value: object) -> str:
    """The words of a value; a value of another house is said as it stands."""
    return "" if value in ("", None) else dict(options).get(str(value), str(value))
