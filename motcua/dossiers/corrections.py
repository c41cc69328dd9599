"""Which result stands: a corrected one takes the place of the earlier, and both are kept (NĐ 61/2018 Điều 21)."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.statuses import Outcome

STANDING = (Outcome.GRANTED, Outcome.PARTLY)


@dataclass(frozen=True)
class Corrections:
    """The dossier that this one corrects, the case under way, and the case whose result now stands instead."""

    corrects: Dossier | None
    running: Dossier | None
    superseded_by: Dossier | None


def corrections_of(dossier: Dossier, seen: DossierQuerySet) -> Corrections:
    """Within what the reader may see; one query, and one more for a correction case."""
    cases = list(seen.filter(corrects=dossier).order_by("-pk"))
    return Corrections(
        corrects=seen.filter(pk=dossier.corrects_id).first() if dossier.corrects_id else None,
        running=next((case for case in cases if case.outcome == Outcome.NONE and case.ended_at is None), None),
        superseded_by=next((case for case in cases if case.outcome in STANDING), None),
    )
