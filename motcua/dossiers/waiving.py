"""Freeing somebody of a fee, or of a part of it (miễn, giảm): what the decision must say; no query."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.dossiers.models import WaiverGround
from motcua.dossiers.texts import Asked, Fault, text_faults
from motcua.lib.money import dong


@dataclass(frozen=True)
class Relief:
    """What is decided: đồng that need not be paid (None when unreadable), whom the law frees, and how it is shown."""

    amount: int | None
    ground: str
    facts: str
    basis: str


def relief_faults(said: Relief, owed: int) -> list[Fault]:
    """Everything wrong with the decision, as (place, sentence)."""
    faults: list[Fault] = []
    if said.amount is None or not 0 < said.amount <= owed:
        most = _("Enter what need not be paid: more than 0 and at most %(amount)s.")
        faults.append(("amount", most % {"amount": dong(owed)}))
    if said.ground not in WaiverGround.values:
        faults.append(("ground", _("Choose whom the law frees or lets pay less.")))
    asked = {
        "facts": Asked(2000, _("Write what shows it, such as the paper and its number.")),
        "basis": Asked(300, _("Name the act that frees of this fee.")),
    }
    return [*faults, *text_faults({"facts": said.facts, "basis": said.basis}, asked)]
