"""The longer limit of a linked group's part when facts must be verified: rules on values, no query (rulebook B.9.1).

The decree names these limits itself, the same for every province, so they stand here and not in the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from motcua.catalogue.services import Published
from motcua.lib.worktime import Limit, Unit


@dataclass(frozen=True)
class Longer:
    """Working days that a part has with verification, and the act that gives them."""

    workdays: int
    basis: str


BIRTH_GROUP, RESIDENCE = "2.000986", "1.004222"
LONGER = {
    # Four here: with the day of the birth registration five in all, which is what the decree gives the whole.
    (BIRTH_GROUP, RESIDENCE): Longer(4, "Nghị định số 301/2026/NĐ-CP"),
}


def longer_limit(group_code: str, part_code: str) -> Longer | None:
    """What the group's decree gives this part with verification; None when it gives nothing longer."""
    return LONGER.get((group_code, part_code))


def as_verified(rule: Published, workdays: int | None) -> Published:
    """The rule by which a dossier's clock runs since verification was declared; the same without one."""
    if workdays is None:
        return rule
    limit = Limit(workdays, Unit.WORKDAY)
    return replace(rule, limit=limit, statutory=limit, cut_basis="")
