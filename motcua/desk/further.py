"""Acts with a page of their own: which of them a dossier's page offers to this reader, and what stands open.

A module with an offer imports `offering`, and neither this table nor the dossier's page, which reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

from motcua.desk.completing import offer_supplement
from motcua.desk.dealings import (
    offer_consent,
    offer_corrected,
    offer_correction,
    offer_payment,
    offer_stop,
)
from motcua.desk.extensions import offer_extension, offer_lateness
from motcua.desk.linked import offer_group, offer_verification
from motcua.desk.offering import Further, Offer
from motcua.desk.offers import offer_opinions, offer_submission, offer_visits
from motcua.desk.ways import offer_council, offer_switch
from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier

OFFERS: Sequence[Offer] = (
    offer_group,
    offer_verification,
    offer_council,
    offer_supplement,
    offer_opinions,
    offer_visits,
    offer_submission,
    offer_extension,
    offer_switch,
    offer_payment,
    offer_consent,
    offer_stop,
    offer_correction,
    offer_corrected,
    offer_lateness,
)


def further_acts(dossier: Dossier, actor: Actor) -> list[Further]:
    """The links for this reader; at most one query an offer."""
    return [found for offer in OFFERS if (found := offer(dossier, actor))]
