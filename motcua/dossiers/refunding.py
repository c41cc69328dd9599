"""What of the money paid goes back when a dossier ends without a result (rulebook E.5, B.8 Withdrawal)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.models import FeeReturn
from motcua.catalogue.services import published
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Dossier, Obligation


class KeptByLaw(DossierError):
    """The law of this fee leaves nobody room to give it back."""

    def __str__(self) -> str:
        return _("By its law this fee is not given back once it is paid.")


@dataclass(frozen=True, slots=True)
class PaidSum:
    """Money that was paid, whether its law lets it go back, and whether it is to."""

    row: Obligation
    may_go_back: bool
    is_ticked: bool


def going_back(may_go_back: Mapping[int, bool], chosen: Collection[int] | None) -> set[int]:
    """Of what was paid, what goes back: all that the law gives back, or what was `chosen` of it."""
    by_law = {number for number, is_given_back in may_go_back.items() if is_given_back}
    if chosen is None:
        return by_law
    wanted = may_go_back.keys() & set(chosen)
    if wanted - by_law:
        raise KeptByLaw
    return wanted


def paid_sums(dossier: Dossier, chosen: Collection[int] | None = None) -> list[PaidSum]:
    """What was paid for the dossier; ticked is what goes back by default, or what was `chosen`."""
    rows = Obligation.objects.filter(dossier=dossier, paid_at__isnull=False)
    return [_sum(row, dossier, chosen) for row in rows.select_related("waiver", "branch__service")]


def may_go_back(row: Obligation, dossier: Dossier) -> bool:
    """As the procedure says for which it was paid: that of the linked part, else the dossier's own."""
    service = row.branch.service if row.branch else None
    return published(service.handling_id if service else dossier.handling_id).fee_return == FeeReturn.RETURNED


def refunds_in(post: QueryDict) -> list[int] | None:
    """What was ticked on a page that asked; None when it did not ask, so the law's own rule stands."""
    if "refunds" not in post:
        return None
    return [int(text) for text in post.getlist("refunds") if text.isascii() and text.isdigit() and len(text) < 19]


def _sum(row: Obligation, dossier: Dossier, chosen: Collection[int] | None) -> PaidSum:
    is_open = may_go_back(row, dossier)
    return PaidSum(row, is_open, is_open and (chosen is None or row.pk in chosen))
