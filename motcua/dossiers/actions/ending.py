"""The ends: withdrawn at the applicant's wish (M15), or the result handed over (M20)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import END, close, fresh, keep, leave, locked, moved
from motcua.dossiers.actions.pausing import PROMISED, end_waits
from motcua.dossiers.actions.paying import settle_money
from motcua.dossiers.actions.posting import open_shipment
from motcua.dossiers.actions.stopping import demand_unsigned, issue_stop_notice
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import Returned, WithdrawalAsked, Withdrawn
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, TaskEnd
from motcua.dossiers.permissions import is_own
from motcua.dossiers.statuses import Delivery
from motcua.journal.recording import record

RECEIVERS = ("applicant", "filer", "authorised")
WISH = "Chủ hồ sơ đề nghị rút hồ sơ."  # on form 05


@transaction.atomic
def ask_withdrawal(dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The applicant wants the dossier back: at once while nobody has accepted it, else the agency confirms."""
    if not reason.strip():
        raise Incomplete([("reason", _("Tell us why you withdraw the dossier."))])
    dossier = locked(dossier_id, Move.WITHDRAW, by=by, version=version)
    if not is_own(dossier, by):
        raise NotAllowed
    demand_unsigned(dossier)
    if dossier.withdrawal_asked_at and dossier.accepted_at:
        return dossier  # asked before: once is enough
    dossier.withdrawal_asked_at = at
    keep(dossier, "withdrawal_asked_at")
    record(WithdrawalAsked(reason=reason.strip()), subject=dossier.subject, by=by.key, at=at)
    return dossier if dossier.accepted_at else _withdraw(dossier, by=by, at=at)


@transaction.atomic
def withdraw(
    dossier_id: int,
    *,
    refunds: Collection[int] | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """The agency confirms a withdrawal that the applicant asked for, with form 05.

    `refunds` are the paid obligations that go back, None for all that the law gives back.
    """
    dossier = locked(dossier_id, Move.WITHDRAW, by=by, version=version)
    if by.officer_id is None:
        raise NotAllowed
    if dossier.withdrawal_asked_at is None:
        raise NotPossible(dossier.life, Move.WITHDRAW)
    demand_unsigned(dossier)
    return end_withdrawn(dossier, refunds=refunds, by=by, at=at)


@transaction.atomic
def hand_over(
    dossier_id: int,
    *,
    receiver: str = "applicant",
    originals: Collection[int] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Hand the result over, or note that the post delivered it or its owner took it online (sign in form 07).

    `originals` are the papers whose originals went back with it (NĐ 61/2018 Điều 20).
    """
    if receiver not in RECEIVERS:
        raise Incomplete([("receiver", _("Say who received the result."))])
    dossier = _result_of(dossier_id, by, version)
    way, back = _way(dossier, by, at), _given_back(dossier, originals, at)
    return _return(dossier, Returned(delivery=way, receiver=receiver, originals=back), by=by, at=at)


def end_withdrawn(dossier: Dossier, *, refunds: Collection[int] | None = None, by: Actor, at: datetime) -> Dossier:
    """Withdraw a locked dossier, with form 05; what the law gives back goes back, or `refunds` of it."""
    settle_money(dossier, refunds=refunds, at=at)
    issue_stop_notice(dossier, ground=WISH, basis="", by=by, at=at)
    return _withdraw(dossier, by=by, at=at)


def end_returned(dossier: Dossier, how: Mapping[str, Any], *, by: Actor, at: datetime) -> Dossier:
    """Return a locked dossier together with another of its group, in the same way to the same hands."""
    fact = Returned(delivery=how["delivery"], receiver=how["receiver"], originals=[])
    return _return(dossier, fact, by=by, at=at)


def _return(dossier: Dossier, fact: Returned, *, by: Actor, at: datetime) -> Dossier:
    moved(dossier, Move.RETURN)
    close(dossier, at)
    keep(dossier, *END)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _way(dossier: Dossier, by: Actor, at: datetime) -> str:
    """How the result reached its owner: what the post had in hand came by post, whoever confirms it."""
    if shipment := open_shipment(dossier):
        shipment.received_at = at
        shipment.save(update_fields=["received_at"])
        return Delivery.POST
    return Delivery.COUNTER if by.officer_id else Delivery.ONLINE


def _given_back(dossier: Dossier, originals: Collection[int], at: datetime) -> list[int]:
    kept = dossier.papers.filter(pk__in=originals, originals__gt=0, given_back_at=None)
    numbers = list(kept.values_list("pk", flat=True))
    dossier.papers.filter(pk__in=numbers).update(given_back_at=at)
    return numbers


def _result_of(dossier_id: int, by: Actor, version: int | None) -> Dossier:
    if by.officer_id:
        return locked(dossier_id, Move.RETURN, by=by, version=version)
    dossier = fresh(dossier_id, Move.RETURN, version=version)
    if not is_own(dossier, by):
        raise NotAllowed
    return dossier


def _withdraw(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    moved(dossier, Move.WITHDRAW)
    leave(dossier, by=by, at=at, end=TaskEnd.CUT_SHORT)
    end_waits(dossier, at)
    close(dossier, at)
    keep(dossier, *END, *PROMISED, "money")
    record(Withdrawn(), subject=dossier.subject, by=by.key, at=at)
    return dossier
