"""How many dossiers of each kind there are in hand, and which come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from motcua.dossiers.models import DossierQuerySet
from motcua.rows import counts as counted

CAP = 1000  # counts say "1,000+" beyond: nothing on a page grows with history
BY_DUE = ("due_at", "id")
ALONG = {"step_today": ("step_due_at",)}  # the index that a count walks along, where not by due date


class _First(ArrayAgg):
    """The first so many of an ordered aggregate; the server need not send the others."""

    def __init__(self, *expressions: str, most: int, **options: Any) -> None:
        super().__init__(*expressions, **options)
        self.filter_template = f"(%s FILTER (WHERE %%(filter)s))[1:{most:d}]"


def look(
    rows: DossierQuerySet, kinds: Mapping[str, Q], chosen: Q, *, order: Sequence[str], most: int
) -> tuple[dict[str, int], list[int]]:
    """How many rows are of each kind, and the numbers of the first `most` for which `chosen` holds; 1 query."""
    first = _First("pk", most=most, filter=Q(pk__isnull=False) & chosen, order_by=order)
    told = rows.order_by().aggregate(first_of_all=first, **_counts(kinds))
    return {name: told[name] for name in kinds}, told["first_of_all"] or []


def tally(rows: DossierQuerySet, kinds: Mapping[str, Q], are_few: bool) -> dict[str, str]:
    """How many are of each kind: few rows are looked at once, of many each count walks an index."""
    if not are_few:
        along = {name: rows.filter(each).order_by(*ALONG.get(name, BY_DUE)) for name, each in kinds.items()}
        return {name: shown(number) for name, number in counted(along, most=CAP + 1).items()}
    told = rows.order_by().aggregate(**_counts(kinds))
    return {name: shown(told[name]) for name in kinds}


def shown(number: int) -> str:
    """A count as pages show it, capped."""
    return f"{CAP:,}+".replace(",", ".") if number > CAP else str(number)


def _counts(kinds: Mapping[str, Q]) -> dict[str, Count]:
    return {name: Count("pk", filter=condition) for name, condition in kinds.items()}
