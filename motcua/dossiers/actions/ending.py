"""The ends: withdrawn at the applicant's wish (M15), or the result handed over (M20)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import END, close, fresh, keep, leave, locked, moved
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import Returned, WithdrawalAsked, Withdrawn
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Dossier, TaskEnd
from motcua.dossiers.permissions import is_own
from motcua.dossiers.statuses import Delivery, Status
from motcua.journal.recording import record

RECEIVERS = ("applicant", "filer", "authorised")


class AlreadySigned(DossierError):
    """The decision is signed: withdrawal is no longer possible (rulebook J-28)."""

    def __str__(self) -> str:
        return _("The decision has been signed, so the dossier can no longer be withdrawn.")


@transaction.atomic
def ask_withdrawal(dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The applicant wants the dossier back: at once while nobody has accepted it, else the agency confirms."""
    if not reason.strip():
        raise Incomplete([("reason", _("Tell us why you withdraw the dossier."))])
    dossier = locked(dossier_id, Move.WITHDRAW, by=by, version=version)
    if not is_own(dossier, by):
        raise NotAllowed
    _demand_unsigned(dossier)
    if dossier.withdrawal_asked_at and dossier.status != Status.LODGED:
        return dossier  # asked before: once is enough
    dossier.withdrawal_asked_at = at
    keep(dossier, "withdrawal_asked_at")
    record(WithdrawalAsked(reason=reason.strip()), subject=dossier.subject, by=by.key, at=at)
    return _withdraw(dossier, by=by, at=at) if dossier.status == Status.LODGED else dossier


@transaction.atomic
def withdraw(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The agency confirms a withdrawal that the applicant asked for."""
    dossier = locked(dossier_id, Move.WITHDRAW, by=by, version=version)
    if by.officer_id is None:
        raise NotAllowed
    if dossier.withdrawal_asked_at is None:
        raise NotPossible(dossier.life, Move.WITHDRAW)
    _demand_unsigned(dossier)
    return _withdraw(dossier, by=by, at=at)


@transaction.atomic
def hand_over(
    dossier_id: int, *, receiver: str = "applicant", by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Hand the result over at the counter, or take note that its owner took it online (sign in form 07)."""
    if receiver not in RECEIVERS:
        raise Incomplete([("receiver", _("Say who received the result."))])
    dossier = _result_of(dossier_id, by, version)
    moved(dossier, Move.RETURN)
    close(dossier, at)
    keep(dossier, *END)
    delivery = dossier.delivery if by.officer_id else Delivery.ONLINE
    record(Returned(delivery=delivery, receiver=receiver), subject=dossier.subject, by=by.key, at=at)
    return dossier


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
    close(dossier, at)
    keep(dossier, *END)
    record(Withdrawn(), subject=dossier.subject, by=by.key, at=at)
    return dossier


def _demand_unsigned(dossier: Dossier) -> None:
    if Decision.objects.filter(dossier=dossier, approved_at__isnull=False).exists():
        raise AlreadySigned
