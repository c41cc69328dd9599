"""Money on the way: asked for (M13), paid (M14), given back when the dossier ends without a result."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import keep, locked, moved
from motcua.dossiers.actions.outside import told_outside
from motcua.dossiers.actions.pausing import PAUSED, RESUMED, run_clock, stop_clock
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import Paid, PaymentAsked, Refunded
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Obligation, PauseKind
from motcua.dossiers.permissions import demand
from motcua.dossiers.refunding import going_back, paid_sums
from motcua.dossiers.statuses import Money
from motcua.dossiers.texts import Asked, stripped, text_faults
from motcua.journal.recording import record
from motcua.lib.money import dong
from motcua.lib.worktime import Mode

MOST = 10**12  # đồng; more is a slip of the hand


class AlreadyPaid(DossierError):
    """The same money was taken with another receipt."""

    def __init__(self, receipt: str) -> None:
        super().__init__(receipt)
        self.receipt = receipt

    def __str__(self) -> str:
        return _("This was already done, with number %(receipt)s.") % {"receipt": self.receipt}


class FreeOfCharge(DossierError):
    """A correction is at the agency's own cost (NĐ 61/2018 Điều 21)."""

    def __str__(self) -> str:
        return _("This costs the applicant nothing: no payment can be asked for.")


@transaction.atomic
def ask_payment(
    dossier_id: int,
    *,
    name: str,
    amount: int | None,
    account: str,
    basis: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Tell the applicant what is due, on which basis and into which account; the clock stands still until it is paid.

    `amount` is in đồng, None when none could be read (NĐ 61/2018 Điều 22).
    """
    said = stripped({"name": name, "account": account, "basis": basis})
    _demand_words(said, amount)
    dossier = locked(dossier_id, Move.ASK_PAYMENT, by=by, version=version)
    if dossier.corrects_id is not None:
        raise FreeOfCharge
    assert amount is not None and by.officer_id is not None
    row = Obligation.objects.create(dossier=dossier, **said, amount=amount, asked_by_id=by.officer_id, asked_at=at)
    moved(dossier, Move.ASK_PAYMENT)
    stop_clock(dossier, PauseKind.PAYMENT, mode=Mode.RESUME, basis=said["basis"], by=by, at=at)
    dossier.step_due_at, dossier.money = None, Money.DUE
    keep(dossier, *PAUSED, "money")
    record(PaymentAsked(row.pk, row.amount), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def pay(
    dossier_id: int,
    *,
    obligation_id: int,
    amount: int | None,
    receipt: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """The cashier takes the money and notes the receipt; the clock runs again. The same receipt twice is once."""
    dossier, row = _money_of(dossier_id, obligation_id, by)
    if row.paid_at:
        return _done_before(dossier, row.receipt, receipt)
    if not row.to_pay:
        raise NotPossible(dossier.life, Move.PAY)
    _demand_receipt(row, amount, receipt)
    dossier = locked(dossier_id, Move.PAY, by=by, version=version)
    row.receipt, row.paid_at = receipt.strip(), at
    row.save(update_fields=["receipt", "paid_at"])
    moved(dossier, Move.PAY)
    due_at = run_clock(dossier, PauseKind.PAYMENT, at=at)
    dossier.money = Money.PAID
    keep(dossier, *RESUMED, "money")
    fact = Paid(row.pk, row.to_pay, row.receipt, due_at.isoformat())
    record(fact, *told_outside(dossier), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def refund(
    dossier_id: int, *, obligation_id: int, voucher: str, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """The cashier gives back what is to go back, with the number of the voucher; the same voucher twice is once."""
    dossier, row = _money_of(dossier_id, obligation_id, by)
    if row.refunded_at:
        return _done_before(dossier, row.voucher, voucher)
    if faults := text_faults({"voucher": voucher}, {"voucher": Asked(100, _("Enter the number of the voucher."))}):
        raise Incomplete(faults)
    if row.refundable_at is None:
        raise NotAllowed
    row.voucher, row.refunded_at = voucher.strip(), at
    row.save(update_fields=["voucher", "refunded_at"])
    if not Obligation.objects.filter(dossier=dossier, refundable_at__isnull=False, refunded_at=None).exists():
        dossier.money = Money.REFUNDED
    keep(dossier, "money")
    record(Refunded(row.pk, row.to_pay, row.voucher), subject=dossier.subject, by=by.key, at=at)
    return dossier


def settle_money(dossier: Dossier, *, refunds: Collection[int] | None = None, at: datetime) -> None:
    """Money of a dossier that ends without a result: what was asked is no longer due, what was paid may go back.

    `refunds` are the obligations that go back, None for all that the law gives back; the caller saves `money`.
    """
    paid = {each.row.pk: each.may_go_back for each in paid_sums(dossier)}
    if chosen := going_back(paid, refunds):
        Obligation.objects.filter(pk__in=chosen, refundable_at=None).update(refundable_at=at)
    if dossier.money == Money.DUE:
        dossier.money = Money.PAID if paid else Money.NONE


def _money_of(dossier_id: int, obligation_id: int, by: Actor) -> tuple[Dossier, Obligation]:
    dossier = Dossier.objects.lock(dossier_id)
    demand(Move.PAY, dossier, by)
    row = Obligation.objects.select_related("waiver").filter(dossier=dossier, pk=obligation_id).first()
    if row is None:
        raise NotAllowed
    return dossier, row


def _done_before(dossier: Dossier, known: str, said: str) -> Dossier:
    if said.strip() != known:
        raise AlreadyPaid(known)
    return dossier


def _demand_words(said: dict[str, str], amount: int | None) -> None:
    faults = text_faults(
        said,
        {
            "name": Asked(300, _("Say what is to be paid.")),
            "account": Asked(200, _("Enter the account: bank, number and its owner.")),
            "basis": Asked(300, _("Name the act by which it is due.")),
        },
    )
    if amount is None or not 0 < amount <= MOST:
        faults.insert(0, ("amount", _("Enter the amount in whole đồng, such as 150.000.")))
    if faults:
        raise Incomplete(faults)


def _demand_receipt(row: Obligation, amount: int | None, receipt: str) -> None:
    faults = text_faults({"receipt": receipt}, {"receipt": Asked(100, _("Enter the number of the receipt."))})
    if amount != row.to_pay:
        faults.insert(0, ("amount", _("The amount must be exactly %(amount)s.") % {"amount": dong(row.to_pay)}))
    if faults:
        raise Incomplete(faults)
